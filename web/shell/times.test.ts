import { expect, test } from "vitest";
import { instant } from "../../src/lib/time.ts";
import { isToday } from "./times.tsx";

const NOW = instant("2026-11-24T22:30:00Z");

test("a moment is told without its day only when it is today where it happens and where the reader is", () => {
  expect(isToday("2026-11-24T22:50:00Z", NOW, "Europe/Madrid", "Europe/Madrid")).toBe(true);
  expect(isToday("2026-11-25T22:30:00Z", NOW, "Europe/Madrid", "Europe/Madrid")).toBe(false);
  expect(isToday("2026-11-24T23:10:00Z", NOW, "Europe/Madrid", "Europe/London")).toBe(false);
  expect(isToday("2026-11-24T23:10:00Z", NOW, "Europe/London", "America/New_York")).toBe(true);
});
