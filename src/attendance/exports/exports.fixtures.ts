import type { ReportView } from "../contract.ts";
import { ANA, anAttendance, aStay, at, span } from "../attendance.fixtures.ts";
import { reportOf, viewOf } from "../report.ts";

/** The report of an hour to which these people came, one a minute; Ana was registered and did not come. */
export const aReportOf = (names: readonly string[], more: Partial<ReportView> = {}): ReportView => ({
  ...viewOf(
    {
      sessionId: "s",
      title: "Óptica cuántica",
      organizer: "Łukasz Żak",
      room: "Sala 4",
      zone: "Europe/Madrid",
      planned: span(0, 60),
      registered: 1,
      threshold: 75,
    },
    reportOf({
      ...anAttendance([]),
      registered: [ANA],
      reading: { at: at(80), stays: names.map((name, i) => aStay(i % 50, 60, { name, key: `k${i}` })), known: ["i1"], read: ["i1"] },
      seen: [],
      verdict: { is: "final" },
      readAt: [at(80)],
    }),
  ),
  ...more,
});
