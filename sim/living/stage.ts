import { after, iso, minutes, wallOf, type Instant } from "../../src/lib/time.ts";
import type { Day, Planned } from "../day/day.ts";
import { endOf, ZONE } from "../day/programme.ts";
import { insisted, type Answer, type Client, type Said } from "../server/client.ts";
import type { Letter, Post } from "../server/post.ts";
import { linesOf } from "./letters.ts";

/** What everybody in the demo needs: the time, an agenda, the way to Bedel and to Zoom, and somebody who tells it. */
export type Stage = {
  day: Day;
  post: Post;
  admin: Client;
  organizers: readonly Client[];
  anybody: Client;
  now(): Instant;
  /** Something to be done then; whatever is already past is done at once. */
  at(moment: Instant, act: () => Promise<void>): void;
  tell(line: string): void;
  /** What people and fate do in Zoom. */
  zoom(path: string, body?: object): Promise<Answer>;
  /** Lives through the agenda, moment by moment. */
  live(): Promise<void>;
  moveTo(moment: Instant): Promise<void>;
};

type Parts = Pick<Stage, "day" | "post" | "admin" | "organizers" | "anybody"> & { print: (line: string) => void };

export function openStage(parts: Parts): Stage {
  const agenda: { at: Instant; act: () => Promise<void> }[] = [];
  let now = parts.day.begins;
  const tell = (line: string, at = now): void => parts.print(`${wallOf(at, ZONE).slice(5).replace("T", " ")}  ${line}`);
  const readPost = (): void => linesOf(parts.post.fresh()).forEach(({ at, line }) => tell(line, at));
  const stage: Stage = {
    ...parts,
    now: () => now,
    tell,
    at: (moment, act) => {
      const place = agenda.findIndex((one) => one.at > moment);
      agenda.splice(place === -1 ? agenda.length : place, 0, { at: moment, act });
    },
    zoom: (path, body) => (body === undefined ? parts.anybody.get(`/zoom/control/${path}`) : parts.anybody.post(`/zoom/control/${path}`, body)),
    moveTo: async (moment) => {
      if (moment > now) {
        parts.post.during(now, moment);
        insisted(await parts.admin.post("/api/sandbox/clock", { to: iso(moment) }), "moving the clock");
        now = moment;
        parts.post.during(now, now);
      }
      readPost();
    },
    live: async () => {
      while (agenda[0] !== undefined) {
        const { at } = agenda[0];
        await stage.moveTo(at);
        const later = agenda.findIndex((one) => one.at > at);
        const now = agenda.splice(0, later === -1 ? agenda.length : later);
        await Promise.all(now.map(({ act }) => act())); // people don't wait for each other
      }
      readPost();
    },
  };
  return stage;
}

/** Tries each minute, as people do, until it works or it makes no sense any more. */
export function untilItWorks(stage: Stage, from: Instant, until: () => Instant, attempt: () => Promise<boolean>): void {
  stage.at(from, async () => {
    if (stage.now() >= until() || (await attempt())) return;
    untilItWorks(stage, after(stage.now(), minutes(1)), until, attempt);
  });
}

export const organizerOf = (stage: Stage, s: Planned): Client => stage.organizers[s.organizer]!;

/** Its end as planned, or as extended. */
export const plannedEnd = (s: Planned): Instant => (s.fate.is === "extended" ? after(endOf(s), minutes(s.fate.by)) : endOf(s));

export const letterAbout = (stage: Stage, s: Planned, kind: Letter["kind"], to?: string): Letter | undefined =>
  stage.post.all().findLast((letter) => letter.kind === kind && letter.about === s.title && (to === undefined || letter.to === to));

/** Its meeting as it is in Zoom now. */
export async function meetingOf(stage: Stage, s: Planned): Promise<Said | undefined> {
  const { meetings } = insisted(await stage.zoom("state"), "looking into Zoom");
  return meetings.find((meeting: Said) => meeting.deletedAt === null && meeting.agenda.split("\n")[0] === `bedel:${s.id}`);
}
