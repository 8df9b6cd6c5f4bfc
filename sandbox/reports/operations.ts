import type { Kind } from "../account.ts";
import { op, type Operation } from "../operations.ts";
import { dashboard, dashboardList } from "./dashboard.ts";
import { hostedMeetings } from "./hosted.ts";
import { absentees, pastInstances, pastMeeting, pastParticipants } from "./past.ts";
import { reportDetails, reportParticipants } from "./reports.ts";
import { roster } from "./roster.ts";

const DASHBOARD: Record<Kind, string> = { meeting: "DashboardMeetings:Read", webinar: "DashboardWebinars:Read" };
const REPORT = "report:read:admin";

/** Meetings and webinars answer to the same questions under different names. */
function held(kind: Kind): Operation[] {
  const read = `${kind}:read:admin`;
  const metrics = `dashboard_${kind}s:read:admin`;
  const past = `/past_${kind}s`;
  const instances = kind === "meeting" ? "Medium" : "Light";
  const [report, metric] = [`/report/${kind}s/:uuid`, `/metrics/${kind}s`];
  return [
    op("GET", `${past}/:${kind}Id/instances`, instances, "User:Read", `${kind}:read:list_past_instances`, read, (call) => pastInstances(call, kind)),
    op("GET", `${past}/:uuid/participants`, "Medium", "User:Read", `${kind}:read:list_past_participants`, read, (call) => pastParticipants(call, kind)),
    op("GET", metric, "Resource-intensive", DASHBOARD[kind], `dashboard:read:list_${kind}s`, metrics, (call) => dashboardList(call, kind)),
    op("GET", `${metric}/:uuid`, "Heavy", DASHBOARD[kind], `dashboard:read:${kind}`, metrics, (call) => dashboard(call, kind)),
    op("GET", `${metric}/:uuid/participants`, "Heavy", DASHBOARD[kind], `dashboard:read:list_${kind}_participants`, metrics, (call) => roster(call, kind)),
    op("GET", report, "Heavy", "UsageReport:Read", `report:read:${kind}`, REPORT, (call) => reportDetails(call, kind)),
    op("GET", `${report}/participants`, "Heavy", "UsageReport:Read", `report:read:list_${kind}_participants`, REPORT, (call) => reportParticipants(call, kind)),
  ];
}

export const REPORT_OPERATIONS: Operation[] = [
  op("GET", "/past_meetings/:uuid", "Light", "User:Read", "meeting:read:past_meeting", "meeting:read:admin", pastMeeting),
  op("GET", "/past_webinars/:uuid/absentees", "Heavy", "User:Read", "webinar:read:list_absentees", "webinar:read:admin", absentees),
  op("GET", "/report/users/:userId/meetings", "Heavy", "UsageReport:Read", "report:read:user", REPORT, hostedMeetings),
  ...held("meeting"),
  ...held("webinar"),
];
