import { iso, type Instant } from "../../lib/time.ts";
import { institutionById, membersOf } from "../../people/actions.ts";
import { hasLeft, type Member } from "../../people/member.ts";
import type { Tx } from "../../platform/database.ts";
import type { World } from "../../world.ts";
import { appFor } from "../authorizing/actions.ts";
import { scopeViews } from "../authorizing/views.ts";
import { standingOf, type Connection } from "../connection.ts";
import { givingBackView } from "../giving-back/actions.ts";
import { answerOf, ownZoomOf, type OwnZoom } from "../hosts/actions.ts";
import { hostsByEmail, hostsById } from "../hosts/store.ts";
import { inForce as ruleOf, type InForce } from "../in-force.ts";
import { connectionOf } from "../store.ts";
import { endingAt } from "./actions.ts";
import { candidateOf } from "./candidate-store.ts";
import type { ConnectedUsers, MyZoom, Preview } from "./contract.ts";
import { ownConnections } from "./store.ts";
import type { PersonalUpstairs } from "./upstairs.ts";

export async function myZoomOf(world: Pick<World, "db" | "zooms">, who: Member): Promise<MyZoom> {
  const { db } = world;
  const known = await ownZoomOf(db, who.institutionId, who);
  const { own } = known;
  const { settings } = (await institutionById(db, who.institutionId))!;
  const candidate = await candidateOf(db, who.institutionId, who.id);
  const granted = own === null || own.state === "disconnected" ? null : own.scopes;
  const scopes = scopeViews("personal", granted);
  return {
    own: await ownView(db, own, scopes.flatMap(({ name, missing }) => (missing ? [name] : []))), // prettier-ignore
    inForce: inForceView(known),
    scopes,
    leads: { generation: settings.generationLead, links: settings.linkLead },
    candidate: candidate === null ? null : { id: candidate.id, email: candidate.by.email, name: candidate.by.name },
    givingBack: await givingBackView(db, who.institutionId, who.id),
    whyNotConnect: (await appFor(world, who.institutionId, "personal")) === null ? "no_personal_app" : null,
  };
}

async function ownView(tx: Tx, own: Connection | null, missing: string[]): Promise<MyZoom["own"]> {
  const by = own?.authorizedBy ?? null;
  return {
    standing: standingOf(own),
    email: by?.email ?? null,
    name: by?.name ?? null,
    licensed: by?.licensed ?? false,
    since: own === null ? null : iso(own.since),
    because: own?.because ?? null,
    missing,
    endingAt: own === null ? null : await endingAt(tx, own),
  };
}

const inForceView = ({ inForce, own, user }: Pick<OwnZoom, "inForce" | "own" | "user">): MyZoom["inForce"] => shown(inForce, own, user?.email ?? null);

const shown = (which: InForce, own: Connection | null, userEmail: string | null): MyZoom["inForce"] => ({
  is: which.is,
  email: which.is === "none" ? null : which.is === "personal" ? (own?.authorizedBy?.email ?? null) : userEmail,
  because: which.is === "none" ? which.because : null,
});

/** What becomes of the member's sessions when the own Zoom is disconnected. */
export async function previewOf(tx: Tx, upstairs: PersonalUpstairs, who: Member, now: Instant): Promise<Preview> {
  const without = await ownZoomOf(tx, who.institutionId, who, true);
  const { own } = without;
  if (own === null || own.state === "disconnected") return { instead: inForceView(without), counts: { falls_back: 0, not_made: 0, stays: 0 }, next: [] };
  const of = { institutionId: who.institutionId, memberId: who.id, connectionId: own.id, takesOver: answerOf(without).is === "host" };
  return { instead: inForceView(without), ...(await upstairs.affected(tx, of, now)) };
}

/** Each member, by name, with the Zoom that is in force for the member; in five questions, however many there are. */
export async function connectedUsersOf(tx: Tx, institutionId: string): Promise<ConnectedUsers["users"]> {
  const members = (await membersOf(tx, institutionId)).filter((m) => !hasLeft(m));
  const institution = await connectionOf(tx, institutionId);
  const byMember = new Map((await ownConnections(tx, institutionId)).map((c) => [c.memberId, c]));
  const byEmail = new Map((await hostsByEmail(tx, institutionId, members.map(({ email }) => email))).map((host) => [host.email.toLowerCase(), host])); // prettier-ignore
  const own = [...byMember.values()].flatMap((c) => (c.authorizedBy === null ? [] : [c.authorizedBy.hostId]));
  const rooms = new Set((await hostsById(tx, institutionId, own)).flatMap((host) => (host.isRoom ? [host.hostId] : [])));
  return members
    .toSorted((a, b) => a.name.localeCompare(b.name))
    .map(({ id, name, email }) => {
      const c = byMember.get(id) ?? null;
      const user = byEmail.get(email.toLowerCase()) ?? null;
      const which = ruleOf({ own: c, ownIsRoom: rooms.has(c?.authorizedBy?.hostId ?? ""), institution, user });
      return { memberId: id, name, email, inForce: shown(which, c, user?.email ?? null), own: c === null || which.is === "personal" ? null : standingOf(c) };
    });
}
