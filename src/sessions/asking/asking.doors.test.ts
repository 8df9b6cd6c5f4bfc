import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld, NINE, valueOf, ZONE, type TestWorld } from "../../../test/world.ts";
import { overlaps, type Interval } from "../../lib/interval.ts";
import { after, days, hours, minutes, seconds, wallOf, type Instant } from "../../lib/time.ts";
import { sql } from "../../platform/database.ts";
import { assignRoom, moveSession } from "../assigning/actions.ts";
import { mark, type Session } from "../session.ts";
import { STEP_ORDER } from "../steps.ts";
import { cancelSession, changeSession, undoChange } from "./actions.ts";

const TOMORROW = after(NINE, days(1));
const change = (w: TestWorld, s: Session, to: { start?: Instant; minutes?: number; title?: string; expected?: number }) =>
  changeSession(w, w.neighbours, w.organizer, s.id, { ...to, ...(to.start === undefined ? {} : { start: wallOf(to.start, ZONE), zone: ZONE }), revision: s.revision } as never);
const cancel = (w: TestWorld, s: Session) => cancelSession(w, w.neighbours, w.organizer, s.id, s.revision);

type Row = { host: string; session: string; piece: number; reserved: Interval };
const reservations = (w: TestWorld): Promise<Row[]> =>
  w.db.list(
    (r) => ({ host: r["host_id"] as string, session: r["session_id"] as string, piece: r["piece"] as number, reserved: { start: r["from"], end: r["to"] } }),
    sql`select host_id, session_id, piece, lower(reserved) as from, upper(reserved) as to from reservations order by session_id, piece`,
  );

async function expectNoOverlap(w: TestWorld): Promise<void> {
  const rows = await reservations(w);
  const clashes = rows.flatMap((a, i) => rows.slice(i + 1).filter((b) => a.host === b.host && overlaps(a.reserved, b.reserved)));
  expect(clashes).toEqual([]);
}

