import { expect, test } from "vitest";
import { TEACHER } from "../../../sandbox/oauth/testing.ts";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld, NINE, type TestWorld } from "../../../test/world.ts";
import { pause, resume } from "../../connections/life/actions.ts";
import { after, hours, iso, minutes, seconds } from "../../lib/time.ts";
import { at, sql } from "../../platform/database.ts";
import { aHouse, LUKASZ } from "../../sessions/hosting/own-zoom.fixtures.ts";
import { tellTroubles, troublesOf } from "./actions.ts";
import { aBookable, living, silent, told } from "./troubles.fixtures.ts";

const because = async (w: TestWorld, type: Parameters<typeof troublesOf>[1]): Promise<string[]> =>
  (await troublesOf(w.db, type, w.clock.now())).map((one) => one.because);
const outage = (w: TestWorld, length: number) => w.control("faults", { kind: "outage", from: iso(w.clock.now()), to: iso(after(w.clock.now(), length)) });

eachDatabase((_, open) => {
  test("one that can be booked has no trouble; when its own connection is lost its owner hears of it within seconds, once, and again when it is lost again", async () => {
    await using w = await aHouse(await open(), { people: [] });
    const type = await aBookable(w);
    await living(w, seconds(10));
    expect(await because(w, type)).toEqual(["booking_zoom_no_zoom_user"]);
    expect(told(w)).toHaveLength(1);

    await w.personal(w.organizer, TEACHER);
    await living(w, seconds(10));
    expect(await because(w, type)).toEqual([]);
    await w.control("deauthorize", { clientId: "sandbox-user-app", userId: w.teacherId });
    await living(w, minutes(21), seconds(30));
    expect(await because(w, type)).toEqual(["booking_own_zoom_reconnect"]);
    await living(w, hours(3), minutes(10));
    expect(told(w)).toHaveLength(2);
    expect(told(w)[1]).toContain("Łukasz Żak: The personal Zoom must be connected again. Since ");
    expect(told(w)[1]).toContain("/appointments");

    await w.personal(w.organizer, TEACHER);
    await living(w, seconds(10));
    await w.control("deauthorize", { clientId: "sandbox-user-app", userId: w.teacherId });
    await living(w, minutes(25), seconds(30));
    expect(told(w)).toHaveLength(3);
  });

  test("while the institution's Zoom is paused nothing on it can be booked; processes that find out together write once", async () => {
    await using w = await aWorld(await open(), { people: [LUKASZ] });
    const [mine, pooled] = [await aBookable(w), await aBookable(w, { source: "pool", name: "Sala" })];
    await living(w, seconds(10));
    expect([await because(w, mine), await because(w, pooled), told(w)]).toEqual([[], [], []]);
    await pause(w, w.admin);
    await Promise.all([tellTroubles(w), tellTroubles(w)]);
    await w.settle();
    expect([await because(w, mine), await because(w, pooled)]).toEqual([["booking_zoom_paused"], ["booking_zoom_paused"]]);
    expect(told(w)).toHaveLength(1);
    for (const name of ["Tutoría", "Sala"]) expect(told(w)[0]).toContain(name);
    await resume(w, w.admin);
    await living(w, seconds(10));
    expect([await because(w, mine), told(w).length]).toEqual([[], 1]);
  });

  test("while Zoom is away what was read last stands as long as the owner lets it; then one mail tells of all that this keeps from being booked", async () => {
    await using w = await aWorld(await open(), { people: [LUKASZ] });
    await silent(w);
    const quick = await aBookable(w, { name: "Rápida", staleMinutes: 30 });
    const slow = await aBookable(w, { name: "Lenta", staleMinutes: 35 });
    await living(w, seconds(10));
    await outage(w, hours(3));
    await living(w, minutes(29), minutes(1));
    expect([await because(w, quick), told(w)]).toEqual([[], []]);
    await living(w, minutes(3), seconds(30));
    expect([await because(w, quick), await because(w, slow), told(w).length]).toEqual([["booking_zoom_unread"], [], 1]);
    await living(w, minutes(10), minutes(1));
    expect([await because(w, slow), told(w).length], "told with the next").toEqual([["booking_zoom_unread"], 1]);
    await living(w, hours(2), minutes(5));
    expect(told(w)).toHaveLength(2);
    expect(told(w)[1]).toContain("Lenta");
    await living(w, minutes(50), minutes(1));
    expect([await because(w, quick), await because(w, slow), told(w).length]).toEqual([[], [], 2]);
    w.surprises.length = 0;
  });

  test("a server that was down for a day tells nobody what it only did not look at, and neither does a type that is off", async () => {
    await using w = await aWorld(await open(), { people: [LUKASZ] });
    await aBookable(w);
    await living(w, seconds(10));
    await aBookable(w, { name: "Apagada", source: "default host", active: false });
    await w.pass(hours(24));
    await tellTroubles(w);
    await living(w, minutes(1));
    expect(told(w)).toEqual([]);
  });

  test("a calendar that can't be read for too long, a host who has left, and an owner who has: administrators hear of it then", async () => {
    await using w = await aWorld(await open(), { people: [LUKASZ] });
    const type = await aBookable(w, { hosting: "round robin", hostIds: [w.organizer.id, w.admin.id], source: "pool" });
    await w.db.run(sql`insert into member_calendars (institution_id, id, member_id, name, address_sealed, read_at, tried_at, trouble)
      values (${w.institutionId}, ${w.random.uuid()}, ${w.organizer.id}, 'Casa', ${Buffer.from("x")}, ${at(NINE)}, ${at(NINE)}, 'calendar_silent')`);
    await living(w, minutes(61), minutes(1));
    expect(await troublesOf(w.db, type, w.clock.now())).toEqual([
      { because: "booking_calendar_unread", member: { id: w.organizer.id, name: "Łukasz Żak" }, since: iso(NINE) },
    ]);
    expect(told(w)).toHaveLength(1);
    await w.db.run(sql`update members set left_at = ${at(w.clock.now())} where id = ${w.organizer.id}`);
    await living(w, minutes(1));
    expect(await because(w, type)).toEqual(["booking_host_gone"]);
    expect([told(w).length, told(w, "begona").length]).toEqual([1, 1]);
  });

  test("nothing of another institution's is told or read", async () => {
    await using w = await aWorld(await open(), { people: [LUKASZ] });
    const type = await aBookable(w);
    await living(w, seconds(10));
    expect(await troublesOf(w.db, { ...type, institutionId: (await otherOf(w))! }, w.clock.now())).toMatchObject([{ because: "booking_no_host" }]);
  });
});

async function otherOf(w: TestWorld): Promise<string> {
  const id = "00000000-0000-4000-8000-0000000000e1";
  await w.db.run(
    sql`insert into institutions (institution_id, settings, zoom) select ${id}, settings, 'real' from institutions where institution_id = ${w.institutionId}`,
  );
  return id;
}
