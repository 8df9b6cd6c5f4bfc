import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { expectNoOverlap, reservations } from "../../../test/support/sessions.ts";
import { aWorld, NINE, valueOf, type TestWorld } from "../../../test/world.ts";
import { after, days, hours, minutes } from "../../lib/time.ts";
import { deedsOf } from "../../platform/audit.ts";
import { json, sql } from "../../platform/database.ts";
import { moveSession } from "../assigning/actions.ts";
import { insertSession, saveSession } from "../store.ts";
import { newSession } from "../asking.ts";

const TOMORROW = after(NINE, days(1));

/** The row as the database has it, without what differs by itself. */
const rowOf = (w: TestWorld, id: string) =>
  w.db.one((r) => ({ ...r["row"], id: null, meeting: null }) as Record<string, unknown>, sql`select to_jsonb(s) as row from sessions s where institution_id = ${w.institutionId} and id = ${id}`); // prettier-ignore

const atMost = (w: TestWorld, sessionsAhead: number): Promise<number> =>
  w.db.run(
    sql`update institutions set settings = jsonb_set(settings, '{limits}', ${json({ sessionsAhead, hoursAhead: null, longestMinutes: null, furthestDays: null })}::jsonb)`,
  );

eachDatabase((_, open) => {
  test("who ask at once have the rooms that they would have one after the other, each once, and hear of theirs", async () => {
    await using w = await aWorld(await open(), { rooms: 3 });
    const starts = [0, 30, 0, 90, 60, 0, 0].map((later) => after(TOMORROW, minutes(later)));
    const apart = [];
    for (const start of starts) apart.push(await w.ask({ start }));
    await w.settle();
    const before = w.letters("lukasz").map(({ subject }) => subject);
    const together = await Promise.all(starts.map((start) => w.ask({ start: after(start, days(1)) })));
    expect(together.map(({ status, roomId }) => ({ status, roomId }))).toEqual(apart.map(({ status, roomId }) => ({ status, roomId })));
    await expectNoOverlap(w);
    await w.settle();
    expect(w.letters("lukasz").slice(before.length)).toHaveLength(before.length);
    const told = async (id: string) => (await deedsOf(w.db, w.institutionId, id)).map(({ who, what, details }) => ({ who, what, details }));
    for (const [n, s] of together.entries()) expect(await told(s.id)).toEqual(await told(apart[n]!.id));
  });

  test("a session that is written down with others is what one alone would be", async () => {
    await using w = await aWorld(await open(), { rooms: 3 });
    const [, second] = await Promise.all([w.ask({ start: TOMORROW, expected: 30 }), w.ask({ start: TOMORROW, expected: 20, title: "Ñandú «1»" })]);
    expect(second!.status).toBe("placed");
    const { institutionId, organizerId, time, policy, askedAt, roomId, hostId } = second!;
    const ask = { id: w.random.uuid(), title: "Ñandú «1»", start: "", zone: second!.zone, minutes: 60, admission: "automatic", kind: "meeting", expected: 20, source: "pool" } as const; // prettier-ignore
    const alone = newSession(ask, { institutionId, organizerId, time, policy, now: askedAt });
    await insertSession(w.db, alone);
    await saveSession(w.db, { ...alone, status: "placed", roomId, hostId }, askedAt);
    expect(await w.session(second!)).toEqual(second);
    await w.settle();
    expect(await rowOf(w, second!.id)).toEqual(await rowOf(w, alone.id));
  });

  test("limits count what was asked for at the same moment", async () => {
    await using w = await aWorld(await open(), { rooms: 5 });
    await atMost(w, 2);
    const answers = await Promise.all([0, 2, 4, 6].map((later) => w.tryToAsk({ start: after(TOMORROW, hours(later)) })));
    expect(answers.map((a) => (a.ok ? a.value.status : a.refusal.because))).toEqual(["placed", "placed", "too_many_sessions_ahead", "too_many_sessions_ahead"]);
    const ofAdmin = await Promise.all([1, 3, 5].map((later) => w.ask({ start: after(TOMORROW, hours(later)), by: w.admin })));
    expect(ofAdmin.map((s) => s.status)).toEqual(["placed", "placed", "placed"]);
  });

  test("one id asked for by two people at once is the first one's, and the other is refused", async () => {
    await using w = await aWorld(await open(), { rooms: 2 });
    const id = w.random.uuid();
    const [, mine, theirs] = await Promise.all([w.ask({ start: TOMORROW }), w.tryToAsk({ id, start: TOMORROW }), w.tryToAsk({ id, start: TOMORROW, by: w.admin })]); // prettier-ignore
    expect(mine).toMatchObject({ ok: true, value: { organizerId: w.organizer.id } });
    expect(theirs).toMatchObject({ ok: false, refusal: { because: "already_asked" } });
  });

  test("what the database won't take of one is told to that one only", async () => {
    await using w = await aWorld(await open(), { rooms: 4 });
    const asked = await Promise.allSettled([
      w.ask({ start: TOMORROW }),
      w.ask({ start: TOMORROW }),
      w.ask({ start: TOMORROW, title: "a\u0000b" }),
      w.ask({ start: TOMORROW }),
    ]);
    expect(asked.map((a) => (a.status === "fulfilled" ? a.value.status : "failed"))).toEqual(["placed", "placed", "failed", "placed"]);
    expect(await reservations(w)).toHaveLength(3);
  });

  test("who finds no free room has others moved before those behind take what that needs", async () => {
    await using w = await aWorld(await open(), { rooms: 2 });
    const [one, two] = [w.rooms[0]!, w.rooms[1]!];
    await w.ask({ start: TOMORROW });
    const late = await w.ask({ start: after(TOMORROW, hours(2)), by: w.admin });
    const moved = valueOf(await moveSession(w, w.neighbours, w.admin, late.id, { roomId: two.id, revision: late.revision, stays: false }));
    // Ten in the first room, twelve in the second: what needs both hours has a room only if one moves, and not if the third takes the place that this leaves.
    const [first, long, third] = await Promise.all([
      w.ask({ start: after(TOMORROW, hours(7)) }),
      w.ask({ start: TOMORROW, minutes: 180 }),
      w.ask({ start: after(TOMORROW, hours(2)), by: w.admin }),
    ]);
    expect([first!.status, long!.status, third!.status]).toEqual(["placed", "placed", "waiting"]);
    expect([(await w.session(moved)).roomId, long!.roomId]).toContain(one.id);
    await expectNoOverlap(w);
  });
});
