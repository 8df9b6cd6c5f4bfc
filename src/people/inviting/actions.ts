import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import { note } from "../../platform/audit.ts";
import type { Tx } from "../../platform/database.ts";
import { refuse } from "../../platform/http.ts";
import { fingerprint } from "../../platform/secrets.ts";
import type { World } from "../../world.ts";
import type { Agenda } from "../around.ts";
import type { Role } from "../contract.ts";
import type { Institution } from "../institution.ts";
import { sendLetter } from "../letters/actions.ts";
import { hasLeft, type Member } from "../member.ts";
import type { ZoomFarewell } from "../members/contract.ts";
import { whyNotGive } from "../members/why-not.ts";
import { institutionById, lockMembers, memberById, membersOf } from "../store.ts";
import { teamsOf } from "../teams/store.ts";
import { expiryFrom, tokenName, type Invitation } from "./invitation.ts";
import { judgeLines, MOST_INVITED, type Judged } from "./lines.ts";
import { insertInvitation, invitationsOf, lockInvitation, saveRevoked, saveSent } from "./store.ts";

type Needs = Pick<World, "db" | "clock" | "random" | "secrets">;

/** What inviting by these lines would do. Says of nobody whether they have an account elsewhere on this server. */
export async function judge(tx: Tx, who: Member, lines: string): Promise<Outcome<Judged[]>> {
  const members = (await membersOf(tx, who.institutionId)).filter((m) => !hasLeft(m));
  const judged = judgeLines(lines, {
    members: new Set(members.map((m) => m.email.toLowerCase())),
    invited: new Set((await invitationsOf(tx, who.institutionId)).map((one) => one.email)),
  });
  return judged === null ? refused("too_many_lines", { field: "lines", values: { most: MOST_INVITED } }) : fine(judged);
}

type Ask = { lines: string; role: Role; teams: readonly string[] };

/** Invites by every good line, and says what is wrong with the others. The mails are wished for in the same transaction. */
export const inviteBy = (world: Needs, asker: Member, ask: Ask): Promise<Outcome<{ invited: number; bad: Judged[] }>> =>
  world.db.transaction(async (tx) => {
    const now = world.clock.now();
    const who = await stillAdmin(tx, asker);
    const why = whyNotGive(who, ask.role);
    if (why !== null) return refused(why, { field: "role" });
    const judged = await judge(tx, who, ask.lines);
    if (!judged.ok) return judged;
    const institution = (await institutionById(tx, who.institutionId))!;
    const teamIds = (await teamsOf(tx, who.institutionId)).map((team) => team.id).filter((id) => ask.teams.includes(id));
    let invited = 0;
    for (const { email, name } of judged.value.filter((one) => one.because === null)) {
      const [sentAt, expiresAt] = [now, expiryFrom(now)];
      const one: Invitation = {
        ...{ institutionId: who.institutionId, id: world.random.uuid(), email, name, role: ask.role, teamIds, generation: 1, invitedBy: who.id },
        ...{ sentAt, expiresAt, acceptedAt: null, revokedAt: null },
      };
      if ((await insertInvitation(tx, one, printOf(world, one))) === 0) continue;
      invited += 1;
      await mail(tx, world, one, who, institution);
      await note(tx, world.random, { ...deed(who, world), what: "member_invited", details: { email, role: ask.role } });
    }
    return fine({ invited, bad: judged.value.filter((one) => one.because !== null) });
  });

/** A new mail with a new address, for another fortnight; the address of the mail before is void, and who sends it is who invites. */
export const sendAgain = (world: Needs, asker: Member, id: string, seen: number): Promise<Outcome<null>> =>
  world.db.transaction(async (tx) => {
    const now = world.clock.now();
    const who = await stillAdmin(tx, asker);
    const one = await openOne(tx, who, id);
    if (!one.ok) return one;
    if (one.value.generation !== seen) return refused("revision_conflict");
    const next = { ...one.value, invitedBy: who.id, generation: seen + 1, sentAt: now, expiresAt: expiryFrom(now) };
    await saveSent(tx, next, printOf(world, next));
    await mail(tx, world, next, who, (await institutionById(tx, who.institutionId))!);
    await note(tx, world.random, { ...deed(who, world), what: "invitation_resent", details: { email: next.email } });
    return fine(null);
  });

/** Takes an invitation back, with what was being made in Zoom for whoever was invited; `zoomUser`: what becomes of the Zoom user. */
export const revoke = (world: Needs, agenda: Pick<Agenda, "letGo">, asker: Member, id: string, zoomUser: ZoomFarewell): Promise<Outcome<null>> =>
  world.db.transaction(async (tx) => {
    const who = await stillAdmin(tx, asker);
    const one = await openOne(tx, who, id);
    if (!one.ok) return one;
    const { institutionId, name, email } = one.value;
    const letGo = (await agenda.letGo?.(tx, { institutionId, name, email, id: null }, zoomUser, who)) ?? fine(null);
    if (!letGo.ok) return letGo;
    await saveRevoked(tx, one.value, world.clock.now());
    await note(tx, world.random, { ...deed(who, world), what: "invitation_revoked", details: { email: one.value.email } });
    return fine(null);
  });

/** Whoever asks may have been demoted since the page was drawn; from here on nobody else changes who is what. */
async function stillAdmin(tx: Tx, asker: Member): Promise<Member> {
  await lockMembers(tx, asker.institutionId);
  const who = await memberById(tx, asker.institutionId, asker.id);
  if (who === null || hasLeft(who) || who.role === "organizer") throw refuse(403, "admins_only");
  return who;
}

async function openOne(tx: Tx, who: Member, id: string): Promise<Outcome<Invitation>> {
  const one = await lockInvitation(tx, who.institutionId, id);
  if (one === null) return refused("not_found");
  if (one.acceptedAt !== null) return refused("invitation_used");
  if (one.revokedAt !== null) return refused("invitation_revoked");
  const why = whyNotGive(who, one.role);
  return why === null ? fine(one) : refused(why);
}

const printOf = ({ secrets }: Pick<World, "secrets">, one: Invitation): Uint8Array => fingerprint(secrets.tokenFor(tokenName(one)));

const deed = (who: Member, { clock }: Pick<World, "clock">) => ({ institutionId: who.institutionId, at: clock.now(), who: who.name, memberId: who.id });

/** In the institution's language: of the person's own nothing is known yet. */
const mail = (tx: Tx, world: Pick<World, "random" | "clock">, one: Invitation, who: Member, { settings }: Institution): Promise<void> =>
  sendLetter(tx, world, {
    institutionId: one.institutionId,
    key: `invitation/${one.id}/${one.generation}`,
    kind: "invitation",
    to: { name: one.name, email: one.email, language: settings.language, zone: settings.zone },
    facts: { values: { inviter: who.name }, words: { role: `common.roles.${one.role}` }, moments: { until: one.expiresAt } },
    secret: { path: "/invitations/", tokenOf: tokenName(one) },
    usefulUntil: one.expiresAt,
  });
