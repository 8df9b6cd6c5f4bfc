import { PASSWORD, PEOPLE } from "../src/example/programme.ts";
import { after, iso, minutes, wallOf, type Instant } from "../src/lib/time.ts";
import type { ReportView } from "../src/attendance/contract.ts";
import type { Day } from "./day/day.ts";
import { endOf, ZONE } from "./day/programme.ts";
import { keptByZoomIn, keptIn, type KeptSession, type LinkDue } from "./counting/kept.ts";
import type { Records } from "./counting/figures.ts";
import { willBeAskedFor, turnOnRooms } from "./living/asking.ts";
import { willBeAttended } from "./living/attending.ts";
import { tryAll, willBeTried, type Doors } from "./living/doors.ts";
import { willBeHeld } from "./living/organizing.ts";
import { openStage, organizerOf, type Stage } from "./living/stage.ts";
import { clientAt, insisted, signedIn } from "./server/client.ts";
import { startServer, type Server } from "./server/child.ts";
import { openPost, type Post } from "./server/post.ts";

/** Lives through the day with a server of its own, and brings home the records. */
export async function liveThrough(day: Day, print: (line: string) => void): Promise<{ records: Records; complaints: string }> {
  const post = await openPost(day.begins);
  const server = await startServer({ smtpUrl: post.url, begins: day.begins });
  try {
    const stage = await stageFor(day, server, post, print);
    const doors = await theDay(stage);
    const reports = await readReports(stage);
    await tryAll(stage, doors);
    const { calls } = insisted(await stage.zoom("state"), "looking into Zoom");
    await server.stop();
    post.fresh();
    return { records: await recordsOf(stage, server, { reports, zoomCalls: calls.total, openAfterClose: doors.found.size }), complaints: server.complaints() };
  } finally {
    await server.stop();
    await post.close();
    server.forget();
  }
}

async function stageFor(day: Day, server: Server, post: Post, print: (line: string) => void): Promise<Stage> {
  const enter = (role: string): Promise<Awaited<ReturnType<typeof signedIn>>[]> =>
    Promise.all(PEOPLE.filter((person) => person.role === role).map(({ email }) => signedIn(server.address, email, PASSWORD)));
  const [admins, organizers] = [await enter("admin"), await enter("organizer")];
  return openStage({ day, post, print, admin: admins[0]!, organizers, anybody: clientAt(server.address) });
}

async function theDay(stage: Stage): Promise<Doors> {
  const { day } = stage;
  insisted(await stage.admin.post("/api/sandbox/visitors", { on: false }), "keeping made-up visitors away");
  await turnOnRooms(stage);
  insisted(await stage.zoom("faults", { kind: "outage", from: iso(day.outage.start), to: iso(day.outage.end) }), "ordering the outage");
  stage.at(day.outage.start, async () => stage.tell("Zoom is away"));
  stage.at(day.outage.end, async () => stage.tell("Zoom is back"));
  for (const s of day.sessions) {
    willBeAskedFor(stage, s);
    willBeHeld(stage, s);
    willBeAttended(stage, s);
  }
  const doors = willBeTried(stage);
  await stage.live();
  return doors;
}

const LOOKS_EVERY = minutes(15);
/** Longer than Bedel itself waits for Zoom's reports to settle. */
const LOOKS = 4 * 30;

/** Waits for the last report, then reads them all. */
async function readReports(stage: Stage): Promise<ReportView[]> {
  const from = iso(stage.day.begins);
  for (let look = 0; look < LOOKS; look += 1) {
    const query = new URLSearchParams({ from, to: iso(after(stage.now(), minutes(1))) });
    const { reports } = insisted(await stage.admin.get(`/api/reports?${query}`), "listing the reports");
    if (reports.every((report: { state: string }) => report.state === "final")) break;
    await stage.moveTo(after(stage.now(), LOOKS_EVERY));
  }
  const held = stage.day.sessions.filter((s) => s.fate.is !== "cancelled");
  return Promise.all(held.map(async (s) => insisted(await organizerOf(stage, s).get(`/api/sessions/${s.id}/report`), `reading the report of ${s.title}`)));
}

async function recordsOf(stage: Stage, server: Server, more: Pick<Records, "reports" | "zoomCalls" | "openAfterClose">): Promise<Records> {
  const { day, post } = stage;
  const lived = { start: day.begins, end: stage.now() };
  const kept = await keptIn(server.folder);
  const links = [...kept.links, ...linksOfRemoved(day, kept.sessions)];
  return { ...more, kept: { ...kept, links }, zoom: keptByZoomIn(server.folder), letters: post.all(), lived, outage: day.outage };
}

/** Who was removed is in no list any more; the link was due all the same. */
const linksOfRemoved = (day: Day, sessions: readonly KeptSession[]): LinkDue[] =>
  day.sessions.flatMap((s) => {
    const due = sessions.find(({ id }) => id === s.id)?.due["sendLinks"];
    return s.wishes.flatMap((wish) => (wish.is === "remove" && due !== undefined && due < wish.at ? [{ to: wish.email, about: s.title, at: due }] : []));
  });

const timeOf = (moment: Instant): string => wallOf(moment, ZONE).slice(11);

export const titleOf = (day: Day): string[] => [
  `Seed ${day.seed}: ${day.date} at an institution in ${ZONE}, with 6 rooms, ${day.sessions.length} sessions and ${new Set(day.sessions.flatMap((s) => s.attendees.map((a) => a.email))).size} people.`,
  `From ${timeOf(day.sessions.reduce<Instant>((first, s) => Math.min(first, s.start) as Instant, day.sessions[0]!.start))} to ${timeOf(day.sessions.reduce<Instant>((last, s) => Math.max(last, endOf(s)) as Instant, day.begins))}; Zoom is away from ${timeOf(day.outage.start)} to ${timeOf(day.outage.end)}.`,
  "",
];
