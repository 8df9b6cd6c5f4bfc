import { refused, type Outcome } from "../lib/outcome.ts";
import { memberById } from "../people/actions.ts";
import { hasLeft, isAdmin, type Member } from "../people/member.ts";
import { teamsOf } from "../people/teams/actions.ts";
import { note } from "../platform/audit.ts";
import type { Tx } from "../platform/database.ts";
import type { World } from "../world.ts";
import type { AppointmentSettings, ChangeType, NewType } from "./contract.ts";
import { checkType, isSamePlace, slugOf } from "./offer.ts";
import * as store from "./store.ts";
import type { AppointmentType } from "./type.ts";

export { listedTypes, publishers, settingsOf, typeById, typeBySlug, lockType } from "./store.ts";

type Needs = Pick<World, "db" | "clock" | "random" | "poke">;

/** Nobody guesses the address of an unlisted one: 62 bits. */
const ADDRESS_BYTES = 8;

/** Whether this person may change it, cancel its bookings and see who booked: its owner, whoever is in its team, administrators. */
export async function mayManage(tx: Tx, who: Member, type: AppointmentType): Promise<boolean> {
  if (isAdmin(who) || type.ownerId === who.id) return true;
  return type.teamId !== null && (await store.isInTeam(tx, who.institutionId, type.teamId, who.id));
}

/** Makes something that can be booked. The page makes the id, so that a double click makes one. Refuses what can't be offered, and hosts who have not been asked: administrators alone may name others than themselves and their team. */
export async function makeType(world: Needs, who: Member, asked: NewType): Promise<Outcome<AppointmentType>> {
  const { slug, ...fields } = asked;
  const outcome = await world.db.transaction(async (tx): Promise<Outcome<AppointmentType>> => {
    const known = await store.typeById(tx, who.institutionId, asked.id);
    if (known !== null) return known.ownerId === who.id ? { ok: true, value: known } : refused("already_asked");
    const now = world.clock.now();
    const type: AppointmentType = {
      ...fields,
      institutionId: who.institutionId,
      revision: 1,
      slug: slug ?? (await freeSlug(tx, world, fields)),
      ownerId: who.id,
      toldTrouble: null,
      madeAt: now,
    };
    const why = await whyNotSave(tx, who, type, null);
    if (why !== null) return why;
    if ((await store.insertType(tx, type)) === 0) return refused("slug_taken", { field: "slug" });
    await note(tx, world.random, deed(who, type, "appointment_type_made", now));
    return { ok: true, value: type };
  });
  if (outcome.ok) world.poke();
  return outcome;
}

const deed = (who: Member, { institutionId, name }: AppointmentType, what: string, at: ReturnType<World["clock"]["now"]>) =>
  ({ institutionId, at, who: who.name, memberId: who.id, what, details: { name } }) as const;

/** A listed one is called by its name, as long as no other is; the address of an unlisted one is nobody's to guess. */
async function freeSlug(tx: Tx, { random }: Pick<World, "random">, { name, listed }: Pick<NewType, "name" | "listed">): Promise<string> {
  const wanted = slugOf(name);
  const chance = random.bytes(ADDRESS_BYTES).reduce((text, byte) => text + byte.toString(16).padStart(2, "0"), "");
  if (!listed) return chance;
  return wanted.length >= 3 && !(await store.isSlugTaken(tx, wanted, NOBODY)) ? wanted : `${wanted === "" ? "" : `${wanted}-`}${chance.slice(0, 8)}`;
}
const NOBODY = "00000000-0000-0000-0000-000000000000";

/** Changes it for whoever books from now on; what is booked stays as it is. */
export async function changeType(world: Needs, who: Member, id: string, asked: ChangeType): Promise<Outcome<AppointmentType>> {
  const outcome = await world.db.transaction(async (tx): Promise<Outcome<AppointmentType>> => {
    const type = await store.lockType(tx, who.institutionId, id);
    if (type === null || !(await maySee(tx, who, type))) return refused("not_found");
    if (!(await mayManage(tx, who, type))) return refused("appointment_type_not_yours");
    if (type.revision !== asked.revision) return refused("revision_conflict");
    const next: AppointmentType = { ...type, ...asked, revision: type.revision + 1 };
    const why = await whyNotSave(tx, who, next, type);
    if (why !== null) return why;
    if (await store.isSlugTaken(tx, next.slug, id)) return refused("slug_taken", { field: "slug" });
    await store.saveType(tx, next);
    await note(tx, world.random, deed(who, next, "appointment_type_changed", world.clock.now()));
    return { ok: true, value: next };
  });
  if (outcome.ok) world.poke();
  return outcome;
}

