import { expect, test } from "vitest";
import { verdictOn, type Arrival } from "./verdict.ts";

const ADA = { hostId: "uAda", email: "ada@uni.example", name: "Ada", role: "Admin", licensed: true, isOwner: false };
const connected = { state: "connected" as const, app: "admin" as const, accountId: "A", authorizedBy: ADA, number: 5 };
const arrived = (more: Partial<Arrival> = {}): Arrival => ({ accountId: "A", hostId: "uBen", number: 7, sinceNumber: 5, byLink: false, ...more });

test("the first connection is made at once, unless it came by a link", () => {
  expect(verdictOn(arrived(), null)).toBe("connect");
  expect(verdictOn(arrived({ byLink: true }), null)).toBe("to confirm");
});

test("another administrator of the same account reconnects it", () => {
  expect(verdictOn(arrived(), { ...connected, state: "reconnect needed" })).toBe("reconnect");
  expect(verdictOn(arrived(), connected)).toBe("reconnect");
});

test("another account is never taken without being asked for, not even after disconnecting", () => {
  expect(verdictOn(arrived({ accountId: "B" }), connected)).toBe("another account");
  expect(verdictOn(arrived({ accountId: "B" }), { ...connected, state: "disconnected" })).toBe("another account");
});

test("of two administrators at once, the one that is in place stays", () => {
  expect(verdictOn(arrived({ sinceNumber: 3 }), connected)).toBe("already connected");
  expect(verdictOn(arrived({ sinceNumber: 3, accountId: "B" }), connected)).toBe("already connected");
});

test("of two by the same person the later one is kept, in whichever order they arrive: the earlier is dead at Zoom", () => {
  expect(verdictOn(arrived({ hostId: "uAda", sinceNumber: 3 }), connected)).toBe("renew");
  expect(verdictOn(arrived({ hostId: "uAda", number: 4, sinceNumber: 3 }), connected)).toBe("overtaken");
  expect(verdictOn(arrived({ hostId: "uAda", byLink: true }), connected)).toBe("renew");
});

test("whoever authorizes by a link has to be confirmed, unless it is the person in place", () => {
  expect(verdictOn(arrived({ byLink: true }), connected)).toBe("to confirm");
  expect(verdictOn(arrived({ byLink: true, hostId: "uAda" }), { ...connected, state: "disconnected" })).toBe("to confirm");
});

test("what is disconnected is in nobody's way", () => {
  expect(verdictOn(arrived({ sinceNumber: 3 }), { ...connected, state: "disconnected" })).toBe("reconnect");
});

test("a Server-to-Server app is nobody", () => {
  expect(verdictOn(arrived({ hostId: null }), { ...connected, app: "account", authorizedBy: null })).toBe("reconnect");
});
