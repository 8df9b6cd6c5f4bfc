import { expect, test } from "vitest";
import { aMeeting, aRoom, aSession, doneAt, NOON } from "../../../test/builders.ts";
import { after, before, days, hours, minutes } from "../../lib/time.ts";
import { reservationOf, type Session } from "../session.ts";
import { around, boardOf, needOf } from "./board.ts";

const rooms = [aRoom(), aRoom({ id: "r2", hostId: "h2", assignment: "manual" }), aRoom({ id: "r3", hostId: "h3", active: false })];
const row = (session: Session, piece = 0) => ({ session, piece, reserved: reservationOf(session) });
const board = (sessions: readonly Session[]) => boardOf(rooms, sessions.map((s) => row(s)), { outages: [], busy: [] }, "asked"); // prettier-ignore

test("a reservation begins with the preparation and ends with courtesy and postprocessing", () => {
  expect(needOf(aSession()).reserved).toEqual({ start: before(NOON, minutes(15)), end: after(NOON, minutes(75)) });
  expect(around(needOf(aSession()).reserved, days(1)).start).toBe(before(NOON, minutes(15) + days(1)));
});

test("only rooms in use are looked at; manual ones are there, and not taken by themselves", () => {
  expect(board([]).rooms.map((room) => [room.id, room.automatic])).toEqual([
    ["r1", true],
    ["r2", false],
  ]);
});

test("times out of service and others' meetings block their room", () => {
  const during = { start: NOON, end: after(NOON, hours(1)) };
  const blocked = boardOf(rooms, [], { outages: [{ roomId: "r1", during }], busy: [{ hostId: "h2", during }] }, "asked").rooms.map((room) => room.blocked);
  expect(blocked).toEqual([[during], [during]]);
});

test.each([
  ["free to move", {}, true],
  ["handed over", { steps: { handOver: doneAt(NOON) } }, false],
  ["being handed over", { steps: { handOver: { is: "started", at: NOON } } }, false],
  ["handed over though its mail was refused", { steps: { handOver: { is: "failed", at: NOON, because: "mail_refused", retryAt: null } } }, false],
  ["held", { steps: { handOver: { is: "held", at: NOON, until: "room_is_free" } } }, true],
  ["put there by an administrator", { pinned: true }, false],
  ["running", { live: { start: NOON, end: null, instanceId: null, checkedAt: NOON } }, false],
  ["changed a moment ago", { undo: { until: NOON, kind: "change", before: {} } }, false],
  ["cancelled a moment ago", { status: "cancelled", cancelledAt: NOON }, false],
] as const)("a session that is %s may be moved: %o", (_, more, movable) => {
  expect(board([aSession(more as never)]).placed).toMatchObject([{ sessionId: "s1", roomId: "r1", movable, generated: false }]);
});

test("the asked session is not in its own way, and one with a meeting is moved last", () => {
  expect(board([aSession({ id: "asked" })]).placed).toEqual([]);
  expect(board([aSession({ meeting: aMeeting() })]).placed[0]!.generated).toBe(true);
});

test("what is kept for undoing stays where it was", () => {
  const before_ = { hostId: "h2" } as NonNullable<Session["undo"]>["before"];
  const s = aSession({ undo: { until: NOON, kind: "change", before: before_ } });
  expect(boardOf(rooms, [row(s, 1)], { outages: [], busy: [] }, "asked").placed).toMatchObject([{ roomId: "r2", movable: false }]);
});