async function whyNotSave(
  tx: Tx,
  who: Member,
  type: AppointmentType,
  before: AppointmentType | null,
): Promise<{ ok: false; refusal: { because: string } } | null> {
  const { lockedPlace } = await store.settingsOf(tx, who.institutionId);
  const isKept = before !== null && isSamePlace(before.place, type.place); // locked later: it can still be changed otherwise
  const checked = checkType(type, isKept ? null : lockedPlace);
  if (!checked.ok) return checked;
  for (const hostId of type.hostIds) {
    const host = await memberById(tx, who.institutionId, hostId);
    const stays = before?.hostIds.includes(hostId) ?? false;
    if (host === null || (hasLeft(host) && !stays)) return refused("host_member_unknown", { field: "hostIds" });
    const isOwn = hostId === who.id || stays || isAdmin(who);
    if (!isOwn && (type.teamId === null || !(await store.isInTeam(tx, who.institutionId, type.teamId, hostId))))
      return refused("host_not_in_team", { field: "hostIds", values: { name: host.name } });
  }
  if (type.teamId !== null && type.teamId !== before?.teamId && !(await mayGiveTo(tx, who, type.teamId))) return refused("team_not_yours", { field: "teamId" });
  return null;
}

/** To one's own teams; administrators to every team of their institution. */
const mayGiveTo = async (tx: Tx, who: Member, teamId: string): Promise<boolean> =>
  isAdmin(who) ? (await teamsOf(tx, who.institutionId)).some(({ id }) => id === teamId) : store.isInTeam(tx, who.institutionId, teamId, who.id);

/** Whoever hosts it sees it; so does whoever may change it. */
export const maySee = async (tx: Tx, who: Member, type: AppointmentType): Promise<boolean> => type.hostIds.includes(who.id) || mayManage(tx, who, type);

/** Only one that was never booked can be deleted: what people booked keeps its history. */
export async function removeType(world: Needs, who: Member, id: string): Promise<Outcome<null>> {
  return world.db.transaction(async (tx): Promise<Outcome<null>> => {
    const type = await store.lockType(tx, who.institutionId, id);
    if (type === null || !(await maySee(tx, who, type))) return refused("not_found");
    if (!(await mayManage(tx, who, type))) return refused("appointment_type_not_yours");
    if ((await store.deleteType(tx, who.institutionId, id)) === 0) return refused("appointment_type_booked");
    await note(tx, world.random, deed(who, type, "appointment_type_removed", world.clock.now()));
    return { ok: true, value: null };
  });
}

export async function changeSettings(world: Needs, who: Member, asked: AppointmentSettings): Promise<Outcome<AppointmentSettings>> {
  for (const site of asked.frameSites) if (!isSite(site)) return refused("site_malformed", { field: "frameSites", values: { site } });
  if (asked.logo !== null && !LOGO.test(asked.logo)) return refused("logo_malformed", { field: "logo" });
  return world.db.transaction(async (tx): Promise<Outcome<AppointmentSettings>> => {
    if ((await store.saveSettings(tx, who.institutionId, asked)) === 0) return refused("revision_conflict");
    const details = { institutionId: who.institutionId, at: world.clock.now(), who: who.name, memberId: who.id, what: "appointment_settings_changed" };
    await note(tx, world.random, details);
    return { ok: true, value: { ...asked, revision: asked.revision + 1 } };
  });
}

/** A drawing (SVG) may hold programs; shown as a picture they don't run, but whoever opens it alone would run them. */
const LOGO = /^data:image\/(png|jpeg|webp);base64,[A-Za-z0-9+/]+={0,2}$/;

/** An origin and nothing else: what stands in a `frame-ancestors`. */
function isSite(site: string): boolean {
  const url = URL.parse(site);
  return url !== null && (url.protocol === "https:" || url.hostname === "localhost") && url.origin === site;
}
