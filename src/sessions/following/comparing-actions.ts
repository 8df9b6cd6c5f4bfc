import { after, minutes, type Instant } from "../../lib/time.ts";
import type { World } from "../../world.ts";
import { ZoomError, type PlannedMeeting } from "../../zoom/port.ts";
import type { Session } from "../session.ts";
import { lockSession, saveSession } from "../store.ts";
import { changedInZoom, isInLine } from "./found.ts";
import { madeAhead, takeComparisons, type HostToCompare } from "./store.ts";

/** A change that no webhook told is to be seen within five minutes; the list of a host and the look at the meeting take their time. */
const COMPARED_EVERY = minutes(4);
/** After whatever a session needs of Zoom. */
const URGENCY = 6;

/** Whoever pokes every loop need not make this one look whose turn it is each time. */
const LOOKS_EVERY_MS = 5000;

export function comparing(world: World): () => Promise<number> {
  let next = 0;
  return async () => {
    if (world.clock.machine() < next) return 0;
    next = world.clock.machine() + LOOKS_EVERY_MS;
    return compareHosts(world);
  };
}

/**
 * Compares what hosts have planned in Zoom with their sessions ahead, one list for all of a host's, so that what somebody changed there is found without webhooks.
 * What differs, or is not on the list, is only looked at: the meeting itself is what counts. Says how many are to be looked at.
 */
export async function compareHosts(world: World): Promise<number> {
  const now = world.clock.now();
  const due = await takeComparisons(world.db, now, after(now, COMPARED_EVERY));
  const looks = await Promise.all(due.map((host) => compareHost(world, host, now)));
  const many = looks.reduce((sum, one) => sum + one, 0);
  if (many > 0) world.poke();
  return many;
}

async function compareHost(world: World, host: HostToCompare, now: Instant): Promise<number> {
  const planned = await plansOf(world, host);
  if (planned === null) return 0;
  const differing = (await madeAhead(world.db, host, now)).filter((s) => isInLine(s) && isListed(s, now) && isOtherwise(s, planned, now));
  for (const { institutionId, id } of differing)
    await world.db.transaction(async (tx) => {
      const s = await lockSession(tx, institutionId, id);
      if (s !== null && isInLine(s)) await saveSession(tx, { ...s, watchAt: now }, now);
    });
  return differing.length;
}

/** Null: Zoom does not say now. That is no word about any meeting. */
async function plansOf(world: World, { institutionId, hostId, via }: HostToCompare): Promise<Map<string, PlannedMeeting> | null> {
  try {
    return new Map((await world.zoomOf(institutionId, URGENCY, via).plannedMeetings(hostId)).map((one) => [one.id, one]));
  } catch (error) {
    if (error instanceof ZoomError) return null;
    throw error;
  }
}

/** Zoom's lists lag behind what Bedel has made or changed there. */
const LISTS_SETTLE = minutes(1);
const isListed = ({ steps: { generate } }: Session, now: Instant): boolean => generate.is === "done" && now >= after(generate.at, LISTS_SETTLE);

/** Zoom's lists tell nothing of waiting rooms. */
function isOtherwise(s: Session, planned: ReadonlyMap<string, PlannedMeeting>, now: Instant): boolean {
  const listed = planned.get(s.meeting!.id);
  return listed === undefined || changedInZoom(s, { ...listed, waitingRoom: null }, now) !== null;
}
