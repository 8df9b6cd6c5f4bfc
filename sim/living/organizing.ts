import { after, before, minutes, type Instant } from "../../src/lib/time.ts";
import type { Planned } from "../day/day.ts";
import { endOf } from "../day/programme.ts";
import { insisted } from "../server/client.ts";
import { roomsTaken, tellMoves, viewOf } from "./asking.ts";
import { letterAbout, meetingOf, organizerOf, plannedEnd, untilItWorks, type Stage } from "./stage.ts";

const COMES_BEFORE_START = minutes(4);

/** The organizer opens the room with what came by mail, and closes it, or not, as the session's fate is. */
export function willBeHeld(stage: Stage, s: Planned): void {
  const { fate } = s;
  if (fate.is === "cancelled" || fate.is === "nobody starts") return;
  untilItWorks(stage, before(s.start, COMES_BEFORE_START), () => endOf(s), () => open(stage, s)); // prettier-ignore
  if (fate.is === "extended") stage.at(fate.at, () => extend(stage, s, fate.by));
  const end = endsAt(s);
  if (end !== null) stage.at(end, () => close(stage, s));
}

/** When its organizer ends it; null when nobody does. */
export function endsAt(s: Planned): Instant | null {
  const end = s.wishes.reduce<Instant>((moment, wish) => (wish.is === "shorten" ? after(s.start, minutes(wish.minutes)) : moment), plannedEnd(s));
  switch (s.fate.is) {
    case "as planned":
      return before(end, s.fate.endsBy);
    case "extended":
      return before(end, minutes(1));
    case "overrun":
      return after(end, s.fate.by);
    case "early":
    case "ended on the page":
      return before(end, s.fate.by);
    case "forgotten":
    case "nobody starts":
    case "cancelled":
      return null;
  }
}

/** With user name and password at Zoom's own door, or by the button *Start*. False: not yet. */
async function open(stage: Stage, s: Planned): Promise<boolean> {
  const meeting = await meetingOf(stage, s);
  const by = meeting === undefined ? null : await keyOf(stage, s);
  if (by === null) return false;
  const { status, body } = await stage.zoom("start", { meetingId: meeting.id, by });
  if (status !== 200) stage.tell(`“${s.title}” can't be started: ${body.because}`);
  else stage.tell(`“${s.title}” begins, opened ${"startUrl" in by ? "by start link" : "with the mailed password"}`);
  return status === 200;
}

async function keyOf(stage: Stage, s: Planned): Promise<{ email: string; password: string } | { startUrl: string } | null> {
  const letter = letterAbout(stage, s, "credentials");
  if (letter !== undefined && !s.byLink) return { email: letter.userName!, password: letter.password! };
  if (letter === undefined && letterAbout(stage, s, "start_link") === undefined) return null;
  const answer = await organizerOf(stage, s).post(`/api/sessions/${s.id}/start`);
  return answer.status === 200 ? { startUrl: answer.body.url } : null;
}

async function extend(stage: Stage, s: Planned, by: number): Promise<void> {
  const before = await roomsTaken(stage);
  const { revision } = await viewOf(stage, s);
  insisted(await organizerOf(stage, s).post(`/api/sessions/${s.id}/extend`, { minutes: by, revision }), `extending ${s.title}`);
  stage.tell(`“${s.title}” goes on for ${by} minutes more`);
  await tellMoves(stage, before);
}

async function close(stage: Stage, s: Planned): Promise<void> {
  if (s.fate.is === "ended on the page") {
    insisted(await organizerOf(stage, s).post(`/api/sessions/${s.id}/end`), `ending ${s.title}`);
    return stage.tell(`“${s.title}” is ended in Bedel, ${s.fate.by / minutes(1)} min early`);
  }
  const meeting = await meetingOf(stage, s);
  const ended = meeting !== undefined && (await stage.zoom("end", { meetingId: meeting.id })).status === 200;
  if (!ended) return stage.tell(`“${s.title}” was not running any more at its end`);
  const late = Math.round((stage.now() - plannedEnd(s)) / minutes(1));
  if (s.fate.is === "overrun") stage.tell(`“${s.title}” ends ${late} min late, by its organizer`);
  else if (s.fate.is === "early") stage.tell(`“${s.title}” is over ${-late} min early`);
}
