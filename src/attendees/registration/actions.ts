import { zoomKindOf } from "../../connections/actions.ts";
import { assert } from "../../lib/assert.ts";
import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import { person } from "../../lib/person-lines.ts";
import { networkOf } from "../../lib/network.ts";
import { before, iso, isZone, seconds, type Instant } from "../../lib/time.ts";
import { institutionById } from "../../people/actions.ts";
import { mayTry } from "../../people/signing-in/trying-actions.ts";
import type { Tx } from "../../platform/database.ts";
import { fingerprint } from "../../platform/secrets.ts";
import type { Session } from "../../sessions/session.ts";
import type { World } from "../../world.ts";
import { MOST_ATTENDEES } from "../actions.ts";
import type { Register, RegisterPage } from "./contract.ts";
import { FORM_WAIT, formToken, isProven, PROOF_BITS, whyNotForm } from "./form.ts";
import { mailConfirm, mailRegistered } from "./mailing-actions.ts";
import * as rules from "./page.ts";
import { placesOf, servedBy, type Served } from "./serving-actions.ts";
import * as store from "./store.ts";

export { machineTime } from "./store.ts";

const SLUG = /^[a-z0-9]{6,40}$/;

export type Opened = { page: rules.RegistrationPage; served: Served };

/** The page at a public address, and what it leads to. */
export async function pageAt({ db }: Pick<World, "db">, slug: string): Promise<Opened | null> {
  const page = SLUG.test(slug) ? await store.pageBySlug(db, slug) : null;
  return page === null ? null : { page, served: await servedBy(db, page) };
}

type Asking = Pick<World, "db" | "clock" | "secrets">;
const formKey = ({ secrets }: Pick<World, "secrets">): string => secrets.keyFor("registration form");

/** What everybody may know of it. */
export async function showPage(world: Asking, { page, served }: Opened): Promise<RegisterPage> {
  const now = world.clock.now();
  const state = rules.pageStateOf(page, served.sessions, served.taken, MOST_ATTENDEES, now);
  const { consentText, consentNeeded, opensAt, closesAt } = page;
  const token = state === "open" ? formToken(formKey(world), page.id, await store.machineTime(world.db)) : null;
  return {
    ...(await headOf(world, page.institutionId, served.title)),
    state,
    zone: served.sessions[0]?.zone ?? "UTC",
    sessions: shownOf(state === "cancelled" || state === "over" ? served.sessions : rules.comingOf(served.sessions, now)),
    opensAt: opensAt === null ? null : iso(opensAt),
    closesAt: closesAt === null ? null : iso(closesAt),
    consentText,
    consentNeeded,
    form: token === null ? null : { token, waitSeconds: FORM_WAIT / seconds(1), bits: PROOF_BITS },
  };
}

export const shownOf = (sessions: readonly Session[]): RegisterPage["sessions"] =>
  sessions.map(({ title, time, zone }) => ({ title, start: iso(time.start), end: iso(time.end), zone }));

export async function headOf(
  { db, clock }: Pick<World, "db" | "clock">,
  institutionId: string,
  title: string,
): Promise<Pick<RegisterPage, "title" | "institution" | "language" | "now" | "clockRuns" | "sandbox">> {
  const institution = await institutionById(db, institutionId);
  assert(institution !== null, `no institution ${institutionId}`);
  const { name, language } = institution.settings;
  const sandbox = (await zoomKindOf(db, institutionId)) === "sandbox";
  return { title, institution: name, language, now: iso(clock.now()), clockRuns: clock.state().frozenAt === null, sandbox };
}

/**
 * Somebody asks for a place. Nobody gets one by this: a mail asks whoever has the address to confirm. What is answered does not tell whether the address
 * is on the list already; its mail does. Refuses robots, floods, and where there is no place.
 */
