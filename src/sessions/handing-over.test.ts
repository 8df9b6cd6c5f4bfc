import { expect, test } from "vitest";
import { aRoom, aSession, NOON } from "../../test/builders.ts";
import { after, before, minutes } from "../lib/time.ts";
import type { Room } from "../rooms/room.ts";
import { decide, type Decision } from "./decide.ts";

const inUse = (room: Room = aRoom()) => ({ room, mode: "credentials" as const, ownZoom: null });
const wishes = (d: Decision): string[] => [...d.commands.map((c) => c.does), ...d.mails.map((m) => m.kind)];

test("only evidence from within its own preparation asks for another room, also when it comes after the holding began", () => {
  const now = before(NOON, minutes(10));
  const old = { occupiedBy: "s0", exposedTo: "s0", evidenceAt: before(NOON, minutes(16)) };
  const held = decide(aSession(), inUse(aRoom({ password: old })), now);
  expect(wishes(held)).not.toContain("relocate");
  const evidence = inUse(aRoom({ password: { ...old, evidenceAt: now } }));
  const asked = decide(held.session, evidence, now);
  expect(wishes(asked)).toEqual(["relocate"]);
  expect(wishes(decide(asked.session, evidence, after(now, 1)))).toEqual([]);
});

test("a room that its session waits for is told to admins after two minutes, once", () => {
  const room = inUse(aRoom({ password: { exposedTo: "s0" } }));
  const due = before(NOON, minutes(15));
  const held = decide(aSession(), room, due);
  expect(held.mails.map((m) => m.kind)).not.toContain("admin_alarm");
  const late = decide(held.session, room, after(due, minutes(2)));
  expect(late.mails).toMatchObject([{ kind: "admin_alarm", to: "admins", about: "handOver", because: "room_is_secured" }]);
  const otherwise = decide(late.session, inUse(aRoom({ password: { exposedTo: "s0", occupiedBy: "s0" } })), after(due, minutes(3)));
  expect(otherwise.session.steps.handOver).toMatchObject({ is: "held", until: "room_is_free", alarmed: "room_is_secured" });
  expect(otherwise.mails).toEqual([]);
});

test("where Zoom refuses another change of password, the room is opened by start link", () => {
  const room = aRoom({ password: { exposedTo: "s0", trouble: "too_often" } });
  const d = decide(aSession(), { room, mode: "start link", ownZoom: null }, before(NOON, minutes(15)));
  expect(d.mails.map((m) => m.kind)).toContain("start_link");
  expect(d.room?.password).toMatchObject({ occupiedBy: "s1", exposedTo: "s0" });
});

test("a room that still wants for its first password two minutes after it should be open is opened by start link", () => {
  const room = inUse(aRoom({ password: { isSet: false } }));
  const due = before(NOON, minutes(15));
  expect(decide(aSession(), room, after(due, minutes(1))).session.steps.handOver).toMatchObject({ is: "held", until: "room_has_password" });
  const opened = decide(aSession(), room, after(due, minutes(2)));
  expect(opened.mails.map((m) => m.kind)).toContain("start_link");
  expect(opened.room?.password).toMatchObject({ occupiedBy: "s1", exposedTo: null });
});
