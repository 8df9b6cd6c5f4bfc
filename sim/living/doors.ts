import { after, minutes, seconds, type Instant } from "../../src/lib/time.ts";
import type { Planned } from "../day/day.ts";
import type { Letter } from "../server/post.ts";
import { endsAt } from "./organizing.ts";
import { organizerOf, plannedEnd, untilItWorks, type Stage } from "./stage.ts";

/** Passwords that opened a room although it was closed, or had to be. */
export type Doors = { found: Set<string> };

const COURTESY = minutes(10);
const A_MINUTE = seconds(61);

/** Tries each mailed password after its session is closed, a minute after the outage, and when all is over. */
export function willBeTried(stage: Stage): Doors {
  const doors: Doors = { found: new Set() };
  for (const s of stage.day.sessions) {
    if (s.fate.is === "cancelled") continue;
    const brought = s.fate.is === "early" ? after(endsAt(s)!, minutes(11)) : s.fate.is === "ended on the page" ? after(endsAt(s)!, minutes(1)) : null;
    const from = brought ?? after(plannedEnd(s), COURTESY + minutes(1));
    untilItWorks(stage, from, () => after(plannedEnd(s), minutes(120)), () => tryIfClosed(stage, doors, s)); // prettier-ignore
  }
  stage.at(after(stage.day.outage.end, A_MINUTE), () => tryAfterOutage(stage, doors));
  return doors;
}

/** Every password ever mailed, of whatever session. */
export const tryAll = (stage: Stage, doors: Doors): Promise<unknown> => Promise.all(keys(stage).map((key) => tryKey(stage, doors, key)));

const keys = (stage: Stage): Letter[] => stage.post.all().filter((letter) => letter.password !== null);

async function tryKey(stage: Stage, doors: Doors, { userName, password, about }: Letter): Promise<boolean> {
  const opens = (await stage.zoom("sign-in", { email: userName, password })).body.ok === true;
  if (opens) {
    doors.found.add(`${userName} ${password}`);
    stage.tell(`THE PASSWORD OF “${about}” STILL OPENS ITS ROOM`);
  }
  return opens;
}

/** True once the session says that it is closed: then its password must not open the room any more. */
async function tryIfClosed(stage: Stage, doors: Doors, s: Planned): Promise<boolean> {
  const { steps } = (await organizerOf(stage, s).get(`/api/sessions/${s.id}`)).body;
  const step = (name: string): { is: string; note: string | null } => steps.find((one: { name: string }) => one.name === name);
  if (step("close").is !== "done") return false;
  const how =
    step("end").note === "ended_by_bedel"
      ? s.fate.is === "forgotten"
        ? ", ended by Bedel since it ran on"
        : ", ended by Bedel"
      : step("end").note === "nobody_started"
        ? ", nobody had started it"
        : "";
  const mine = keys(stage).filter((letter) => letter.about === s.title);
  const open = await Promise.all(mine.map((key) => tryKey(stage, doors, key)));
  stage.tell(`the room of “${s.title}” is closed${how}${mine.length > 0 && !open.includes(true) ? "; its password opens nothing any more" : ""}`);
  return true;
}

/** Whose room had to be closed while Zoom was away. */
async function tryAfterOutage(stage: Stage, doors: Doors): Promise<void> {
  const { end } = stage.day.outage;
  const due = new Set(stage.day.sessions.filter((s) => closeDue(s) <= end).map((s) => s.title)); // prettier-ignore
  await Promise.all(keys(stage).filter((key) => due.has(key.about)).map((key) => tryKey(stage, doors, key))); // prettier-ignore
}

const closeDue = (s: Planned): Instant => after(plannedEnd(s), COURTESY);
