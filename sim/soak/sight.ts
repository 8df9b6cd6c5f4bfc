import type { ReportView } from "../../src/attendance/contract.ts";
import { instant } from "../../src/lib/time.ts";
import type { KeptByZoom } from "../counting/kept.ts";
import { insisted } from "../server/client.ts";
import type { Promises } from "../storm/promises/promise.ts";
import { ALWAYS, AT_REST } from "../storm/promises/promises.ts";
import { waitingIn } from "../storm/queue.ts";
import { storedIn, type Secret, type Sight } from "../storm/sight.ts";
import type { House } from "./house.ts";
import { lettersIn, passwordIn } from "./letters.ts";
import type { People } from "./visitors.ts";

/** What is promised of it cannot be seen afterwards from outside, and is left to the storm, each for a reason. */
const NOT_FROM_OUTSIDE = [
  "no password goes out outside its window", // what the session was at the moment of the mail is forgotten
  "a password that went out is changed within a minute of its end", // by the calendar, which here runs ahead in leaps
  "a report tells what Zoom saw", // a host whom the sandbox makes up comes at a time that the meeting once had, before the room is the session's
];

/** As in the storm, and what only several processes can break. */
export const PROMISES: Promises = {
  ...Object.fromEntries(Object.entries({ ...ALWAYS, ...AT_REST }).filter(([name]) => !NOT_FROM_OUTSIDE.includes(name))),
  "nobody who had signed in is told otherwise": ({ deeds }) => ({
    stakes: deeds.asked.size,
    wrong: (deeds as People).thrownOut > 0 ? [(deeds as People).thrownOut] : [],
  }),
};

/** What a process may say of a database that is away, and of a Zoom and a mail server that are slow or hang up; and nothing else. */
const EXPECTED =
  /Connection terminated|ECONNREFUSED|ECONNRESET|EPIPE|terminating connection|the database system is|connection error and is not queryable|timeout exceeded when trying to connect|Client was closed|timeout expired|fetch failed|Failed to get session|no answer from Zoom|server closed the connection/;

export async function sightOf(house: House, deeds: People): Promise<Sight> {
  const { db, now } = house;
  const state = (await house.zoom("state")) as Pick<Sight, "meetings" | "hostDays"> & {
    calls: { byOperation: Record<string, number> };
    passwordChanges: { to: string; at: string }[];
  };
  const stored = await storedIn(db);
  const secrets = secretsIn(house, stored);
  return {
    ...stored,
    waiting: await waitingIn(db, stored.sessions),
    ...{ isProvisioned: false, users: [], madeAhead: { made: 0, beyond: [] }, classrooms: [], rowsOfNobody: [], runs: [] }, // none are made here
    ...{ now: now(), calmAt: null, deeds, secrets, meetings: state.meetings, hostDays: state.hostDays, calls: state.calls.byOperation },
    passwordChanges: state.passwordChanges.map(({ to, at }) => ({ to, at: instant(at) })),
    reports: await reportsIn(house, stored.sessions),
    arrived: lettersIn(house.mailbox),
    open: await opened(house, secrets),
    zoom: (await house.zoom("presence")) as KeptByZoom,
    surprises: house.complaints().filter((line) => !EXPECTED.test(line)),
  };
}

/** The session is told by the mail's own row. */
function secretsIn({ mailbox }: House, { deliveries, sessions }: Pick<Sight, "deliveries" | "sessions">): Secret[] {
  const sessionOf = new Map(deliveries.map(({ id, sessionId }) => [id, sessionId]));
  return lettersIn(mailbox).flatMap((letter) => {
    const mailed = passwordIn(letter);
    const s = sessions.find(({ id }) => id === sessionOf.get(letter.messageId.replace(/@.*$/, "")));
    if (mailed === null || s === undefined) return [];
    return { at: letter.at, user: mailed.email, password: mailed.password, sessionId: s.id, status: s.status, from: s.time.start, until: s.time.end };
  });
}

async function opened({ zoom }: House, secrets: readonly Secret[]): Promise<string[]> {
  const open: string[] = [];
  for (const { user, password, sessionId } of secrets)
    if ((await zoom("sign-in", { email: user, password })).ok) open.push(`${user} by the password of ${sessionId}`);
  return open;
}

async function reportsIn({ owner, servers }: House, sessions: Sight["sessions"]): Promise<Sight["reports"]> {
  const final: { sessionId: string; report: ReportView }[] = [];
  for (const [n, { id, steps }] of sessions.entries()) {
    if (steps.report.is !== "done") continue;
    const report = insisted(await owner.get(`${servers[n % servers.length]!.origin}/api/sessions/${id}/report`), "a report is read") as ReportView;
    if (report.state === "final") final.push({ sessionId: id, report });
  }
  return final;
}
