import { after, before, minutes, type Instant } from "../../lib/time.ts";
import { zoomKindOf } from "../../connections/actions.ts";
import type { World } from "../../world.ts";
import { invitedSince, mailOf, type Facts } from "../runs/facts.ts";
import type { AtWork } from "../runs/performer.ts";
import { nextTryAt, type DoneWith } from "./deleting.ts";
import { withInbox, type Inbox, type Opened } from "./imap-actions.ts";
import { deleteIn, mailsIn, type Reads } from "./inbox-actions.ts";
import type { Found, Mailbox } from "./mailbox.ts";
import { doneWithDue, forgetDoneWith, mailboxById, mailboxOf, noteCodeTold, noteDoneWith, passwordOf, saveLook } from "./store.ts";
import { inItsTurn } from "./turn-actions.ts";
import { activationIn, codeIn, zoomNamesOf, type ZoomNames } from "./zooms-mail.ts";

type Needs = Pick<World, "db" | "clock" | "random" | "secrets" | "zooms" | "pause">;

/** Zoom's clock and ours need not agree. */
const SKEW = minutes(5);
/** Zoom's one-time passcodes open for ten minutes. */
const CODE_LIVES = minutes(10);

const ofValue = <A, B>(value: A | null, then: (value: A) => B): B | null => (value === null ? null : then(value));
const READS = {
  activation: (names, written) => ofValue(activationIn(names, written), (address) => ({ address })),
  code: (names, written) => ofValue(codeIn(names, written), (code) => ({ code })),
} satisfies Record<DoneWith["what"], Reads<object>>;

/** The address in Zoom's newest activation mail to this address. Read there and then; nothing of it is kept. */
export const activationMail = (world: Needs, institutionId: string, email: string, since: Instant): Promise<Found<{ address: string }>> =>
  look(world, institutionId, email, "activation", () => before(since, SKEW));

/** Zoom's newest one-time passcode to this address that may still open: none that is older than one that was told, which it took the place of. */
export const signInCode = (world: Needs, institutionId: string, email: string, since: Instant): Promise<Found<{ code: string }>> =>
  look(world, institutionId, email, "code", ({ codeToldAt }) => Math.max(since, codeToldAt ?? since, before(world.clock.now(), CODE_LIVES)) as Instant);

/**
 * Once a passcode was told: none that came before it is told any more. Where the mailbox is set so its mail is deleted some minutes later, since the answer that told it
 * may be lost, and whoever looks again has to find it. `cameAt`: as `signInCode` said.
 */
export async function codeWasTold(world: Needs, institutionId: string, email: string, cameAt: Instant): Promise<void> {
  const mailbox = await mailboxOf(world.db, institutionId, email);
  if (mailbox === null) return;
  await noteCodeTold(world.db, mailbox, cameAt);
  if (mailbox.afterwards !== "delete") return;
  const now = world.clock.now();
  const done: DoneWith = { institutionId, mailboxId: mailbox.id, what: "code", since: cameAt, until: cameAt, doneWithAt: now, tries: 0 };
  await noteDoneWith(world.db, done, nextTryAt(done, now)!);
}

/** Once the user is active, all activation mails since are of no use: where the mailbox is set so they are deleted, now or as soon as it can be reached. */
export async function forgetActivationMail(world: Needs, institutionId: string, email: string, since: Instant): Promise<void> {
  const mailbox = await mailboxOf(world.db, institutionId, email);
  if (mailbox?.afterwards !== "delete") return;
  const now = world.clock.now();
  const done: DoneWith = {
    institutionId,
    mailboxId: mailbox.id,
    what: "activation",
    since: before(since, SKEW),
    until: after(now, SKEW),
    doneWithAt: now,
    tries: 0,
  };
  await noteDoneWith(world.db, done, nextTryAt(done, now)!);
  await deleted(world, mailbox, done);
}

/** What is done with, or could not be deleted before, is deleted where its time has come. Says how many of them were tried. */
export async function deleteDoneWith(world: Needs): Promise<number> {
  const due = await doneWithDue(world.db, world.clock.now(), 4);
  await Promise.all(
    due.map(async (one) => {
      const mailbox = await mailboxById(world.db, one.institutionId, one.mailboxId);
      if (mailbox?.afterwards === "delete") await deleted(world, mailbox, one);
    }),
  );
  return due.length;
}

