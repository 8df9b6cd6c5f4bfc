import { hostOf, type FoundHost, type HostedSource } from "../../connections/hosts/actions.ts";
import { institutionById } from "../../people/actions.ts";
import { policyOf } from "../../people/institution.ts";
import { isAdmin, type Member } from "../../people/member.ts";
import { note } from "../../platform/audit.ts";
import type { Tx } from "../../platform/database.ts";
import type { World } from "../../world.ts";
import { admissionFits, newSession, timeAsked, withinLimits } from "../asking.ts";
import type { Ask } from "../contract.ts";
import { insteadOfOwn, readHostAnew } from "../hosting/actions.ts";
import { whyNotHost } from "../hosting/lanes.ts";
import type { Neighbours } from "../neighbours.ts";
import type { Session } from "../session.ts";
import { ahead, insertSession, lockInstitution, sessionById } from "../store.ts";
import { accept, atomically, no, placeOrWait, type Needs, type Refused } from "./actions.ts";
import { askTogether, type Asked } from "./together-actions.ts";

/**
 * Asks for a session: a room is found by itself, or the request waits. Where the host is no room there is nothing to wait for: it is free then,
 * or the answer says when it is. The page makes the id, so that a double click asks once.
 */
export async function askForSession(
  world: Needs & Pick<World, "zoomOf">,
  neighbours: Neighbours,
  who: Member,
  a: Ask,
): Promise<{ ok: true; value: Session } | Refused> {
  const now = world.clock.now();
  const time = timeAsked(a, now);
  if (!time.ok) return time;
  const admission = admissionFits(a.kind, a.admission);
  if (!admission.ok) return admission;
  if (a.source === "pool") return askTogether(world, neighbours, { who, ask: a, time: time.value, now });
  await readHostAnew(world, who, a.source);
  return atomically(world, (tx) => askedOfHost(tx, world, neighbours, { who, ask: a, time: time.value, now }));
}

async function askedOfHost(tx: Tx, world: Needs, neighbours: Neighbours, { who, ask: a, time, now }: Asked): Promise<Session> {
  const { institutionId, id: organizerId } = who;
  await lockInstitution(tx, institutionId);
  const institution = (await institutionById(tx, institutionId))!;
  const known = await sessionById(tx, institutionId, a.id);
  if (known !== null) return known.organizerId === organizerId ? known : no("already_asked");
  if (!isAdmin(who)) accept(withinLimits(time, (await ahead(tx, institutionId, organizerId, now, a.id))!, institution.settings, now));
  const host = await askedHost(tx, who, a.source as HostedSource, a);
  const session = newSession(a, { institutionId, organizerId, time, policy: policyOf(institution.settings), now, host });
  await insertSession(tx, session);
  await note(tx, world.random, { institutionId, at: now, who: who.name, memberId: organizerId, sessionId: session.id, what: "asked" });
  return placeOrWait(tx, world, neighbours, session, now, { isNew: true });
}

/** The host that is asked for, or why there is none that can take it. */
async function askedHost(tx: Tx, who: Member, source: HostedSource, a: Ask): Promise<FoundHost> {
  const host = await hostOf(tx, who.institutionId, source, who);
  if (host.is === "none") return no(host.because, { field: "source", values: { email: who.email, instead: await insteadOfOwn(tx, who) } });
  const why = whyNotHost(host, a);
  return why === null
    ? host
    : no(why.because, { field: why.because === "host_too_small" ? "expected" : "source", ...(why.values ? { values: why.values } : {}) });
}
