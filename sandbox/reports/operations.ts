import type { Kind } from "../account.ts";
import { op, type Operation } from "../operations.ts";
import { dashboard } from "./dashboard.ts";
import { pastInstances, pastMeeting, pastParticipants, reportParticipants } from "./reports.ts";

const DASHBOARD: Record<Kind, string> = { meeting: "DashboardMeetings:Read", webinar: "DashboardWebinars:Read" };

function held(kind: Kind): Operation[] {
  const read = `${kind}:read:admin`;
  const past = `/past_${kind}s`;
  return [
    op("GET", `${past}/:${kind}Id/instances`, kind === "meeting" ? "Medium" : "Light", "User:Read", `${kind}:read:list_past_instances`, read, (call) =>
      pastInstances(call, kind),
    ),
    op("GET", `${past}/:uuid/participants`, "Medium", "User:Read", `${kind}:read:list_past_participants`, read, (call) => pastParticipants(call, kind)),
    op("GET", `/metrics/${kind}s/:uuid`, "Heavy", DASHBOARD[kind], `dashboard:read:${kind}`, `dashboard_${kind}s:read:admin`, (call) => dashboard(call, kind)),
    op("GET", `/report/${kind}s/:uuid/participants`, "Heavy", "UsageReport:Read", `report:read:list_${kind}_participants`, "report:read:admin", (call) =>
      reportParticipants(call, kind),
    ),
  ];
}

export const REPORT_OPERATIONS: Operation[] = [
  op("GET", "/past_meetings/:uuid", "Light", "User:Read", "meeting:read:past_meeting", "meeting:read:admin", pastMeeting),
  ...held("meeting"),
  ...held("webinar"),
];
