import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld, NINE, valueOf, type TestWorld } from "../../../test/world.ts";
import { after, before, hours, minutes, wallOf } from "../../lib/time.ts";
import { addAttendees } from "../../attendees/actions.ts";
import { sql } from "../../platform/database.ts";
import { changeSession } from "../asking/actions.ts";
import type { Session } from "../session.ts";
import { detailFor } from "../showing/actions.ts";
import { moveToLarger } from "./actions.ts";

const START = after(NINE, hours(30));

const holds = (w: TestWorld, room: number, people: number) => w.db.run(sql`update hosts set meeting_capacity = ${people} where id = ${w.rooms[room]!.hostId}`);
const register = async (w: TestWorld, s: Session, from: number, to: number): Promise<void> => {
  const lines = Array.from({ length: to - from + 1 }, (_, i) => `person${from + i}@elsewhere.example`);
  valueOf(await addAttendees(w, w.organizer, s.id, lines.join("\n")));
};
const crowd = async (w: TestWorld, s: Session) => (await detailFor(w, w.neighbours, w.organizer, s.id))!.crowd;
const enlarge = async (w: TestWorld, s: Session) => moveToLarger(w, w.neighbours, w.organizer, s.id, (await w.session(s)).revision);
const told = (w: TestWorld) => w.letters(w.organizer.email).filter(({ subject }) => subject.startsWith("More people than"));

eachDatabase((_, open) => {
  test("when more register than the room holds its organizer is told once, and may have the first larger room that is free", async () => {
    await using w = await aWorld(await open(), { rooms: 3 });
    for (const [room, people] of [2, 3, 900].entries()) await holds(w, room, people);
    const s = await w.ask({ start: START });
    await register(w, s, 1, 2);
    await w.settle();
    expect([(await w.session(s)).roomId, await crowd(w, s), told(w).length]).toEqual([w.rooms[0]!.id, null, 0]);

    await register(w, s, 3, 4);
    await w.db.run(sql`update sessions set revision = revision + 1 where id = ${s.id}`); // changed meanwhile
    await register(w, s, 5, 5);
    await w.settle();
    expect(told(w)).toHaveLength(1);
    const { id, name } = w.rooms[2]!;
    expect(await crowd(w, s)).toEqual({ capacity: 2, people: 5, because: "registered", larger: { id, name }, whyNot: null });

    expect(await enlarge(w, s)).toMatchObject({ ok: true, value: { roomId: id, expected: 5, pinned: false } });
    await w.settle();
    expect([await crowd(w, s), told(w).length]).toEqual([null, 1]);
    const history = (await detailFor(w, w.neighbours, w.organizer, s.id))!.history;
    expect(history[0]).toMatchObject({ what: "moved_to_larger", who: w.organizer.name, values: { room: name, count: 5 } });
  });

  test("without a larger room that is free all stays as it is", async () => {
    await using w = await aWorld(await open(), { rooms: 2 });
    for (const [room, people] of [1, 500].entries()) await holds(w, room, people);
    const s = await w.ask({ start: START });
    const other = await w.ask({ start: START, expected: 400 });
    await register(w, s, 1, 2);
    const was = await w.session(s);

    expect((await w.session(other)).roomId).toBe(w.rooms[1]!.id);
    expect(await crowd(w, s)).toMatchObject({ larger: null, whyNot: "no_larger_room" });
    expect(await enlarge(w, s)).toMatchObject({ ok: false, refusal: { because: "no_larger_room" } });
    expect(await w.session(s)).toEqual(was);
  });

  test("who asks for more people than any room holds is told for how many the largest is", async () => {
    await using w = await aWorld(await open(), { rooms: 2 });
    for (const [room, people] of [100, 500].entries()) await holds(w, room, people);
    const s = await w.ask({ start: START, expected: 800 });
    expect(s.status).toBe("waiting");
    expect(await crowd(w, s)).toEqual({ capacity: 500, people: 800, because: "expected", larger: null, whyNot: "no_room_yet" });
  });

  test("whose people fit into the room is not moved into one where they don't, to make room for others or to another time", async () => {
    await using w = await aWorld(await open(), { rooms: 3 });
    for (const [room, people] of [3, 2, 5].entries()) await holds(w, room, people);
    const s = await w.ask({ start: START });
    await register(w, s, 1, 3);
    const large = await w.ask({ start: START, expected: 5 });
    expect(large.roomId).toBe(w.rooms[2]!.id);

    expect(await w.ask({ start: START, expected: 3, title: "Others" })).toMatchObject({ status: "waiting" });
    expect((await w.session(s)).roomId).toBe(w.rooms[0]!.id);

    const later = after(START, hours(5));
    expect((await w.ask({ start: later, expected: 3, title: "Beside" })).roomId).toBe(w.rooms[0]!.id);
    const change = { revision: (await w.session(s)).revision, start: wallOf(later, s.zone), zone: s.zone };
    expect(await changeSession(w, w.neighbours, w.organizer, s.id, change as never)).toMatchObject({ ok: true, value: { roomId: w.rooms[2]!.id } });
  });

  test("a room that was opened is not left, and nobody but who manages it moves a session", async () => {
    await using w = await aWorld(await open(), { rooms: 2 });
    for (const [room, people] of [1, 500].entries()) await holds(w, room, people);
    const s = await w.ask({ start: START });
    await register(w, s, 1, 2);
    const stranger = { ...w.organizer, id: "00000000-0000-4000-8000-00000000ffff" };
    expect(await moveToLarger(w, w.neighbours, stranger, s.id, s.revision)).toMatchObject({ refusal: { because: "not_yours" } });
    expect(await moveToLarger(w, w.neighbours, w.organizer, s.id, s.revision + 9)).toMatchObject({ refusal: { because: "revision_conflict" } });

    await w.advanceTo(before(START, minutes(5)));
    expect(await crowd(w, s)).toMatchObject({ larger: null, whyNot: "room_already_opened" });
    expect(await enlarge(w, s)).toMatchObject({ refusal: { because: "room_already_opened" } });
  });
});
