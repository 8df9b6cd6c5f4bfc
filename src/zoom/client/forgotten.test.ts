import { expect, test } from "vitest";
import { ZoomError, type ZoomErrorKind } from "../port.ts";
import { isForgotten } from "./forgotten.ts";

const told = (kind: ZoomErrorKind, code: number | null, message = "no") => isForgotten(new ZoomError(kind, message, { code }));

test("what Zoom says was revoked, used or never given needs no telling any more", () => {
  expect([4740, 4741, 4735, 4737, 124].map((code) => told("reconnect", code))).toEqual([true, true, true, true, true]);
  expect(told("reconnect", null, "Invalid Token!")).toBe(true);
});

test("an app that Zoom refuses says nothing about what it was allowed", () => {
  expect([4702, 4704, 4709, 4717, 4738].map((code) => told("reconnect", code))).toEqual([false, false, false, false, false]);
  expect(told("reconnect", null, "invalid_client")).toBe(false);
});

test("where Zoom is away nobody knows", () => {
  expect((["unreachable", "unanswered", "busy", "refused", "disconnected"] as const).map((kind) => told(kind, null))).toEqual([
    false,
    false,
    false,
    false,
    false,
  ]);
});
