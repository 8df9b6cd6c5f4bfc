import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { statesOf } from "../../../test/support/sessions.ts";
import { aWorld, NINE, valueOf, type TestWorld } from "../../../test/world.ts";
import { after, before, days, hours, minutes } from "../../lib/time.ts";
import { sql } from "../../platform/database.ts";
import { connectionOf } from "../actions.ts";
import { pause, resume } from "./actions.ts";

const made = async (w: TestWorld): Promise<unknown[]> => (await w.meetings()).map((meeting) => meeting["topic"]);

/** In the order in which they are taken. */
const wished = (w: TestWorld): Promise<string[]> =>
  w.db.list(
    (r) => r["title"] as string,
    sql`select s.title from commands c join sessions s on s.institution_id = c.institution_id and s.id = c.session_id where c.does = 'ensureMeeting' order by c.due_at, c.key`,
  );

eachDatabase((_, open) => {
  test("while it is paused nothing new is made on Zoom, links go out all the same, and nobody is alarmed", async () => {
    await using w = await aWorld(await open());
    valueOf(await pause(w, w.admin));
    const s = await w.ask({ start: after(NINE, hours(2)) });
    await w.attend(s, "Ana <ana@example.com>");
    await w.advanceTo(before(s.time.start, minutes(5)));

    expect(await made(w)).toEqual([]);
    expect((await w.session(s)).steps).toMatchObject({ generate: { is: "held", until: "resumed" }, sendLinks: { is: "done" }, handOver: { is: "done" } });
    expect(w.letters(w.admin.email)).toEqual([]);
  });

  test("what is generated already goes on while it is paused: a change reaches Zoom, and it is ended, closed and reported", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: after(NINE, hours(2)) });
    await w.settle();
    valueOf(await pause(w, w.admin));
    await w.advanceTo(after(s.time.end, days(1)));

    expect(await statesOf(w, s)).toMatchObject({ generate: "done", end: "done", close: "done", report: "done" });
  });

  test("on resuming, what is overdue and still useful is generated in order of start, and what is not is skipped", async () => {
    await using w = await aWorld(await open(), { rooms: 3 });
    valueOf(await pause(w, w.admin));
    const late = await w.ask({ title: "late", start: after(NINE, hours(5)) });
    const over = await w.ask({ title: "over", start: after(NINE, hours(1)) });
    const soon = await w.ask({ title: "soon", start: after(NINE, hours(3)) });
    await w.advanceTo(after(over.time.end, minutes(1)));
    expect(await made(w)).toEqual([]);

    valueOf(await resume(w, w.admin));
    await w.settle();
    expect((await made(w)).toSorted()).toEqual(["late", "soon"]);
    expect(await wished(w)).toEqual(["soon", "late"]);
    expect((await w.session(over)).steps.generate).toMatchObject({ is: "skipped", because: "too_late" });
    expect([(await w.session(soon)).steps.generate.is, (await w.session(late)).steps.generate.is]).toEqual(["done", "done"]);
  });

  test("pausing twice is pausing once, and where nothing is connected there is nothing to pause", async () => {
    await using w = await aWorld(await open());
    valueOf(await pause(w, w.admin));
    const since = (await connectionOf(w.db, w.institutionId))!.pausedAt;
    await w.pass(minutes(1));
    valueOf(await pause(w, w.admin));
    expect((await connectionOf(w.db, w.institutionId))!.pausedAt).toBe(since);

    await w.db.run(sql`update connections set state = 'disconnected' where institution_id = ${w.institutionId}`);
    expect(await pause(w, w.admin)).toMatchObject({ ok: false, refusal: { because: "zoom_not_connected" } });
  });
});
