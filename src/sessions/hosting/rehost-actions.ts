import type { FoundHost } from "../../connections/hosts/actions.ts";
import type { Instant } from "../../lib/time.ts";
import { note } from "../../platform/audit.ts";
import type { Tx } from "../../platform/database.ts";
import type { World } from "../../world.ts";
import { changed } from "../change.ts";
import { saveRevision } from "../placing/actions.ts";
import { isLive, type Session } from "../session.ts";
import { lockInstitution, lockSession, release, reserve } from "../store.ts";
import { nearestAtHost, placeAtHost } from "./actions.ts";
import { whyNotHost } from "./lanes.ts";
import { reservationsOnHost } from "./store.ts";

export type Rehosted = { is: "rehosted"; session: Session } | { is: "kept"; because: string; nearest: Instant[] };

/**
 * Gives a session without a room another host, or another connection to the same: its meeting is made anew there, its links stay. Refuses, and
 * leaves all as it was, what runs now, and where the other host is not free or can't take it. Saves it, so that the worker does the rest.
 */
export async function rehost(
  tx: Tx,
  world: Pick<World, "random" | "zooms">,
  known: Pick<Session, "institutionId" | "id">,
  host: FoundHost,
  now: Instant,
): Promise<Rehosted> {
  await lockInstitution(tx, known.institutionId);
  const s = await lockSession(tx, known.institutionId, known.id);
  const why = s === null ? "not_found" : whyNotRehost(s, host);
  if (s === null || why !== null) return { is: "kept", because: why ?? "not_found", nearest: [] };
  if (s.hostId === host.hostId && s.via === host.via) return { is: "rehosted", session: s };
  const next = changed({ ...s, undo: null }, { hostId: host.hostId, via: host.via }, now);
  if (s.hostId !== host.hostId || s.undo !== null) {
    const before = await reservationsOnHost(tx, s.institutionId, s.hostId!, s.time, s.id);
    await release(tx, s, "all");
    if (!(await placeAtHost(tx, world, next))) {
      for (const { reserved, lanes, piece } of before) await reserve(tx, s, reserved, { piece, lanes });
      return { is: "kept", because: "host_not_free", nearest: await nearestAtHost(tx, world, next, now) };
    }
  }
  await saveRevision(tx, next, now);
  const deed = { institutionId: s.institutionId, at: now, who: "bedel", memberId: null, sessionId: s.id, what: "rehosted" };
  await note(tx, world.random, { ...deed, details: { host: host.name } });
  return { is: "rehosted", session: next };
}

/** Why this session can't go to that host, as a message key; null when only the host's time decides. */
export function whyNotRehost(s: Session, host: FoundHost): string | null {
  if (s.source === "pool") return "host_is_a_room";
  if (s.status !== "placed") return "already_over";
  if (isLive(s)) return "live_end_instead";
  return whyNotHost(host, s)?.because ?? null;
}
