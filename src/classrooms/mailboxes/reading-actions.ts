import { simpleParser, type AddressObject } from "mailparser";
import { after, before, days, minutes, type Instant } from "../../lib/time.ts";
import { zoomKindOf } from "../../connections/actions.ts";
import type { World } from "../../world.ts";
import type { Facts } from "../runs/facts.ts";
import type { AtWork } from "../runs/performer.ts";
import { withInbox, type Inbox } from "./imap-actions.ts";
import type { Found, Mailbox } from "./mailbox.ts";
import { mailboxOf, passwordOf, saveLook } from "./store.ts";
import { inItsTurn } from "./turn-actions.ts";
import { activationIn, codeIn, isZoomsTo, writtenIn, zoomNamesOf, type Head, type Written, type ZoomNames } from "./zooms-mail.ts";

type Needs = Pick<World, "db" | "clock" | "random" | "secrets" | "zooms" | "pause">;

/** Of so many mails the head is read, the newest first, and of so many what is in them; of each no more than so many bytes. */
const HEADS = 200;
const HEAD_BYTES = 32_768;
const BODIES = 20;
const BODY_BYTES = 262_144;
const AT_ONCE = 50;
/** Zoom's clock and ours need not agree. */
const SKEW = minutes(5);
/** Zoom's one-time passcodes open for ten minutes. */
const CODE_LIVES = minutes(10);

/** The address in Zoom's newest activation mail to this address. Read there and then; nothing of it is kept. */
export const activationMail = (world: Needs, institutionId: string, email: string, since: Instant): Promise<Found<{ address: string }>> =>
  look(world, institutionId, email, before(since, SKEW), (names, written) => ofValue(activationIn(names, written), (address) => ({ address })), "keep");

/** Zoom's newest one-time passcode to this address that may still open. Where the mailbox is set so, its mail is deleted then. */
export const signInCode = (world: Needs, institutionId: string, email: string, since: Instant): Promise<Found<{ code: string }>> =>
  look(world, institutionId, email, Math.max(since, before(world.clock.now(), CODE_LIVES)) as Instant, (names, written) => ofValue(codeIn(names, written), (code) => ({ code })), "as set"); // prettier-ignore

/** Once the user is active its activation mail is of no use: it is deleted where the mailbox is set so. */
export const forgetActivationMail = async (world: Needs, institutionId: string, email: string, since: Instant): Promise<void> =>
  (await mailboxOf(world.db, institutionId, email))?.afterwards === "delete"
    ? void (await look(world, institutionId, email, before(since, SKEW), (names, written) => ofValue(activationIn(names, written), () => ({})), "as set"))
    : undefined;

/**
 * For the step that waits for an activation: whether Zoom's mail has come into the attached mailbox, and when. Never the address itself, which is read when
 * somebody asks for it. What hinders it is on the mailboxes' page.
 */
export async function lookForActivation(world: Needs, { run, asked, facts }: Pick<AtWork, "run" | "asked" | "facts">): Promise<Facts> {
  const email = run.email ?? asked.email;
  const since = (facts.invitedAt ?? facts.makingSince ?? run.askedAt) as Instant;
  if (email === undefined || (facts.mailCameAt ?? 0) >= before(since, SKEW)) return {};
  const found = await activationMail(world, run.institutionId, email, since);
  return found.is === "found" ? { mailCameAt: found.cameAt } : {};
}

const ofValue = <A, B>(value: A | null, then: (value: A) => B): B | null => (value === null ? null : then(value));

type Reads<T> = (names: ZoomNames, written: Written) => T | null;

