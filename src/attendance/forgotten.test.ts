import { expect, test } from "vitest";
import { ANA, anAttendance, aStay, at, HUGO, span } from "./attendance.fixtures.ts";
import { isNameless, markOf, nameless, withoutErased } from "./forgotten.ts";
import { reportOf, type Report } from "./report.ts";
import type { Stay } from "./stay.ts";

const ERASED = { ...ANA, name: "", email: "", registrantId: markOf(ANA.attendeeId) };
const reported = (stays: readonly Stay[], registered = [ANA, HUGO]): Report =>
  reportOf({
    ...anAttendance([]),
    registered,
    reading: { at: at(80), stays, known: ["i1"], read: ["i1"] },
    seen: [],
    verdict: { is: "final" },
    readAt: [at(80)],
  });
const by = (whose: (mark: string) => string | null) => ({ marks: 1, whose });

test("who was erased is in the report's next reading without name, marks and times, and counts as before", () => {
  const stays = [aStay(0, 30, { registrantId: "r-ana", zoomUserId: "z1" }), aStay(20, 50, { zoomUserId: "z1" }), aStay(0, 60, { email: HUGO.email })];
  const again = nameless(
    stays,
    by((mark) => (mark === "registrant:r-ana" ? "ana" : null)),
  );
  const report = reported(again, [ERASED, HUGO]);
  expect(report.totals).toEqual(reported(stays).totals);
  expect(again.filter(isNameless)).toHaveLength(2);
  const kept = withoutErased(report);
  expect(kept.rows.find((row) => row.attendeeId === "ana")).toEqual({
    ...{ key: "erased ana", attendeeId: "ana", name: "", email: null, registered: true, attended: true },
    ...{ firstJoin: null, lastLeave: null, stays: [], present: span(0, 50).end - span(0, 50).start, share: 83 },
  });
  expect(kept.rows.find((row) => row.attendeeId === "hugo")).toEqual(report.rows.find((row) => row.attendeeId === "hugo"));
  expect(JSON.stringify([again, kept])).not.toMatch(/r-ana|z1/);
});

test("so it is with guests, whom an organizer had said to be the person or who were on no list", () => {
  const stays = [aStay(0, 30, { name: "phone" }), aStay(0, 20, { email: "gone@y.example" }), aStay(5, 60)];
  const phone = `stay:i1/${at(0)}/phone`;
  const again = nameless(
    stays,
    by((mark) => (mark === phone ? "ana" : mark === "email:gone@y.example" ? "p1" : null)),
  );
  const kept = withoutErased(reported(again, [ERASED, HUGO]));
  expect(kept.rows.map((row) => [row.key.slice(0, 7), row.name, row.attended])).toEqual(
    expect.arrayContaining([["erased ", "", true], ["erased ", "", true], ["stay:i1", "Zofia", true]]), // prettier-ignore
  );
  expect(kept.totals).toMatchObject({ people: 3, came: 1, unregistered: 2 });
  expect(JSON.stringify(again)).not.toMatch(/phone|gone@/);
});
