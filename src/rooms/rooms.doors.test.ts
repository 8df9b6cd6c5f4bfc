import { expect, test } from "vitest";
import { eachDatabase } from "../../test/support/databases.ts";
import { aWorld, NINE, type TestWorld } from "../../test/world.ts";
import { after, days, hours, minutes } from "../lib/time.ts";
import { mark } from "../sessions/session.ts";
import { serveQueues } from "../sessions/placing/actions.ts";
import { deedsOf } from "../platform/audit.ts";
import { replaceLost } from "../sessions/placing/lost-actions.ts";
import { askForQueue } from "../sessions/store.ts";
import { ZoomError } from "../zoom/port.ts";
import {
  addOutage,
  forgetPasswords,
  outagesOf,
  passwordOf,
  readBusy,
  readRooms,
  removeOutage,
  renewPassword,
  roomById,
  roomsOf,
  saveChange,
  saveOrder,
} from "./actions.ts";
import { busyOf, replaceBusy } from "./store.ts";

const TOMORROW = after(NINE, days(1));
const lose = (w: TestWorld, roomId: string, during: { start: typeof NINE; end: typeof NINE } | null = null) =>
  w.db.transaction((tx) => replaceLost(tx, w, w.neighbours, w.institutionId, [{ roomId, during }], w.clock.now()));

