import type { Instant } from "../../lib/time.ts";
import { at, atOrNull, sql, type Row, type Tx } from "../../platform/database.ts";
import type { Registration, RegistrationPage } from "./page.ts";

const toPage = (r: Row): RegistrationPage => ({
  institutionId: r.institution_id,
  id: r.id,
  slug: r.slug,
  sessionId: r.session_id,
  listId: r.list_id,
  open: r.open,
  opensAt: r.opens_at,
  closesAt: r.closes_at,
  capacity: r.capacity,
  consentText: r.consent_text,
  consentNeeded: r.consent_needed,
  revision: r.revision,
});

const toRegistration = (r: Row): Registration => ({
  institutionId: r.institution_id,
  id: r.id,
  pageId: r.page_id,
  name: r.name,
  email: r.email,
  language: r.language,
  zone: r.zone,
  consent: r.consent,
  askedAt: r.asked_at,
  expiresAt: r.expires_at,
  confirmedAt: r.confirmed_at,
  cancelledAt: r.cancelled_at,
  attendeeId: r.attendee_id,
  listedId: r.listed_id,
});

/** What a page is of: one session, or a list. */
export type Of = { sessionId: string } | { listId: string };
const isOf = (of: Of) => ("sessionId" in of ? sql`session_id = ${of.sessionId}` : sql`list_id = ${of.listId}`);

export const pageOf = (tx: Tx, institutionId: string, of: Of): Promise<RegistrationPage | null> =>
  tx.one(toPage, sql`select * from registration_pages where institution_id = ${institutionId} and ${isOf(of)}`);

export const pageBySlug = (tx: Tx, slug: string): Promise<RegistrationPage | null> =>
  tx.one(toPage, sql`select * from registration_pages where slug = ${slug}`);

export const pageById = (tx: Tx, institutionId: string, id: string): Promise<RegistrationPage | null> =>
  tx.one(toPage, sql`select * from registration_pages where institution_id = ${institutionId} and id = ${id}`);

/** Nobody else changes it, or what was asked by it, until the transaction ends. */
export const lockPage = (tx: Tx, institutionId: string, id: string): Promise<RegistrationPage | null> =>
  tx.one(toPage, sql`select * from registration_pages where institution_id = ${institutionId} and id = ${id} for update`);

/** False: there is one by now. */
export const insertPage = async (tx: Tx, p: RegistrationPage): Promise<boolean> =>
  (await tx.run(sql`insert into registration_pages (institution_id, id, slug, session_id, list_id, open, opens_at, closes_at, capacity, consent_text, consent_needed)
    values (${p.institutionId}, ${p.id}, ${p.slug}, ${p.sessionId}, ${p.listId}, ${p.open}, ${atOrNull(p.opensAt)}, ${atOrNull(p.closesAt)}, ${p.capacity}, ${p.consentText}, ${p.consentNeeded})
    on conflict do nothing`)) === 1;

/** False: it is of another revision by now. */
export const updatePage = async (tx: Tx, p: RegistrationPage, revision: number): Promise<boolean> =>
  (await tx.run(sql`update registration_pages set open = ${p.open}, opens_at = ${atOrNull(p.opensAt)}, closes_at = ${atOrNull(p.closesAt)}, capacity = ${p.capacity},
    consent_text = ${p.consentText}, consent_needed = ${p.consentNeeded}, revision = revision + 1
    where institution_id = ${p.institutionId} and id = ${p.id} and revision = ${revision}`)) === 1;

export const countUnconfirmed = async (tx: Tx, institutionId: string, pageId: string, now: Instant): Promise<number> =>
  (await tx.one(
    (r) => Number(r.count),
    sql`select count(*) as count from registrations where institution_id = ${institutionId} and page_id = ${pageId} and confirmed_at is null and cancelled_at is null and expires_at > ${at(now)}`,
  ))!;

export const countUnconfirmedSince = async (tx: Tx, institutionId: string, pageId: string, since: Instant): Promise<number> =>
  (await tx.one(
    (r) => Number(r.count),
    sql`select count(*) as count from registrations where institution_id = ${institutionId} and page_id = ${pageId} and confirmed_at is null and cancelled_at is null and asked_at > ${at(since)}`,
  ))!;

export const registrationOf = (tx: Tx, institutionId: string, pageId: string, email: string): Promise<Registration | null> =>
  tx.one(toRegistration, sql`select * from registrations where institution_id = ${institutionId} and page_id = ${pageId} and lower(email) = lower(${email})`);

export const registrationByToken = (tx: Tx, tokenPrint: Uint8Array): Promise<Registration | null> =>
  tx.one(toRegistration, sql`select * from registrations where token_print = ${tokenPrint}`);

/** Asked anew, a registration begins anew, with the address that was mailed before. */
export const askAgain = (tx: Tx, r: Registration, tokenPrint: Uint8Array): Promise<Registration | null> =>
  tx.one(
    toRegistration,
    sql`insert into registrations (institution_id, id, page_id, name, email, language, zone, token_print, consent, asked_at, expires_at)
      values (${r.institutionId}, ${r.id}, ${r.pageId}, ${r.name}, ${r.email}, ${r.language}, ${r.zone}, ${tokenPrint}, ${r.consent}, ${at(r.askedAt)}, ${at(r.expiresAt)})
      on conflict (institution_id, page_id, lower(email)) do update set name = excluded.name, email = excluded.email, language = excluded.language, zone = excluded.zone,
        consent = excluded.consent, asked_at = excluded.asked_at, expires_at = excluded.expires_at, confirmed_at = null, cancelled_at = null, attendee_id = null, listed_id = null
      returning *`,
  );

export const settleRegistration = (tx: Tx, r: Registration): Promise<number> =>
  tx.run(sql`update registrations set confirmed_at = ${atOrNull(r.confirmedAt)}, cancelled_at = ${atOrNull(r.cancelledAt)}, attendee_id = ${r.attendeeId}, listed_id = ${r.listedId}
    where institution_id = ${r.institutionId} and id = ${r.id}`);

/** The addresses of those who have confirmed a place in this session, by its own page or by that of the list that serves it. */
export const registeredFor = (tx: Tx, institutionId: string, sessionId: string): Promise<string[]> =>
  tx.list(
    (r) => r.email,
    sql`select lower(r.email) as email from registrations r
      join registration_pages p on p.institution_id = r.institution_id and p.id = r.page_id
      join sessions s on s.institution_id = p.institution_id and s.id = ${sessionId} and (p.session_id = s.id or p.list_id = s.list_id)
      where r.institution_id = ${institutionId} and r.confirmed_at is not null and r.cancelled_at is null`,
  );

/** Who never confirmed is forgotten. */
export const forgetUnconfirmed = (tx: Tx, institutionId: string, pageId: string, before: Instant): Promise<number> =>
  tx.run(
    sql`delete from registrations where institution_id = ${institutionId} and page_id = ${pageId} and confirmed_at is null and expires_at < ${at(before)}`,
  );

/** Milliseconds of the computers' clock, one for all processes: the application's may stand still. */
export const machineTime = async (tx: Tx): Promise<number> =>
  (await tx.one((r) => Number(r.ms), sql`select floor(extract(epoch from clock_timestamp()) * 1000) as ms`))!;