export async function register(world: World, { page, served }: Opened, asked: Register, ip: string): Promise<Outcome<true>> {
  const { db } = world;
  const read = person(asked.name, asked.email);
  if (typeof read === "string") return read === "line_name_too_long" ? refused("too_long", { field: "name" }) : refused("not_an_email", { field: "email" });
  if (page.consentNeeded && !asked.consent) return refused("consent_needed", { field: "consent" });
  const why = whyNotForm(formKey(world), page.id, asked.form, await store.machineTime(db));
  if (why !== null) return refused(why);
  if (!isProven(asked.form, asked.email, asked.proof)) return refused("form_malformed");
  if (!(await mayTry(db, "register from here", networkOf(ip)))) return refused("too_many_requests");
  const state = rules.pageStateOf(page, served.sessions, served.taken, MOST_ATTENDEES, world.clock.now());
  if (state !== "open") return refused(REFUSAL[state]);
  if (asked.topic !== "") return fine(true); // only a robot finds that field: it is not told that it was found out
  const outcome = await db.transaction((tx) => noteAsked(tx, world, page, { ...asked, ...read }));
  if (!outcome.ok) return outcome;
  // Counted where nobody can see it: an answer that differed would tell who is on the list.
  if (await mayMail(db, page, read.email)) await mail(world, served, outcome.value);
  return fine(true);
}

const mayMail = async (db: World["db"], { id, institutionId }: rules.RegistrationPage, email: string): Promise<boolean> =>
  (await mayTry(db, "register mail to", `${id} ${email.toLowerCase()}`)) &&
  (await mayTry(db, "register mails to mailbox", `${institutionId} ${rules.mailboxOf(email)}`));

const REFUSAL: Record<Exclude<rules.PageState, "open">, string> = {
  "not open yet": "registration_not_open_yet",
  closed: "registration_closed",
  full: "registration_full",
  over: "already_over",
  cancelled: "already_cancelled",
};

async function noteAsked(
  tx: Tx,
  world: Pick<World, "clock" | "random" | "secrets" | "origin">,
  page: rules.RegistrationPage,
  asked: Register,
): Promise<Outcome<rules.Registration>> {
  const now = world.clock.now();
  const { institutionId, id: pageId } = page;
  if ((await store.lockPage(tx, institutionId, pageId)) === null) return refused("not_found"); // deleted with its list, a moment ago
  await store.forgetUnconfirmed(tx, institutionId, pageId, before(now, rules.FORGET_AFTER));
  const known = await store.registrationOf(tx, institutionId, pageId, asked.email);
  if (known !== null && (await isOnList(tx, world, page, known, now))) return fine(known);
  const isWaiting = known !== null && rules.standingOf(known, false, now) === "unconfirmed";
  const lately = await store.countUnconfirmedSince(tx, institutionId, pageId, before(now, rules.HOLDS_UP_FOR));
  if (!isWaiting && lately >= rules.MOST_UNCONFIRMED) return refused("registration_busy");
  return fine((await store.askAgain(tx, ...newRegistration(world, page, asked, known, now)))!);
}

async function isOnList(tx: Tx, world: Pick<World, "origin" | "secrets">, page: rules.RegistrationPage, r: rules.Registration, now: Instant): Promise<boolean> {
  if (r.confirmedAt === null || r.cancelledAt !== null) return false;
  const { isListed } = await placesOf(tx, world, r, await servedBy(tx, page));
  return rules.standingOf(r, isListed, now) === "registered";
}

function newRegistration(
  { random, secrets }: Pick<World, "random" | "secrets">,
  page: rules.RegistrationPage,
  asked: Register,
  known: rules.Registration | null,
  now: Instant,
): [rules.Registration, Uint8Array] {
  const id = known?.id ?? random.uuid();
  const r: rules.Registration = {
    institutionId: page.institutionId,
    id,
    pageId: page.id,
    name: asked.name,
    email: asked.email,
    language: asked.language,
    zone: isZone(asked.zone) ? asked.zone : rules.NO_ZONE,
    consent: page.consentText !== "" && asked.consent ? page.consentText : null,
    askedAt: now,
    expiresAt: rules.expiryFrom(now),
    confirmedAt: null,
    cancelledAt: null,
    attendeeId: null,
    listedId: null,
  };
  return [r, fingerprint(secrets.tokenFor(rules.tokenName(id)))];
}

async function mail(world: World, served: Served, r: rules.Registration): Promise<void> {
  await world.db.transaction((tx) => (r.confirmedAt === null ? mailConfirm : mailRegistered)(tx, world, r, served));
  world.poke(["mails"]);
}
