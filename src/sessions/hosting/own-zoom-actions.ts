import { connectionById } from "../../connections/actions.ts";
import { answerOf, ownZoomOf, type FoundHost, type HostAnswer } from "../../connections/hosts/actions.ts";
import { serves } from "../../connections/in-force.ts";
import type { Affected } from "../../connections/personal/contract.ts";
import type { PersonalUpstairs } from "../../connections/personal/upstairs.ts";
import { iso } from "../../lib/time.ts";
import { membersOf } from "../../people/actions.ts";
import type { Tx } from "../../platform/database.ts";
import type { World } from "../../world.ts";
import type { Session } from "../session.ts";
import { hostedAhead } from "./actions.ts";
import { follows, isMade } from "./own-zoom.ts";
import { rehost } from "./rehost-actions.ts";

type Needs = Pick<World, "db" | "clock" | "random" | "zooms" | "poke">;

/** What members' own Zooms need of sessions. */
export const aboveOwnZooms = (world: Needs): PersonalUpstairs => ({
  ownZoomChanged: (institutionId, memberId) => ownZoomChanged(world, institutionId, memberId),
  affected: (tx, of, now) => affected(tx, of, now),
});

/** One session at a time: each that can't follow leaves the others their way, and follows when it is made. */
async function ownZoomChanged(world: Needs, institutionId: string, memberId: string): Promise<void> {
  const now = world.clock.now();
  const waiting = (await hostedAhead(world.db, institutionId, { source: "personal" }, now)).filter((s) => s.organizerId === memberId && !isMade(s));
  for (const s of waiting) await followOwnZoom(world, s);
  if (waiting.length > 0) world.poke();
}

/** Brings a session by its organizer's own Zoom to the one that is in force. True: it has another host or connection now, and is made by that. */
export async function followOwnZoom(world: Pick<World, "db" | "clock" | "random" | "zooms">, s: Session): Promise<boolean> {
  if (s.source !== "personal") return false;
  const host = await inForceFor(world.db, s);
  const its = s.via === null ? null : await connectionById(world.db, { institutionId: s.institutionId, id: s.via });
  if (host === null || !follows(s, host, s.via === null || serves(its))) return false;
  const moved = await world.db.transaction((tx) => rehost(tx, world, s, host, world.clock.now()));
  return moved.is === "rehosted" && moved.session.revision !== s.revision;
}

async function inForceFor(tx: Tx, s: Session): Promise<FoundHost | null> {
  const organizer = (await membersOf(tx, s.institutionId)).find(({ id }) => id === s.organizerId);
  const answer: HostAnswer | null = organizer === undefined ? null : answerOf(await ownZoomOf(tx, s.institutionId, organizer));
  return answer?.is === "host" ? answer : null;
}

const MOST_SHOWN = 20;

const affected: PersonalUpstairs["affected"] = async (tx, { institutionId, memberId, connectionId, takesOver }, now) => {
  const mine = (await hostedAhead(tx, institutionId, { via: connectionId }, now)).filter((s) => s.organizerId === memberId);
  const told = mine.map((s) => ({ s, fate: isMade(s) ? ("stays" as const) : takesOver ? ("falls_back" as const) : ("not_made" as const) }));
  const count = (fate: Affected["next"][number]["fate"]): number => told.filter((one) => one.fate === fate).length;
  return {
    counts: { falls_back: count("falls_back"), not_made: count("not_made"), stays: count("stays") },
    next: told.slice(0, MOST_SHOWN).map(({ s, fate }) => ({ id: s.id, title: s.title, start: iso(s.time.start), zone: s.zone, fate })),
  };
};
