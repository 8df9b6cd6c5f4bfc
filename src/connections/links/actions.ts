import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import { after, iso } from "../../lib/time.ts";
import { institutionById } from "../../people/actions.ts";
import { sendLetter } from "../../people/letters/actions.ts";
import type { Member } from "../../people/member.ts";
import { note } from "../../platform/audit.ts";
import { fingerprint } from "../../platform/secrets.ts";
import type { World } from "../../world.ts";
import { appFor, beginAuthorization } from "../authorizing/actions.ts";
import type { ConnectPage, LinkView } from "../authorizing/contract.ts";
import { permissionsFor } from "../scopes.ts";
import { scopeViews } from "../authorizing/views.ts";
import { isOpen, LINK_LIVES, stateOf, type Link } from "./link.ts";
import { insertLink, linkByToken, markOpened, markRevoked, type LinkKey } from "./store.ts";

/** The link's page; its token is made of the id and kept nowhere. */
const PAGE = "/connect/";
const nameOf = ({ institutionId, id }: LinkKey): string => `zoom link ${institutionId} ${id}`;

export const linkView = (link: Link, now: Parameters<typeof stateOf>[1]): LinkView => ({
  id: link.id,
  email: link.email,
  madeBy: link.madeBy,
  madeAt: iso(link.madeAt),
  expiresAt: iso(link.expiresAt),
  state: stateOf(link, now),
});

/** A link for whoever administers the Zoom account. Without an e-mail address it is given back, this once; with one it is mailed and shown to nobody. */
export async function makeLink(
  world: World,
  who: Member,
  { email, language }: Pick<Link, "email" | "language">,
): Promise<Outcome<{ link: Link; address: string | null }>> {
  const { db, secrets, random, clock, origin } = world;
  if ((await appFor(world, who.institutionId, "link")) === null) return refused("no_admin_app");
  const now = clock.now();
  const key = { institutionId: who.institutionId, id: random.uuid() };
  const nothing = { openedAt: null, authorizedAt: null, revokedAt: null };
  const link: Link = { ...key, madeBy: who.name, email, language, madeAt: now, expiresAt: after(now, LINK_LIVES), ...nothing };
  const token = secrets.tokenFor(nameOf(key));
  await db.transaction(async (tx) => {
    const institution = (await institutionById(tx, who.institutionId))!.settings;
    await insertLink(tx, link, fingerprint(token));
    await note(tx, random, { institutionId: who.institutionId, at: now, who: who.name, memberId: who.id, what: "zoom_link_made" });
    if (email === null) return;
    await sendLetter(tx, world, {
      institutionId: who.institutionId,
      key: `zoom link ${key.id}`,
      kind: "zoom_link",
      to: { name: "", email, language, zone: institution.zone },
      facts: { values: { institution: institution.name, inviter: who.name }, moments: { until: link.expiresAt } },
      secret: { path: PAGE, tokenOf: nameOf(key) },
      usefulUntil: link.expiresAt,
    });
  });
  world.poke(["mails"]);
  return fine({ link, address: email === null ? `${origin}${PAGE}${token}` : null });
}

/** From now on it opens nothing. Refused where it was used already, or is not there. */
export async function revokeLink({ db, clock, random }: World, who: Member, id: string): Promise<Outcome<null>> {
  const now = clock.now();
  return db.transaction(async (tx) => {
    if ((await markRevoked(tx, { institutionId: who.institutionId, id }, now)) === 0) return refused("not_found");
    await note(tx, random, { institutionId: who.institutionId, at: now, who: who.name, memberId: who.id, what: "zoom_link_revoked" });
    return fine(null);
  });
}

export const linkBehind = ({ db }: Pick<World, "db">, token: string): Promise<Link | null> => linkByToken(db, fingerprint(token));

/** What its reader is told. Looking changes nothing but that it was opened: programs that look through mails look too. */
export async function pageBehind(world: World, link: Link): Promise<ConnectPage> {
  const { db, clock } = world;
  const now = clock.now();
  const { name, contact, zone, generationLead, linkLead } = (await institutionById(db, link.institutionId))!.settings;
  if (isOpen(link, now)) await markOpened(db, link, now);
  const whyNot = (await appFor(world, link.institutionId, "link")) === null ? "no_admin_app" : null;
  return {
    state: stateOf({ ...link, openedAt: link.openedAt ?? now }, now),
    institution: name,
    inviter: link.madeBy,
    leads: { generation: generationLead, links: linkLead },
    contact,
    language: link.language,
    expiresAt: iso(link.expiresAt),
    zone,
    scopes: scopeViews("admin", null),
    permissions: permissionsFor("admin"),
    whyNot,
  };
}

/** The reader goes to Zoom. */
export async function followLink(world: World, link: Link, browser: string): Promise<Outcome<{ url: string }>> {
  if (!isOpen(link, world.clock.now())) return refused("link_gone");
  return beginAuthorization(world, { institutionId: link.institutionId, purpose: "link", memberId: null, linkId: link.id, browser });
}
