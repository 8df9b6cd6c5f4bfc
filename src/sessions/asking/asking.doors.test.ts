import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { cancel, change, expectNoOverlap, reservations } from "../../../test/support/sessions.ts";
import { aWorld, NINE, valueOf } from "../../../test/world.ts";
import { after, days, hours, iso, minutes } from "../../lib/time.ts";
import { deedsOf } from "../../platform/audit.ts";
import { sql } from "../../platform/database.ts";
import { assignRoom, moveSession } from "../assigning/actions.ts";
import { undoChange } from "../cancelling/actions.ts";
import type { Session } from "../session.ts";

const TOMORROW = after(NINE, days(1));

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
    const moved = valueOf(await moveSession(w, w.neighbours, w.admin, late.id, { roomId: two.id, revision: late.revision, stays: false }));
    expect([early.roomId, moved.roomId]).toEqual([one.id, two.id]);
    const long = await w.ask({ start: ten, minutes: 180 });
    expect(long.status).toBe("placed");
    expect((await w.session(early)).roomId).toBe((await w.session(late)).roomId);
    await expectNoOverlap(w);
  });

  test("what an administrator moved stays where it was put, also when somebody else then finds no room", async () => {
    await using w = await aWorld(await open(), { rooms: 2 });
    const [one, two] = [w.rooms[0]!, w.rooms[1]!];
    const early = await w.ask({ start: TOMORROW });
    const late = await w.ask({ start: after(TOMORROW, hours(2)), by: w.admin });
    const put = async (s: Session, room: typeof one) =>
      valueOf(await moveSession(w, w.neighbours, w.admin, s.id, { roomId: room.id, revision: (await w.session(s)).revision, stays: true }));
    await put(early, two);
    await put(early, one);
    await put(late, two);
    expect((await w.ask({ start: TOMORROW, minutes: 180 })).status).toBe("waiting");
    expect([(await w.session(early)).roomId, (await w.session(late)).roomId]).toEqual([one.id, two.id]);
  });

  test("that a request found no room is told once, however often it is changed while it waits", async () => {
    await using w = await aWorld(await open());
    await w.ask({ start: TOMORROW });
    const waiting = await w.ask({ start: TOMORROW });
    const renamed = valueOf(await change(w, waiting, { title: "Óptica" }));
    const moved = valueOf(await change(w, renamed, { start: after(TOMORROW, minutes(15)) }));
    await w.pass(minutes(5));
    expect([renamed.status, moved.status]).toEqual(["waiting", "waiting"]);
    expect(w.letters().filter((letter) => /no room/i.test(letter.subject)).map((letter) => letter.subject).toSorted()).toEqual([
      "A request found no room: Óptica cuántica",
      "No room yet: Óptica cuántica",
    ]); // prettier-ignore
    valueOf(await change(w, moved, { start: after(TOMORROW, hours(4)) }));
    await w.settle();
    expect(w.letters("lukasz").at(-1)!.subject).toBe("Room confirmed: Óptica");
  });

  test("what a change had taken serves the queue once it is taken back", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: TOMORROW });
    valueOf(await change(w, s, { start: after(TOMORROW, hours(4)) }));
    const waiting = await w.ask({ start: after(TOMORROW, hours(4)), by: w.admin });
    valueOf(await undoChange(w, w.organizer, s.id));
    await w.settle();
    expect([waiting.status, (await w.session(waiting)).status]).toEqual(["waiting", "placed"]);
  });

  test("a request that is withdrawn and taken back keeps its turn, and nobody hears of it", async () => {
    await using w = await aWorld(await open());
    const placed = await w.ask({ start: TOMORROW });
    const first = await w.ask({ start: TOMORROW });
    await w.pass(minutes(1));
    const second = await w.ask({ start: TOMORROW });
    await w.settle();
    const told = w.letters().length;
    valueOf(await cancel(w, first));
    valueOf(await undoChange(w, w.organizer, first.id));
    await w.pass(minutes(2));
    expect(w.letters()).toHaveLength(told);
    valueOf(await cancel(w, placed));
    await w.pass(minutes(2));
    expect([(await w.session(first)).status, (await w.session(second)).status]).toEqual(["placed", "waiting"]);
  });

  test("a webinar lets nobody wait for admission, as Zoom has no waiting room for it", async () => {
    await using w = await aWorld(await open());
    expect(await w.tryToAsk({ start: TOMORROW, kind: "webinar", admission: "manual" })).toMatchObject({
      refusal: { because: "webinar_has_no_waiting_room", field: "admission" },
    });
  });

  test("the history of a moved session tells from when to when, and its new room", async () => {
    await using w = await aWorld(await open(), { rooms: 2 });
    const s = await w.ask({ start: TOMORROW });
    await w.ask({ start: after(TOMORROW, hours(4)), by: w.admin });
    valueOf(await change(w, s, { start: after(TOMORROW, hours(4)) }));
    const deeds = await deedsOf(w.db, w.institutionId, s.id);
    expect(deeds.map((deed) => deed.what)).toEqual(expect.arrayContaining(["asked", "placed", "changed_time", "placed"]));
    expect(deeds.find((deed) => deed.what === "changed_time")!.details).toEqual({ from: iso(TOMORROW), to: iso(after(TOMORROW, hours(4))) });
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
    expect(
      w
        .letters("begona")
        .map((m) => m.subject)
        .at(-1),
    ).toMatch(/no room|declin|could not/i);
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

  test("an administrator gives a waiting request a manual room, and the asker hears of it", async () => {
    await using w = await aWorld(await open(), { rooms: 2 });
    await w.db.run(sql`update rooms set assignment = 'manual' where id = ${w.rooms[1]!.id}`);
    await w.ask({ start: TOMORROW });
    const waiting = await w.ask({ start: TOMORROW });
    expect(waiting.status).toBe("waiting");
    const answer = await assignRoom(w, w.neighbours, w.admin, waiting.id, { roomId: w.rooms[1]!.id, revision: waiting.revision });
    expect(valueOf(answer)).toMatchObject({ status: "placed", roomId: w.rooms[1]!.id, pinned: true });
    expect(await assignRoom(w, w.neighbours, w.organizer, waiting.id, { roomId: w.rooms[1]!.id, revision: 9 })).toMatchObject({
      refusal: { because: "admins_only" },
    });
  });
});
