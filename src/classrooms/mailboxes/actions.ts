import type { Member } from "../../people/member.ts";
import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import { iso } from "../../lib/time.ts";
import { note } from "../../platform/audit.ts";
import type { World } from "../../world.ts";
import type { MailboxView } from "./contract.ts";
import { withInbox } from "./imap-actions.ts";
import { FIELD_OF, type Mailbox } from "./mailbox.ts";
import { deleteMailbox, insertMailbox, mailboxById, mailboxesOf, passwordOf, sealedPassword, updateMailbox } from "./store.ts";

export { activationMail, forgetActivationMail, lookForActivation, signInCode } from "./reading-actions.ts";

type Needs = Pick<World, "db" | "clock" | "random" | "secrets">;

/** How a form gives it; an empty password: the one that is kept. */
export type Given = Pick<Mailbox, "email" | "host" | "port" | "tls" | "userName" | "afterwards"> & { password: string };

const viewOf = ({ id, revision, email, host, port, tls, userName, afterwards, trouble, triedAt }: Mailbox): MailboxView => ({
  ...{ id, revision, email, host, port, tls, userName, afterwards, trouble },
  triedAt: triedAt === null ? null : iso(triedAt),
});

export const mailboxesShown = async ({ db }: Pick<Needs, "db">, institutionId: string): Promise<{ mailboxes: MailboxView[] }> => ({
  mailboxes: (await mailboxesOf(db, institutionId)).map(viewOf),
});

/** Its trouble, if any, for whoever shows something of that address. */
export const mailboxOfAddress = async (db: Needs["db"], institutionId: string, email: string): Promise<{ id: string; trouble: string | null } | null> => {
  const found = (await mailboxesOf(db, institutionId)).find((one) => one.email.toLowerCase() === email.toLowerCase());
  return found === undefined ? null : { id: found.id, trouble: found.trouble };
};

/** Connects, signs in, opens INBOX; reads nothing. Refused beside the field that has to be looked at. */
export async function tryMailbox({ db, secrets }: Pick<Needs, "db" | "secrets">, institutionId: string, id: string, given: Given): Promise<Outcome<null>> {
  const kept = given.password === "" ? await mailboxById(db, institutionId, id) : null;
  const password = kept === null ? given.password : passwordOf(secrets, kept);
  if (password === "") return refused("required", { field: "password" });
  // What is kept was told for that server: sent to another, it would be given away.
  if (kept !== null && (kept.host !== given.host || kept.port !== given.port || kept.tls !== given.tls || kept.userName !== given.userName))
    return refused("mailbox_password_again", { field: "password" });
  const opened = await withInbox({ ...given, password }, { readOnly: true }, () => Promise.resolve(null));
  return opened.ok ? fine(null) : refused(opened.because, { field: FIELD_OF[opened.because] });
}

/** Attaches it, once it was tried. Asking twice with one id attaches one. */
export async function attach(world: Needs, who: Member, id: string, given: Given): Promise<Outcome<null>> {
  const { institutionId } = who;
  const tried = await tryMailbox(world, institutionId, id, given);
  if (!tried.ok) return tried;
  const now = world.clock.now();
  const { password, ...fields } = given;
  const mailbox: Mailbox = { institutionId, id, revision: 1, ...fields, passwordSealed: sealedPassword(world.secrets, { institutionId, id }, password), trouble: null, triedAt: now };
  return world.db.transaction(async (tx) => {
    if ((await insertMailbox(tx, mailbox, now)) === 0)
      return (await mailboxById(tx, institutionId, id))?.email === given.email ? fine(null) : refused("mailbox_taken", { field: "email" });
    await note(tx, world.random, deed(world, who, "mailbox_attached", given.email));
    return fine(null);
  });
} // prettier-ignore

export async function change(world: Needs, who: Member, id: string, revision: number, given: Given): Promise<Outcome<null>> {
  const { institutionId } = who;
  const before = await mailboxById(world.db, institutionId, id);
  if (before === null) return refused("not_found");
  const tried = await tryMailbox(world, institutionId, id, given);
  if (!tried.ok) return tried;
  const { password, ...fields } = given;
  const passwordSealed = password === "" ? before.passwordSealed : sealedPassword(world.secrets, before, password);
  return world.db.transaction(async (tx) => {
    const saved = await updateMailbox(tx, { ...before, ...fields, passwordSealed, revision, trouble: null, triedAt: world.clock.now() });
    if (saved === null) return refused("mailbox_taken", { field: "email" });
    if (saved === 0) return refused((await mailboxById(tx, institutionId, id)) === null ? "not_found" : "revision_conflict");
    await note(tx, world.random, deed(world, who, "mailbox_changed", given.email));
    return fine(null);
  });
}

export const detach = (world: Needs, who: Member, id: string): Promise<Outcome<null>> =>
  world.db.transaction(async (tx) => {
    const mailbox = await mailboxById(tx, who.institutionId, id);
    if (mailbox === null) return refused("not_found");
    await deleteMailbox(tx, who.institutionId, id);
    await note(tx, world.random, deed(world, who, "mailbox_detached", mailbox.email));
    return fine(null);
  });

const deed = ({ clock }: Needs, { institutionId, name, id }: Member, what: string, email: string) => ({
  ...{ institutionId, at: clock.now(), who: name, memberId: id, what },
  details: { email },
});
