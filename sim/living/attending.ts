import { after, minutes, type Duration } from "../../src/lib/time.ts";
import type { Attending, Planned } from "../day/day.ts";
import { letterAbout, meetingOf, plannedEnd, untilItWorks, type Stage } from "./stage.ts";

const STAYS_AWAY = minutes(2);

type Visitor = { who: Attending; s: Planned; participantId: string | null };

/** People come by the link in their mail, some leave before the end, some fall out and come back, some never come. */
export function willBeAttended(stage: Stage, s: Planned): void {
  const visitors = s.attendees.filter((who) => who.comes !== null).map((who): Visitor => ({ who, s, participantId: null }));
  each(visitors, (v) => v.who.comes, (moment, those) => come(stage, s, moment, those)); // prettier-ignore
  each(visitors, (v) => v.who.leaves, (moment, those) => stage.at(after(s.start, moment), () => leave(stage, those))); // prettier-ignore
  each(visitors, (v) => v.who.fallsOut, (moment, those) => {
    stage.at(after(s.start, moment), () => leave(stage, those));
    come(stage, s, moment + STAYS_AWAY, those);
  }); // prettier-ignore
  if (s.guests > 0) untilItWorks(stage, after(s.start, minutes(3)), () => after(s.start, minutes(10)), () => dialIn(stage, s)); // prettier-ignore
}

function each(visitors: readonly Visitor[], when: (v: Visitor) => Duration | null, act: (moment: Duration, those: Visitor[]) => void): void {
  for (const [moment, those] of Map.groupBy(visitors, when)) if (moment !== null) act(moment, those);
}

function come(stage: Stage, s: Planned, moment: Duration, visitors: readonly Visitor[]): void {
  let outside = [...visitors];
  const attempt = async (): Promise<boolean> => {
    const came = await Promise.all(outside.map((visitor) => enter(stage, visitor)));
    if (came.includes("waiting_room")) stage.at(after(stage.now(), minutes(1)), () => admit(stage, s));
    outside = outside.filter((_, i) => came[i] === null);
    return outside.length === 0;
  };
  untilItWorks(stage, after(s.start, moment), () => plannedEnd(s), attempt);
}

/** Through Bedel's own address into Zoom. Null: not yet. */
async function enter(stage: Stage, visitor: Visitor): Promise<string | null> {
  const letter = letterAbout(stage, visitor.s, "link", visitor.who.email);
  if (letter?.joinAddress == null) return null;
  const way = await stage.anybody.get(letter.joinAddress);
  if (way.status !== 302 || way.location === null) return null;
  const { status, body } = await stage.zoom("join", { joinUrl: way.location });
  if (status !== 200) return null;
  visitor.participantId = body.participantId;
  return body.where;
}

const leave = async (stage: Stage, visitors: readonly Visitor[]): Promise<void> =>
  void (await Promise.all(visitors.filter((v) => v.participantId !== null).map((v) => stage.zoom("leave", { participantId: v.participantId }))));

async function admit(stage: Stage, s: Planned): Promise<void> {
  const meeting = await meetingOf(stage, s);
  if (meeting !== undefined) await stage.zoom("admit", { meetingId: meeting.id });
}

/** Somebody whom nobody registered, by telephone. */
async function dialIn(stage: Stage, s: Planned): Promise<boolean> {
  const meeting = await meetingOf(stage, s);
  return meeting !== undefined && (await stage.zoom("join", { meetingId: meeting.id, dialIn: true, name: "Telephone" })).status === 200;
}