eachDatabase((_, open) => {
  test("of twenty who ask at once for the same hour and the only room exactly one gets it, and the others wait", async () => {
    await using w = await aWorld(await open());
    const asked = await Promise.all(Array.from({ length: 20 }, () => w.ask({ start: TOMORROW })));
    expect(asked.filter((s) => s.status === "placed")).toHaveLength(1);
    expect(asked.filter((s) => s.status === "waiting" && s.noneProven)).toHaveLength(19);
    expect(await reservations(w)).toHaveLength(1);
  });

  test("a double click asks once", async () => {
    await using w = await aWorld(await open(), { rooms: 2 });
    const id = w.random.uuid();
    const [first, second] = await Promise.all([w.ask({ id, start: TOMORROW }), w.ask({ id, start: TOMORROW })]);
    expect(second.id).toBe(first.id);
    await w.settle();
    expect(w.letters("lukasz")).toHaveLength(1);
  });

  test("somebody else's id is refused, not shown", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: TOMORROW, by: w.admin });
    expect(await w.tryToAsk({ id: s.id, start: TOMORROW })).toMatchObject({ ok: false, refusal: { because: "already_asked" } });
  });

  test("a session that nobody was told a room of moves, so that one more can be had", async () => {
    await using w = await aWorld(await open(), { rooms: 2 });
    const [one, two] = [w.rooms[0]!, w.rooms[1]!];
    const ten = TOMORROW;
    // Each room has one hour of the two: ten in the first, eleven in the second. What needs both finds none free before one of them moves.
    const early = await w.ask({ start: ten });
    const late = await w.ask({ start: after(ten, hours(2)), by: w.admin });
    const moved = valueOf(await moveSession(w, w.admin, late.id, { roomId: two.id, revision: late.revision }));
    expect([early.roomId, moved.roomId]).toEqual([one.id, two.id]);
    await w.db.run(sql`update sessions set pinned = false`);
    const long = await w.ask({ start: ten, minutes: 180 });
    expect(long.status).toBe("placed");
    expect((await w.session(early)).roomId).toBe((await w.session(late)).roomId);
    await expectNoOverlap(w);
  });

  test("a waiting request is served once a cancellation can't be taken back any more, and not before", async () => {
    await using w = await aWorld(await open());
    const first = await w.ask({ start: TOMORROW });
    const waiting = await w.ask({ start: TOMORROW });
    valueOf(await cancel(w, first));
    await w.pass(seconds(59));
    expect((await w.session(waiting)).status).toBe("waiting");
    await w.pass(seconds(1));
    expect((await w.session(waiting)).status).toBe("placed");
    expect((await reservations(w)).map((r) => r.session)).toEqual([waiting.id]);
  });

  test("requests are served in the order in which they were asked for", async () => {
    await using w = await aWorld(await open());
    const first = await w.ask({ start: TOMORROW });
    const waiting: Session[] = [];
    for (let i = 0; i < 3; i += 1) {
      await w.pass(minutes(1));
      waiting.push(await w.ask({ start: TOMORROW }));
    }
    valueOf(await cancel(w, first));
    await w.pass(minutes(2));
    expect(await Promise.all(waiting.map(async (s) => (await w.session(s)).status))).toEqual(["placed", "waiting", "waiting"]);
  });

  test("what nobody found a room for by its start is declined, and the asker is told", async () => {
    await using w = await aWorld(await open());
    await w.ask({ start: TOMORROW });
    const waiting = await w.ask({ start: TOMORROW, by: w.admin });
    await w.advanceTo(TOMORROW);
    expect(await w.session(waiting)).toMatchObject({ status: "declined", declinedBecause: "no_room_in_time" });
    expect(w.letters("begona").map((m) => m.subject).at(-1)).toMatch(/no room|declin|could not/i);
  });

  test("a change is taken back as a whole: time, room, meeting and steps, and nobody hears of it", async () => {
    await using w = await aWorld(await open(), { rooms: 2 });
    const s = await w.ask({ start: after(NINE, hours(5)) });
    await w.settle();
    const before = await w.session(s);
    expect(before.meeting).not.toBeNull();
    // The room is taken at the new time, so the change leads to another room.
    await w.ask({ start: after(NINE, hours(8)) });
    await w.settle();
    const told = w.letters().length;
    const changed = valueOf(await change(w, before, { start: after(NINE, hours(8)), title: "Otra" }));
    expect(changed.roomId).not.toBe(before.roomId);
    await w.pass(seconds(30));
    valueOf(await undoChange(w, w.organizer, s.id));
    await w.pass(minutes(5));
    const back = await w.session(s);
    for (const what of ["time", "title", "roomId", "hostId", "steps", "meeting", "undo"] as const) expect([what, back[what]]).toEqual([what, before[what]]);
    expect((await w.meetings()).filter((m) => String(m["agenda"]).startsWith(mark(s.id)))).toHaveLength(1);
    expect(w.letters()).toHaveLength(told);
    expect((await reservations(w)).filter((r) => r.session === s.id)).toHaveLength(1);
  });

  test("undoing a change that came while the meeting was being made leaves one meeting and no step under way for ever", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: after(NINE, hours(5)) });
    await w.control("faults", { kind: "next", match: "POST /users/:host/meetings", do: "503", times: 1 });
    await w.settle();
    const before = await w.session(s);
    expect(before.steps.generate.is).toBe("failed");
    valueOf(await change(w, before, { title: "Otra" }));
    valueOf(await undoChange(w, w.organizer, s.id));
    await w.pass(minutes(5));
    expect((await w.session(s)).steps.generate.is).toBe("done");
    expect(await w.meetings()).toMatchObject([{ topic: "Óptica cuántica" }]);
  });

  test("what a change gives up stays kept for the minute in which it can be had back", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: TOMORROW });
    await w.settle();
    valueOf(await change(w, s, { start: after(TOMORROW, hours(4)) }));
    const other = await w.ask({ start: TOMORROW });
    expect(other.status).toBe("waiting");
    await w.pass(minutes(1));
    expect((await w.session(other)).status).toBe("placed");
    await expectNoOverlap(w);
  });

  test("a new time that can't be had leaves everything as it was, and tells the nearest that can", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: TOMORROW });
    const other = await w.ask({ start: after(TOMORROW, hours(4)) });
    await w.settle();
    const [before, rows, letters] = [await w.session(s), await reservations(w), w.letters().length];
    const answer = await change(w, before, { start: other.time.start });
    expect(answer).toMatchObject({ ok: false, refusal: { because: "no_room_free", field: "start" } });
    expect(!answer.ok && answer.nearest?.length).toBeGreaterThan(0);
    await w.settle();
    expect([await w.session(s), await reservations(w), w.letters().length]).toEqual([before, rows, letters]);
  });

  test("a change that is told is told once, to the organizer and to those who had a link", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: TOMORROW });
    await w.attend(s, "Íñigo <inigo@elsewhere.example>");
    await w.settle();
    const [mine, theirs] = [w.letters("lukasz").length, w.letters("elsewhere").length];
    const once = valueOf(await change(w, await w.session(s), { start: after(TOMORROW, hours(1)) }));
    valueOf(await change(w, once, { start: after(TOMORROW, hours(2)) }));
    await w.pass(minutes(3));
    expect([w.letters("lukasz").length - mine, w.letters("elsewhere").length - theirs]).toEqual([1, 0]);
  });

  test("who saw an older revision changes nothing", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: TOMORROW });
    valueOf(await change(w, s, { title: "Otra" }));
    expect(await change(w, s, { title: "Una más" })).toMatchObject({ ok: false, refusal: { because: "revision_conflict" } });
  });

  test("of two who change at once one is told to look again", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: TOMORROW });
    const answers = await Promise.all([change(w, s, { title: "Una" }), change(w, s, { title: "Otra" })]);
    expect(answers.map((a) => a.ok).toSorted()).toEqual([false, true]);
  });

  test("cancelling takes the meeting out of Zoom after the minute, and skips what would have come", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: after(NINE, hours(5)) });
    await w.settle();
    expect(await w.meetings()).toHaveLength(1);
    valueOf(await cancel(w, s));
    await w.pass(seconds(59));
    expect(await w.meetings()).toHaveLength(1);
    await w.pass(days(1));
    expect(await w.meetings()).toHaveLength(0);
    const { steps } = await w.session(s);
    expect(STEP_ORDER.map((step) => steps[step].is)).toEqual(["done", "skipped", "skipped", "skipped", "skipped", "skipped", "skipped"]);
    expect(w.letters("lukasz").filter((m) => /open|password/i.test(m.subject))).toEqual([]);
  });

  test("cancelling while Zoom is away leaves no step under way and no meeting behind", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: after(NINE, hours(5)) });
    await w.control("faults", { kind: "next", match: "POST /users/:host/meetings", do: "obey, then hang up", times: 1 });
    await w.settle();
    valueOf(await cancel(w, s));
    await w.pass(hours(1));
    expect(await w.meetings()).toHaveLength(0);
    expect((await w.session(s)).steps.generate.is).toBe("skipped");
  });

  test("undoing a cancellation gives everything back", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: after(NINE, hours(5)) });
    await w.settle();
    const before = await w.session(s);
    valueOf(await cancel(w, before));
    await w.pass(seconds(20));
    valueOf(await undoChange(w, w.organizer, s.id));
    await w.pass(minutes(5));
    expect(await w.session(s)).toEqual({ ...before, revision: before.revision + 2, watchAt: expect.anything() });
    expect(await undoChange(w, w.organizer, s.id)).toMatchObject({ refusal: { because: "nothing_to_undo" } });
  });

  test("an administrator gives a waiting request a manual room, and the asker hears of it", async () => {
    await using w = await aWorld(await open(), { rooms: 2 });
    await w.db.run(sql`update rooms set assignment = 'manual' where id = ${w.rooms[1]!.id}`);
    await w.ask({ start: TOMORROW });
    const waiting = await w.ask({ start: TOMORROW });
    expect(waiting.status).toBe("waiting");
    const answer = await assignRoom(w, w.neighbours, w.admin, waiting.id, { roomId: w.rooms[1]!.id, revision: waiting.revision });
    expect(valueOf(answer)).toMatchObject({ status: "placed", roomId: w.rooms[1]!.id, pinned: true });
    expect(await assignRoom(w, w.neighbours, w.organizer, waiting.id, { roomId: w.rooms[1]!.id, revision: 9 })).toMatchObject({ refusal: { because: "admins_only" } });
  });
});
