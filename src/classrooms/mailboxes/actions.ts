import type { Member } from "../../people/member.ts";
import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import { iso } from "../../lib/time.ts";
import { note } from "../../platform/audit.ts";
import type { World } from "../../world.ts";
import { wakeRuns } from "../runs/store.ts";
import type { MailboxView } from "./contract.ts";
import type { Deletes } from "./deleting.ts";
import { withInbox } from "./imap-actions.ts";
import { deletesIn } from "./inbox-actions.ts";
import { FIELD_OF, type Mailbox } from "./mailbox.ts";
import { deleteMailbox, insertMailbox, keepAll, mailboxById, mailboxesOf, passwordOf, sealedPassword, undeletedOf, updateMailbox } from "./store.ts";
import { inItsTurn } from "./turn-actions.ts";

export { activationMail, deleteDoneWith, forgetActivationMail, codeWasTold, lookForActivation, signInCode } from "./reading-actions.ts";

type Needs = Pick<World, "db" | "clock" | "random" | "secrets">;

/** How a form gives it; an empty password: the one that is kept. */
export type Given = Pick<Mailbox, "email" | "host" | "port" | "tls" | "userName" | "afterwards"> & { password: string };

const viewOf = ({ id, revision, email, host, port, tls, userName, afterwards, deletes, trouble, triedAt }: Mailbox, undeleted: number): MailboxView => ({
  ...{ id, revision, email, host, port, tls, userName, afterwards, deletes, trouble, undeleted },
  triedAt: triedAt === null ? null : iso(triedAt),
});

export async function mailboxesShown({ db }: Pick<Needs, "db">, institutionId: string): Promise<{ mailboxes: MailboxView[] }> {
  const undeleted = await undeletedOf(db, institutionId);
  return { mailboxes: (await mailboxesOf(db, institutionId)).map((one) => viewOf(one, undeleted.get(one.id) ?? 0)) };
}

/** Its trouble, if any, for whoever shows something of that address. */
export const mailboxOfAddress = async (db: Needs["db"], institutionId: string, email: string): Promise<{ id: string; trouble: string | null } | null> => {
  const found = (await mailboxesOf(db, institutionId)).find((one) => one.email.toLowerCase() === email.toLowerCase());
  return found === undefined ? null : { id: found.id, trouble: found.trouble };
};

/** Connects, signs in, opens INBOX; reads nothing, and says how mails could be deleted there. Refused beside the field that has to be looked at. */
export async function tryMailbox(
  { db, secrets }: Pick<Needs, "db" | "secrets">,
  institutionId: string,
  id: string,
  given: Given,
): Promise<Outcome<{ deletes: Deletes }>> {
  const kept = given.password === "" ? await mailboxById(db, institutionId, id) : null;
  const password = kept === null ? given.password : passwordOf(secrets, kept);
  if (password === "") return refused("required", { field: "password" });
  // What is kept was told for that server: sent to another, it would be given away.
  if (kept !== null && (kept.host !== given.host || kept.port !== given.port || kept.tls !== given.tls || kept.userName !== given.userName))
    return refused("mailbox_password_again", { field: "password" });
  const opened = await withInbox({ ...given, password }, { readOnly: true }, deletesIn);
  return opened.ok ? fine({ deletes: opened.value.deletes }) : refused(opened.because, { field: FIELD_OF[opened.because] });
}

/** Attaches it, once it was tried. Asking twice with one id attaches one. */
export async function attach(world: Needs, who: Member, id: string, given: Given): Promise<Outcome<null>> {
  const { institutionId } = who;
  const tried = await tryMailbox(world, institutionId, id, given);
  if (!tried.ok) return tried;
  const now = world.clock.now();
  const { password, ...fields } = given;
  const mailbox: Mailbox = { institutionId, id, revision: 1, ...fields, passwordSealed: sealedPassword(world.secrets, { institutionId, id }, password), deletes: tried.value.deletes, trouble: null, triedAt: now, codeToldAt: null };
  return world.db.transaction(async (tx) => {
    if ((await insertMailbox(tx, mailbox, now)) === 0)
      return (await mailboxById(tx, institutionId, id))?.email === given.email ? fine(null) : refused("mailbox_taken", { field: "email" });
    await note(tx, world.random, deed(world, who, "mailbox_attached", given.email));
    await wakeRuns(tx, institutionId, { email: given.email }, now); // the mail that they wait for may lie there
    return fine(null);
  });
} // prettier-ignore

/** In its turn: whoever reads it at this moment ends first, and does nothing in it afterwards that it is not set for any more. */
export async function change(world: Needs & Pick<World, "pause">, who: Member, id: string, revision: number, given: Given): Promise<Outcome<null>> {
  const { institutionId } = who;
  const before = await mailboxById(world.db, institutionId, id);
  if (before === null) return refused("not_found");
  const tried = await tryMailbox(world, institutionId, id, given);
  if (!tried.ok) return tried;
  const { password, ...fields } = given;
  const passwordSealed = password === "" ? before.passwordSealed : sealedPassword(world.secrets, before, password);
  const save = () =>
    world.db.transaction(async (tx): Promise<Outcome<null>> => {
      const saved = await updateMailbox(tx, {
        ...before,
        ...fields,
        passwordSealed,
        revision,
        deletes: tried.value.deletes,
        trouble: null,
        triedAt: world.clock.now(),
      });
      if (saved === null) return refused("mailbox_taken", { field: "email" });
      if (saved === 0) return refused((await mailboxById(tx, institutionId, id)) === null ? "not_found" : "revision_conflict");
      // What is elsewhere now, or is to stay, is none of what was to be deleted.
      if (given.afterwards === "leave" || (["email", "host", "port", "userName"] as const).some((one) => before[one] !== given[one])) await keepAll(tx, before);
      await note(tx, world.random, deed(world, who, "mailbox_changed", given.email));
      return fine(null);
    });
  return (await inItsTurn(world, before, save)) ?? refused("not_found");
}

/** In its turn: whoever reads it at this moment ends first, and deletes nothing in it afterwards. */
export async function detach(world: Needs & Pick<World, "pause">, who: Member, id: string): Promise<Outcome<null>> {
  const { institutionId } = who;
  const detached = await inItsTurn(world, { institutionId, id }, () =>
    world.db.transaction(async (tx) => {
      const mailbox = await mailboxById(tx, institutionId, id);
      if (mailbox === null) return refused("not_found");
      await deleteMailbox(tx, institutionId, id);
      await note(tx, world.random, deed(world, who, "mailbox_detached", mailbox.email));
      return fine(null);
    }),
  );
  return detached ?? refused("not_found");
}

const deed = ({ clock }: Needs, { institutionId, name, id }: Member, what: string, email: string) => ({
  ...{ institutionId, at: clock.now(), who: name, memberId: id, what },
  details: { email },
});
