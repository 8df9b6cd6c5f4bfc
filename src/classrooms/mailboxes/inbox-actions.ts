import { simpleParser, type AddressObject } from "mailparser";
import { after, before, days, type Instant } from "../../lib/time.ts";
import { waysToDelete, type Deletes } from "./deleting.ts";
import type { Inbox } from "./imap-actions.ts";
import { troubleOf } from "./mailbox.ts";
import { isZoomsTo, writtenIn, type Head, type Written, type ZoomNames } from "./zooms-mail.ts";

/** Of so many mails the head is read, the newest first, and of so many what is in them; of each no more than so many bytes. */
const HEADS = 200;
const HEAD_BYTES = 32_768;
const BODIES = 20;
const BODY_BYTES = 262_144;
const AT_ONCE = 50;

export type Reads<T> = (names: ZoomNames, written: Written) => T | null;
export type Read<T> = { uid: string; sentAt: Instant; what: T };
/**
 * Sent from then to then, both included. `most`: the newest in which something is read, among the newest of all; "all": every one, those too that are marked as
 * deleted, however many others there are: what is called deleted must have been looked at. Only the time that a look may take bounds that.
 */
export type Wanted = { email: string; since: Instant; until: Instant; most: number | "all" };

/** Zoom's to this address in which something is read, the newest first. Servers search the names as parts of the sender's line; who it truly is, the head tells. */
export async function mailsIn<T>(inbox: Inbox, names: ZoomNames, { email, since, until, most }: Wanted, reads: Reads<T>): Promise<Read<T>[]> {
  const froms = names.senders.map((from) => ({ from }));
  const sentSince = new Date(before(since, days(1)));
  const unless = most === "all" ? { sentBefore: new Date(after(until, days(2))) } : { deleted: false };
  const uids = await inbox.search({ ...(froms.length === 1 ? froms[0]! : { or: froms }), sentSince, ...unless }, { uid: true });
  const [manyHeads, manyBodies] = most === "all" ? [Infinity, Infinity] : [HEADS, BODIES];
  const latest = (uids || []).toSorted((a, b) => b - a).slice(0, manyHeads);
  const heads: { uid: string; sentAt: Instant }[] = [];
  for (let i = 0; i < latest.length; i += AT_ONCE) {
    const some = await inbox.fetchAll(latest.slice(i, i + AT_ONCE).join(","), { uid: true, bodyParts: [{ key: "header", start: 0, maxLength: HEAD_BYTES }] }, { uid: true });
    for (const { uid, headers } of some) {
      const head = await headOf(headers ?? null);
      if (head === null || head.sentAt === null || head.sentAt < since || head.sentAt > until || !isZoomsTo(names, email, head)) continue;
      heads.push({ uid: String(uid), sentAt: head.sentAt });
    }
  }
  const found: Read<T>[] = [];
  for (const { uid, sentAt } of heads.toSorted((a, b) => b.sentAt - a.sentAt || Number(b.uid) - Number(a.uid)).slice(0, manyBodies)) {
    const [mail] = await inbox.fetchAll(uid, { uid: true, source: { start: 0, maxLength: BODY_BYTES } }, { uid: true });
    const written = mail?.source === undefined ? null : await writtenOf(mail.source);
    const what = written === null ? null : reads(names, written);
    if (what !== null && found.push({ uid, sentAt, what }) === most) break;
  }
  return found;
} // prettier-ignore

/** How these would be deleted on this server. */
export async function deletesIn(inbox: Inbox): Promise<{ deletes: Deletes; trash: string | null }> {
  const isAsked = !inbox.capabilities.has("UIDPLUS") && inbox.capabilities.has("MOVE");
  const trash = isAsked ? ((await inbox.list()).find(({ specialUse }) => specialUse === "\\Trash")?.path ?? null) : null;
  return { deletes: waysToDelete(inbox.capabilities, trash), trash };
}

/** Deletes these and no others, as well as the server can; says how. Null: it did not do it, or its answer was lost. */
export async function deleteIn(inbox: Inbox, uids: readonly string[]): Promise<Deletes | null> {
  try {
    const { deletes, trash } = await deletesIn(inbox);
    return uids.length === 0 || (await isDeleted(inbox, uids.join(","), deletes, trash)) ? deletes : null;
  } catch (error) {
    if (troubleOf(error as object, "reading") === null) throw error;
    return null;
  }
}

/** What the library calls false and what undefined is not done. */
async function isDeleted(inbox: Inbox, range: string, deletes: Deletes, trash: string | null): Promise<boolean> {
  if (deletes === "for good") return (await inbox.messageDelete(range, { uid: true })) === true;
  if (deletes === "to the trash") return Boolean(await inbox.messageMove(range, trash!, { uid: true }));
  return (await inbox.messageFlagsAdd(range, ["\\Deleted"], { uid: true })) === true;
}

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
    const verdicts = headerLines.filter(({ key }) => key === "authentication-results").map(({ line }) => line);
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
