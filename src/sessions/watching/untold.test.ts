import { expect, test } from "vitest";
import { NOON } from "../../../test/builders.ts";
import { after, hours, minutes, type Instant } from "../../lib/time.ts";
import { untold, type Known } from "./untold.ts";

const at = (minute: number): Instant => after(NOON, minutes(minute));
const SILENT: Known = { madeAt: null, live: null, toldAt: null, endToldAt: null };
const ran = (end: Instant | null, instanceId: string | null) => ({ start: at(0), end, instanceId, checkedAt: at(0) });

test("a meeting that we made and of which nothing was told is missed ten minutes later, for a day", () => {
  const made = { ...SILENT, madeAt: at(0) };

  expect(untold(made, at(9))).toEqual([]);
  expect(untold(made, at(10))).toEqual(["created"]);
  expect(untold({ ...made, toldAt: at(11) }, at(12))).toEqual([]);
  expect(untold(made, after(NOON, hours(24)))).toEqual([]);
});

test("a start that a look found is missed until anything tells of that run", () => {
  expect(untold({ ...SILENT, live: ran(null, null) }, at(9))).toEqual([]);
  expect(untold({ ...SILENT, live: ran(null, null) }, at(10))).toEqual(["started"]);
  expect(untold({ ...SILENT, live: ran(null, "run") }, at(10))).toEqual([]);
});

test("an end that a look found is missed; one that was told while the look was under way, or of an earlier run, is told apart", () => {
  const over = { ...SILENT, live: ran(at(60), "run"), toldAt: at(0) };

  expect(untold(over, at(70))).toEqual(["ended"]);
  expect(untold({ ...over, endToldAt: at(57) }, at(70))).toEqual([]);
  expect(untold({ ...over, endToldAt: at(20) }, at(70))).toEqual(["ended"]);
});

test("where Zoom tells nothing at all, everything is missed", () => {
  expect(untold({ ...SILENT, madeAt: at(0), live: ran(at(60), null) }, at(120))).toEqual(["created", "started", "ended"]);
});
