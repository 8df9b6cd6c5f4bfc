import type { Instant } from "../../lib/time.ts";
import { at, json, sql, type Row, type Tx } from "../../platform/database.ts";
import type { Member } from "../member.ts";
import type { Invitation } from "./invitation.ts";

const toInvitation = (r: Row): Invitation => ({
  institutionId: r.institution_id,
  id: r.id,
  email: r.email,
  name: r.name,
  role: r.role,
  teamIds: r.team_ids,
  generation: r.generation,
  invitedBy: r.invited_by,
  sentAt: r.sent_at,
  expiresAt: r.expires_at,
  acceptedAt: r.accepted_at,
  revokedAt: r.revoked_at,
});

/** Those that are still to be accepted, run out or not. */
export const invitationsOf = (tx: Tx, institutionId: string): Promise<Invitation[]> =>
  tx.list(
    toInvitation,
    sql`select * from invitations where institution_id = ${institutionId} and accepted_at is null and revoked_at is null order by lower(name), id`,
  );

export const lockInvitation = (tx: Tx, institutionId: string, id: string): Promise<Invitation | null> =>
  tx.one(toInvitation, sql`select * from invitations where institution_id = ${institutionId} and id = ${id} for update`);

/** Whom an invitation is for that is still to be accepted. */
export const emailInvited = (tx: Tx, institutionId: string, id: string): Promise<string | null> =>
  tx.one(
    (r) => r.email as string,
    sql`select email from invitations where institution_id = ${institutionId} and id = ${id} and accepted_at is null and revoked_at is null`,
  );

/** To which somebody at this address may still come. */
export const lockInvitationTo = (tx: Tx, institutionId: string, email: string, now: Instant): Promise<Invitation | null> =>
  tx.one(
    toInvitation,
    sql`select * from invitations where institution_id = ${institutionId} and email = ${email} and accepted_at is null and revoked_at is null
      and expires_at > ${at(now)} for update`,
  );

/** By the mailed address, which says by itself of which institution it is. */
export const invitationByPrint = (tx: Tx, print: Uint8Array): Promise<Invitation | null> =>
  tx.one(toInvitation, sql`select * from invitations where token_print = ${print}`);

/** 0 rows: this address is invited already. */
export const insertInvitation = (tx: Tx, one: Invitation, print: Uint8Array): Promise<number> =>
  tx.run(sql`insert into invitations (institution_id, id, email, name, role, team_ids, token_print, generation, invited_by, made_at, sent_at, expires_at)
    select ${one.institutionId}, ${one.id}, ${one.email}, ${one.name}, ${one.role}, array(select value::uuid from jsonb_array_elements_text(${json(one.teamIds)}::jsonb)),
      ${print}, ${one.generation}, ${one.invitedBy}, ${at(one.sentAt)}::timestamptz, ${at(one.sentAt)}::timestamptz, ${at(one.expiresAt)}::timestamptz
    on conflict (institution_id, email) where accepted_at is null and revoked_at is null do nothing`);

export const saveSent = (tx: Tx, one: Invitation, print: Uint8Array): Promise<number> =>
  tx.run(sql`update invitations set generation = ${one.generation}, token_print = ${print}, sent_at = ${at(one.sentAt)}, expires_at = ${at(one.expiresAt)},
    invited_by = ${one.invitedBy} where institution_id = ${one.institutionId} and id = ${one.id}`);

export const saveRevoked = (tx: Tx, one: Invitation, now: Instant): Promise<number> =>
  tx.run(sql`update invitations set revoked_at = ${at(now)} where institution_id = ${one.institutionId} and id = ${one.id}`);

export const saveAccepted = (tx: Tx, one: Invitation, now: Instant): Promise<number> =>
  tx.run(sql`update invitations set accepted_at = ${at(now)} where institution_id = ${one.institutionId} and id = ${one.id}`);

/** Those to what only owners may give, by this member, that are still to be accepted, run out or not. */
export const powersGivenBy = (tx: Tx, m: Pick<Member, "institutionId" | "id">): Promise<Invitation[]> =>
  tx.list(
    toInvitation,
    sql`select * from invitations where institution_id = ${m.institutionId} and invited_by = ${m.id} and role <> 'organizer'
      and accepted_at is null and revoked_at is null order by lower(name), id`,
  );