async function deleted(world: Needs, mailbox: Mailbox, done: DoneWith): Promise<void> {
  const isStill = (now: Mailbox): boolean =>
    now.afterwards === "delete" && (["email", "host", "port", "userName"] as const).every((one) => now[one] === mailbox[one]);
  const opened = await within(world, mailbox, { isStill, writes: true }, async (inbox, names) => {
    // A former try may have been cut between marking them and removing them.
    const mails = await mailsIn(inbox, names, { ...done, email: mailbox.email, most: "all" }, READS[done.what] as Reads<object>);
    return deleteIn(inbox, mails.map(({ uid }) => uid)); // prettier-ignore
  });
  if (typeof opened === "object" && opened.ok && opened.value !== null) await forgetDoneWith(world.db, done, opened.value);
}

/**
 * For the step that waits for an activation: whether Zoom's mail has come into the attached mailbox, and when. Never the address itself, which is read when
 * somebody asks for it. What hinders it is on the mailboxes' page.
 */
export async function lookForActivation(world: Needs, { run, asked, facts }: Pick<AtWork, "run" | "asked" | "facts">): Promise<Facts> {
  const email = run.email ?? asked.email;
  const its = { facts, askedAt: run.askedAt };
  if (email === undefined || mailOf(its) !== null) return {};
  const found = await look(world, run.institutionId, email, "activation", () => invitedSince(its));
  return found.is === "found" ? { mailCameAt: found.cameAt } : {};
}

type FoundBy = { [What in DoneWith["what"]]: NonNullable<ReturnType<(typeof READS)[What]>> };

/** `sinceOf`: of the mailbox as it is once it is its turn. */
async function look<W extends DoneWith["what"]>(world: Needs, institutionId: string, email: string, what: W, sinceOf: (fresh: Mailbox) => Instant): Promise<Found<FoundBy[W]>> {
  const mailbox = await mailboxOf(world.db, institutionId, email);
  if (mailbox === null) return { is: "no mailbox" };
  const now = world.clock.now();
  const isStill = (fresh: Mailbox): boolean => fresh.email === mailbox.email;
  const opened = await within(world, mailbox, { isStill, writes: false }, async (inbox, names, fresh) => {
    const [found] = await mailsIn(inbox, names, { email: mailbox.email, since: sinceOf(fresh), until: after(now, SKEW), most: 1 }, READS[what] as Reads<FoundBy[W]>);
    return found ?? null;
  });
  if (opened === "no mailbox") return { is: "no mailbox" };
  if (opened === "no Zoom") return { is: "none" };
  if (!opened.ok) return { is: "trouble", because: opened.because };
  return opened.value === null ? { is: "none" } : { is: "found", cameAt: opened.value.sentAt, ...opened.value.what };
} // prettier-ignore

type How = { isStill: (fresh: Mailbox) => boolean; writes: boolean };
type Work<T> = (inbox: Inbox, names: ZoomNames, fresh: Mailbox) => Promise<T>;

/**
 * In its turn, as it is by then, with what hindered it kept: while others read, it may have been set to leave mails, or to another server. `no mailbox`: it is
 * attached no more, or not what it has to be still. `no Zoom`: its Zoom is not of this server any more.
 */
async function within<T>(world: Needs, mailbox: Mailbox, { isStill, writes }: How, work: Work<T>): Promise<Opened<T> | "no mailbox" | "no Zoom"> {
  const zoom = world.zooms[(await zoomKindOf(world.db, mailbox.institutionId)) ?? "real"];
  if (zoom === null) return "no Zoom";
  const names = zoomNamesOf(zoom.signIn);
  const opened = await inItsTurn(world, mailbox, async () => {
    const fresh = await mailboxById(world.db, mailbox.institutionId, mailbox.id);
    if (fresh === null || !isStill(fresh)) return null;
    const access = { ...fresh, password: passwordOf(world.secrets, fresh) };
    const result = await withInbox(access, { readOnly: !writes || fresh.afterwards !== "delete" }, (inbox) => work(inbox, names, fresh));
    await saveLook(world.db, fresh, result.ok ? null : result.because, world.clock.now());
    return result;
  });
  return opened ?? "no mailbox";
} // prettier-ignore