async function look<T extends object>(world: Needs, institutionId: string, email: string, since: Instant, reads: Reads<T>, afterwards: "keep" | "as set"): Promise<Found<T>> {
  const mailbox = await mailboxOf(world.db, institutionId, email);
  if (mailbox === null) return { is: "no mailbox" };
  const zoom = world.zooms[(await zoomKindOf(world.db, institutionId)) ?? "real"];
  if (zoom === null) return { is: "none" }; // its Zoom is not of this server any more
  const names = zoomNamesOf(zoom.signIn);
  const deletes = afterwards === "as set" && mailbox.afterwards === "delete";
  const access = { ...mailbox, password: passwordOf(world.secrets, mailbox) };
  const opened = await inItsTurn(world, mailbox, () =>
    withInbox(access, { readOnly: !deletes }, async (inbox) => {
      const found = await newest(inbox, names, mailbox, { since, until: after(world.clock.now(), SKEW) }, reads);
      if (found !== null && deletes) await inbox.messageDelete(found.uid, { uid: true });
      return found;
    }),
  );
  if (opened === null) return { is: "no mailbox" };
  await saveLook(world.db, mailbox, opened.ok ? null : opened.because, world.clock.now());
  if (!opened.ok) return { is: "trouble", because: opened.because };
  return opened.value === null ? { is: "none" } : { is: "found", cameAt: opened.value.sentAt, ...opened.value.what };
} // prettier-ignore

type Read<T> = { uid: string; sentAt: Instant; what: T };

/** Servers search the names as parts of the sender's line; who it truly is, the head tells. */
async function newest<T>(inbox: Inbox, names: ZoomNames, mailbox: Mailbox, within: { since: Instant; until: Instant }, reads: Reads<T>): Promise<Read<T> | null> {
  const froms = names.senders.map((from) => ({ from }));
  const sentSince = new Date(before(within.since, days(1)));
  const uids = await inbox.search({ ...(froms.length === 1 ? froms[0]! : { or: froms }), sentSince }, { uid: true });
  const latest = (uids || []).toSorted((a, b) => b - a).slice(0, HEADS);
  const heads: { uid: string; sentAt: Instant }[] = [];
  for (let i = 0; i < latest.length; i += AT_ONCE) {
    const some = await inbox.fetchAll(latest.slice(i, i + AT_ONCE).join(","), { uid: true, bodyParts: [{ key: "header", start: 0, maxLength: HEAD_BYTES }] }, { uid: true });
    for (const { uid, headers } of some) {
      const head = await headOf(headers ?? null);
      if (head === null || head.sentAt === null || head.sentAt < within.since || head.sentAt > within.until || !isZoomsTo(names, mailbox.email, head)) continue;
      heads.push({ uid: String(uid), sentAt: head.sentAt });
    }
  }
  for (const { uid, sentAt } of heads.toSorted((a, b) => b.sentAt - a.sentAt || Number(b.uid) - Number(a.uid)).slice(0, BODIES)) {
    const [mail] = await inbox.fetchAll(uid, { uid: true, source: { start: 0, maxLength: BODY_BYTES } }, { uid: true });
    const written = mail?.source === undefined ? null : await writtenOf(mail.source);
    const what = written === null ? null : reads(names, written);
    if (what !== null) return { uid, sentAt, what };
  }
  return null;
} // prettier-ignore

const addressesOf = (field: AddressObject | AddressObject[] | undefined): string[] =>
  [field ?? []]
    .flat()
    .flatMap(({ value }) => value.flatMap(({ address, group }) => [address ?? "", ...(group ?? []).map((one) => one.address ?? "")]))
    .filter((address) => address !== "");

const PARSING = { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true, skipTextLinks: true };

/** A head that can't be read is nobody's. */
async function headOf(bytes: Buffer | null): Promise<Head | null> {
  if (bytes === null) return null;
  try {
    const { from, to, cc, date, headerLines } = await simpleParser(bytes, PARSING);
    const verdicts = headerLines.find(({ key }) => key === "authentication-results")?.line ?? "";
    return { from: addressesOf(from), to: [...addressesOf(to), ...addressesOf(cc)], sentAt: date === undefined ? null : (date.getTime() as Instant), verdicts };
  } catch {
    return null;
  }
} // prettier-ignore

async function writtenOf(source: Buffer): Promise<Written | null> {
  try {
    const { text, html } = await simpleParser(source, PARSING);
    return writtenIn((text ?? "").slice(0, BODY_BYTES), (html || "").slice(0, BODY_BYTES));
  } catch {
    return null;
  }
}
