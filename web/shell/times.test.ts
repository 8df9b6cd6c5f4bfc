import { expect, test } from "vitest";
import { instant } from "../../src/lib/time.ts";
import { isToday, needsYear } from "./times.tsx";

const NOW = instant("2026-11-24T22:30:00Z");

test("a moment is told without its day only when it is today where it happens and where the reader is", () => {
  expect(isToday("2026-11-24T22:50:00Z", NOW, "Europe/Madrid", "Europe/Madrid")).toBe(true);
  expect(isToday("2026-11-25T22:30:00Z", NOW, "Europe/Madrid", "Europe/Madrid")).toBe(false);
  expect(isToday("2026-11-24T23:10:00Z", NOW, "Europe/Madrid", "Europe/London")).toBe(false);
  expect(isToday("2026-11-24T23:10:00Z", NOW, "Europe/London", "America/New_York")).toBe(true);
});

test("a date is told with its year only when that is not this year where its time is told", () => {
  const now = instant("2026-12-31T23:30:00Z");
  expect(needsYear("2026-06-01T10:00:00Z", now, "Europe/London")).toBe(false);
  expect(needsYear("2027-01-01T10:00:00Z", now, "Europe/London")).toBe(true);
  expect(needsYear("2025-12-31T10:00:00Z", now, "Europe/London")).toBe(true);
  expect(needsYear("2027-01-01T10:00:00Z", now, "Europe/Madrid")).toBe(false);
  expect(needsYear("2026-12-31T10:00:00Z", now, "Europe/Madrid")).toBe(true);
});
