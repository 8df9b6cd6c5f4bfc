import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { statesOf } from "../../../test/support/sessions.ts";
import { aWorld, NINE, valueOf, type TestWorld } from "../../../test/world.ts";
import { changesOn } from "../../../test/support/zoom-days.ts";
import { after, days, hours, instant, minutes } from "../../lib/time.ts";
import { sql } from "../../platform/database.ts";
import { cancelSession } from "../cancelling/actions.ts";

const MIDNIGHT = instant("2027-03-02T00:00:00Z");

/** So many changes of the room's host have been made today. */
const spent = (w: TestWorld, changes: number): Promise<number> =>
  w.db.run(sql`insert into host_days (institution_id, host_id, day, changes) values (${w.institutionId}, ${w.rooms[0]!.hostId}, '2027-03-01', ${changes})
    on conflict (institution_id, host_id, day) do update set changes = excluded.changes`);

eachDatabase((_, open) => {
  test("what is far waits for the new day when a host's changes are planned out, what is near does not", async () => {
    await using w = await aWorld(await open(), { settings: { generationLead: 7 * 24 * 60 } });
    await spent(w, 80);
    const far = await w.ask({ start: after(NINE, days(3)) });
    const near = await w.ask({ start: after(NINE, hours(5)) });
    await w.pass(minutes(5));

    expect((await statesOf(w, near))["generate"]).toBe("done");
    expect((await w.session(far)).steps.generate).toMatchObject({ is: "started", note: "waits_for_day" });
    expect(w.letters(w.admin.email)).toEqual([]);
    await w.advanceTo(after(MIDNIGHT, minutes(5)));
    expect((await w.session(far)).steps.generate).toMatchObject({ is: "done" });
    expect(await w.meetings()).toHaveLength(2);
  });

  test("today's sessions that have no meeting yet keep their part of the day", async () => {
    await using w = await aWorld(await open(), { settings: { generationLead: 7 * 24 * 60 } });
    await spent(w, 77);
    await w.ask({ start: after(NINE, hours(5)) });
    const far = await w.ask({ start: after(NINE, days(3)) });
    await w.settle();

    expect((await w.session(far)).steps.generate).toMatchObject({ is: "started", note: "waits_for_day" });
  });

  test("many at once take no more of a day than was planned", async () => {
    await using w = await aWorld(await open(), { settings: { generationLead: 7 * 24 * 60 } });
    await spent(w, 76);
    for (let i = 0; i < 10; i += 1) await w.ask({ start: after(NINE, days(2) + hours(3 * i)) });
    await w.settle();

    expect(await w.meetings()).toHaveLength(4);
    expect(await changesOn(w.db, w.institutionId, w.rooms[0]!.hostId, NINE)).toBe(80);
    await w.advanceTo(after(MIDNIGHT, minutes(5)));
    expect(await w.meetings()).toHaveLength(10);
  });

  test("meetings that lie far ahead are removed on the next day when today's changes are planned out, near ones at once", async () => {
    await using w = await aWorld(await open(), { settings: { generationLead: 7 * 24 * 60 } });
    const [far, near] = [await w.ask({ start: after(NINE, days(3)) }), await w.ask({ start: after(NINE, hours(6)) })];
    await w.settle();
    expect(await w.meetings()).toHaveLength(2);
    await spent(w, 80);
    for (const one of [far, near]) valueOf(await cancelSession(w, w.neighbours, w.organizer, one.id, (await w.session(one)).revision));
    await w.pass(minutes(5));

    expect((await w.meetings()).map((meeting) => String(meeting["id"]))).toEqual([(await w.session(far)).stray[0]!.id]);
    await w.advanceTo(after(MIDNIGHT, minutes(5)));
    expect(await w.meetings()).toEqual([]);
    expect((await w.session(far)).stray).toEqual([]);
  });

  test("making, changing and removing a meeting is counted for its host", async () => {
    await using w = await aWorld(await open());
    const { hostId } = w.rooms[0]!;
    const zoom = w.zoomOf(w.institutionId);
    const s = await w.ask({ start: after(NINE, hours(5)) });
    await w.settle();
    await zoom.removeMeeting((await w.session(s)).meeting!);

    await expect.poll(() => changesOn(w.db, w.institutionId, hostId, NINE)).toBe(2);
    expect(await changesOn(w.db, w.institutionId, "another host", NINE)).toBe(0);
  });
});