eachDatabase((_, open) => {
  test("licensed users become rooms, the newest last and not on; the owner has a room that can't be turned on", async () => {
    await using w = await aWorld(await open(), { rooms: 3 });
    const rooms = await roomsOf(w.db, w.institutionId);
    expect(rooms.map((room) => room.role).toSorted()).toEqual(["member", "member", "member", "owner"]);
    expect(rooms.filter((room) => room.active)).toHaveLength(3);
    expect(rooms.map((room) => room.order)).toEqual([1, 2, 3, 4]);
    await readRooms(w, w.institutionId);
    expect(await roomsOf(w.db, w.institutionId)).toEqual(rooms);
  });

  test("what Zoom says against a room is read, and read away again", async () => {
    await using w = await aWorld(await open(), { rooms: 2 });
    const [one, two] = [w.rooms[0]!, w.rooms[1]!];
    await w.control("user", { id: one.hostId, set: { type: 1 } });
    await w.control("user", { id: two.hostId, set: { status: "inactive" } });
    await readRooms(w, w.institutionId);
    expect([(await w.room(one.id)).trouble, (await w.room(two.id)).trouble]).toEqual(["unlicensed", "deactivated"]);
    await w.control("user", { id: one.hostId, set: { type: 2 } });
    await readRooms(w, w.institutionId);
    expect((await w.room(one.id)).trouble).toBeNull();
  });

  test("an error while reading changes nothing: it is never an empty list", async () => {
    await using w = await aWorld(await open());
    await w.control("faults", { kind: "outage", from: NINE, to: after(NINE, hours(1)) });
    await expect(readRooms(w, w.institutionId)).rejects.toBeInstanceOf(ZoomError);
    expect((await w.room()).trouble).toBeNull();
  });

  test("sessions whose room is lost get another, in order, and what finds none waits and is told", async () => {
    await using w = await aWorld(await open(), { rooms: 2 });
    const one = await w.ask({ start: TOMORROW });
    const two = await w.ask({ start: after(TOMORROW, hours(2)) });
    const blocking = await w.ask({ start: TOMORROW });
    expect([one.roomId, two.roomId, blocking.roomId]).toEqual([w.rooms[0]!.id, w.rooms[0]!.id, w.rooms[1]!.id]);
    await w.settle();
    const room = await w.room(w.rooms[0]!.id);
    await w.db.transaction((tx) => saveChange(tx, room, { active: false }, room.revision, w.clock.now()));
    await lose(w, room.id);
    await w.settle();
    expect([await w.session(one), await w.session(two)]).toMatchObject([
      { status: "waiting", roomId: null },
      { status: "placed", roomId: w.rooms[1]!.id },
    ]);
    expect(w.letters("begona").length).toBe(1);
    expect((await deedsOf(w.db, w.institutionId, one.id))[0]).toMatchObject({ who: "bedel", what: "room_lost", details: { room: room.name } });
    await w.advanceTo(after(TOMORROW, hours(4)));
    expect((await w.meetings()).filter((m) => String(m["agenda"]).startsWith(mark(one.id)))).toEqual([]);
    expect((await w.session(one)).status).toBe("declined");
  });

  test("a time out of service is respected, and its end lets who waits in", async () => {
    await using w = await aWorld(await open());
    const roomId = w.rooms[0]!.id;
    const outage = { id: w.random.uuid(), roomId, during: { start: TOMORROW, end: after(TOMORROW, hours(1)) }, reason: "" };
    expect([await addOutage(w.db, w.institutionId, outage), await addOutage(w.db, w.institutionId, outage)]).toEqual([1, 0]);
    expect(await outagesOf(w.db, w.institutionId, NINE)).toEqual([outage]);
    const waiting = await w.ask({ start: TOMORROW });
    expect(waiting).toMatchObject({ status: "waiting" });
    expect((await w.ask({ start: after(TOMORROW, minutes(75)) })).status).toBe("placed");
    expect(await removeOutage(w.db, w.institutionId, roomId, outage.id)).toBe(1);
    await w.db.transaction((tx) => askForQueue(tx, w.institutionId));
    await serveQueues(w, w.neighbours);
    expect((await w.session(waiting)).status).toBe("waiting"); // its courtesy would reach into the session after it
  });

  test("a session that an outage cuts through moves, and nothing else does", async () => {
    await using w = await aWorld(await open(), { rooms: 2 });
    const cut = await w.ask({ start: TOMORROW });
    const beside = await w.ask({ start: after(TOMORROW, hours(3)) });
    const during = { start: TOMORROW, end: after(TOMORROW, hours(1)) };
    await addOutage(w.db, w.institutionId, { id: w.random.uuid(), roomId: w.rooms[0]!.id, during, reason: "" });
    expect(await lose(w, w.rooms[0]!.id, during)).toBe(1);
    expect([(await w.session(cut)).roomId, (await w.session(beside)).roomId]).toEqual([w.rooms[1]!.id, w.rooms[0]!.id]);
  });

  test("what others planned in Zoom on a room is respected, and our own meetings are not taken for others'", async () => {
    await using w = await aWorld(await open());
    await w.ask({ start: after(NINE, hours(3)) });
    await w.settle();
    const zoom = w.zoomOf(w.institutionId);
    const foreign = {
      kind: "meeting" as const,
      mark: "by hand",
      title: "Claustro",
      start: TOMORROW,
      minutes: 45,
      zone: "UTC",
      waitingRoom: false,
      registration: false,
      passcode: "abc123",
    };
    await zoom.createMeeting(w.rooms[0]!.hostId, foreign);
    await w.pass(minutes(1));
    await readBusy(w, await w.room());
    const busy = await busyOf(w.db, w.institutionId, { start: NINE, end: after(NINE, days(9)) });
    expect(busy).toMatchObject([{ title: "Claustro", during: { start: TOMORROW, end: after(TOMORROW, minutes(45)) } }]);
    expect((await w.ask({ start: TOMORROW })).status).toBe("waiting");
  });

  test("dates of one meeting in Zoom all take their time, what has not changed is not written again, and of two who read the later stands", async () => {
    await using w = await aWorld(await open());
    const { hostId } = await w.room();
    const date = (day: number) => ({
      hostId,
      meetingId: "900",
      title: "Claustro",
      during: { start: after(NINE, days(day)), end: after(NINE, days(day) + hours(1)) },
    });
    const save = (some: number[], asked = NINE) => w.db.transaction((tx) => replaceBusy(tx, w.institutionId, hostId, some.map(date), asked)); // prettier-ignore
    const starts = async () => (await busyOf(w.db, w.institutionId, { start: NINE, end: after(NINE, days(9)) })).map(({ during }) => during.start).toSorted();
    expect([await save([1, 2, 3]), await starts()]).toEqual([true, [1, 2, 3].map((day) => after(NINE, days(day)))]);
    expect(await save([1, 2, 3])).toBe(false);
    expect([await save([2, 3], after(NINE, minutes(2))), await starts()]).toEqual([true, [2, 3].map((day) => after(NINE, days(day)))]);
    expect([await save([1, 2, 3], after(NINE, minutes(1))), (await starts()).length]).toEqual([false, 2]);
    expect([await save([], after(NINE, minutes(3))), await starts()]).toEqual([true, []]);
  });

  test("a new password whose answer was lost is sent again, the same, and is in force then", async () => {
    await using w = await aWorld(await open());
    const room = await w.room();
    await w.control("faults", { kind: "next", match: "PUT /users/:host/password", do: "obey, then hang up" });
    await expect(renewPassword(w, room)).rejects.toBeInstanceOf(ZoomError);
    expect((await w.room()).password.epoch).toBe(1);
    await renewPassword(w, await w.room());
    const known = (await passwordOf(w, await w.room()))!;
    expect(await w.opens(room.email, known)).toBe(true);
    expect((await w.room()).password.epoch).toBe(2);
    const state = (await w.control("state"))["users"].find((u: { id: string }) => u.id === room.hostId);
    expect(state.passwordChanges).toBe(2);
  });

  test("two who renew at once leave one password, and it is the one in force", async () => {
    await using w = await aWorld(await open());
    const room = await w.room();
    await Promise.allSettled([renewPassword(w, room), renewPassword(w, room)]);
    expect(await w.opens(room.email, (await passwordOf(w, await w.room()))!)).toBe(true);
  });

  test("what an older copy of the database holds as a password may be known: each free room gets a new one", async () => {
    await using w = await aWorld(await open());
    const room = await w.room();
    const old = (await passwordOf(w, room))!;
    await w.db.transaction((tx) => forgetPasswords(tx, w.clock.now()));
    expect((await w.room()).password.isSet).toBe(false);
    await w.settle();
    expect([await w.opens(room.email, old), (await w.room()).password.isSet]).toEqual([false, true]);
  });

  test("rooms are taken in the order that an administrator gave them", async () => {
    await using w = await aWorld(await open(), { rooms: 2 });
    const ids = (await roomsOf(w.db, w.institutionId)).map((room) => room.id).toReversed();
    await saveOrder(w.db, w.institutionId, ids);
    expect((await w.ask({ start: TOMORROW })).roomId).toBe(w.rooms[1]!.id);
    expect(await roomById(w.db, w.institutionId, w.random.uuid())).toBeNull();
  });
});
