import { pauseFor } from "../../lib/pause.ts";
import { after, minutes, seconds, type Instant } from "../../lib/time.ts";
import { writeLetter } from "../../notices/letter.ts";
import type { Facts, Letter, MailKind, Secret } from "../../notices/facts.ts";
import { isLetterKind } from "../../notices/letters.ts";
import { letterFor } from "../../people/letters/actions.ts";
import {
  claimDeliveries,
  lookedAt,
  notSent,
  sent,
  stepMails,
  stepsToSettle,
  withdrawTaken,
  type DeliveryTaken,
  type MailStep,
} from "../../platform/deliveries.ts";
import type { Tx } from "../../platform/database.ts";
import { MailError, type Mailer } from "../../platform/mailer.ts";
import type { World } from "../../world.ts";
import { notedOf } from "../doing/effect.ts";
import { mailContext, sendMail } from "../deciding/actions.ts";
import { alarmOf } from "../deciding/mails.ts";
import type { Addresses, Neighbours } from "../neighbours.ts";
import { credentialsOf } from "../running/actions.ts";
import { STEP_ORDER, type StepName } from "../steps.ts";
import type { Session } from "../session.ts";
import { lockSession, saveSession, sessionById } from "../store.ts";
import { fateOf } from "./fate.ts";

const AT_ONCE = 60;
const LONGEST = minutes(2);
const MOST_FAULTS = 8;

/** Sends what is due. A mail step is done when its last mail is out, and not before. Says how many it took. */
export async function runDeliveries(world: World, neighbours: Neighbours, mailer: Mailer, process: string): Promise<number> {
  const taken = await claimDeliveries(world.db, process, world.clock.now(), AT_ONCE, mailer.onlyOfDemo);
  const sessions = await sessionsOf(world.db, taken);
  const addresses = await addressesOf(world, neighbours, taken);
  const ends = await Promise.allSettled(taken.map((delivery) => deliver(world, addresses, mailer, delivery, sessions.get(delivery.sessionId ?? "") ?? null)));
  for (const end of ends) if (end.status === "rejected") throw end.reason; // not before all are out: the next round takes again what this one left
  const steps = await stepsToSettle(world.db);
  for (const step of steps) await settleStep(world, neighbours, step);
  if (steps.length > 0) world.poke();
  return taken.length + steps.length;
}

/** The sessions that these mails are about, as they are now. */
async function sessionsOf(tx: Tx, taken: readonly DeliveryTaken[]): Promise<ReadonlyMap<string, Session>> {
  const found = new Map<string, Session>();
  for (const { institutionId, sessionId } of taken) {
    if (sessionId === null || found.has(sessionId)) continue;
    const session = await sessionById(tx, institutionId, sessionId);
    if (session !== null) found.set(sessionId, session);
  }
  return found;
}

/** Where the attendees among them find the session and their panel: in one question, at the last moment, and kept nowhere. */
const addressesOf = (world: World, neighbours: Neighbours, taken: readonly DeliveryTaken[]): Promise<ReadonlyMap<string, Addresses>> =>
  neighbours.addressesOf(
    world.db,
    taken.flatMap(({ institutionId, attendeeId }) => (attendeeId === null ? [] : [{ institutionId, attendeeId }])),
  );

async function deliver(world: World, addresses: ReadonlyMap<string, Addresses>, mailer: Mailer, d: DeliveryTaken, session: Session | null): Promise<void> {
  if (isLetterKind(d.kind)) return send(world, mailer, d, () => letterFor(world, d));
  const fate = fateOf({ kind: d.kind as MailKind, step: d.step, facts: d.facts as Facts }, session);
  if (fate.is === "withdrawn") return void (await withdrawTaken(world.db, d));
  if (fate.is === "kept") return void (await notSent(world.db, d, "may_be_taken_back", fate.until, false));
  return send(world, mailer, d, async () => {
    const secret = await secretFor(world, addresses, d);
    return secret === null ? null : writeLetter(d.kind as MailKind, fate.facts, secret, d.to);
  });
}

/** `write`: null when what the mail was to tell is no longer so. */
async function send(world: World, mailer: Mailer, d: DeliveryTaken, write: () => Promise<Letter | null> | Letter | null): Promise<void> {
  const now = world.clock.now();
  if (d.usefulUntil !== null && now >= d.usefulUntil) return void (await notSent(world.db, d, "too_late", null, false));
  try {
    const letter = await write();
    if (letter === null) return void (await notSent(world.db, d, "nothing_to_tell_any_more", null, false));
    await mailer.send({ messageId: `<${d.id}@bedel>`, to: { name: d.to.name, email: d.to.email }, date: now, letter, isOfDemo: d.isOfDemo });
    await sent(world.db, d, world.clock.now());
  } catch (error) {
    if (!(error instanceof MailError)) return giveBack(world, d, error);
    const retryAt = error.kind === "refused" ? null : nextTry(d, now, world.random.unit());
    await notSent(world.db, d, error.message, retryAt, error.kind === "unanswered");
  }
}

/** A fault of ours with one mail holds up no other. */
async function giveBack(world: World, d: DeliveryTaken, error: unknown): Promise<void> {
  const now = world.clock.now();
  world.log.error("a mail could not be written", { mail: d.key, error: String(error), stack: error instanceof Error ? error.stack : "" });
  await notSent(world.db, d, "a fault in Bedel; its log tells more", d.attempts >= MOST_FAULTS ? null : nextTry(d, now, world.random.unit()), false);
}

function nextTry(d: DeliveryTaken, now: Instant, unit: number): Instant | null {
  const next = after(now, Math.max(seconds(2), pauseFor(d.attempts, LONGEST, unit)));
  return d.usefulUntil !== null && next >= d.usefulUntil ? null : d.attempts > 200 ? null : next;
}

/** Read at the last moment and kept nowhere. Null: what the mail was to tell is no longer so. */
async function secretFor(world: World, addresses: ReadonlyMap<string, Addresses>, d: DeliveryTaken): Promise<Secret | null> {
  if (d.attendeeId !== null) return addresses.get(d.attendeeId) ?? null;
  if (d.kind !== "credentials") return {};
  const credentials = await credentialsOf(world, "its organizer", d.institutionId, d.sessionId!);
  return credentials.ok ? { credentials: credentials.value } : null;
}

async function settleStep(world: World, neighbours: Neighbours, one: MailStep): Promise<void> {
  const now = world.clock.now();
  const { institutionId, sessionId } = one;
  const step = one.step as StepName;
  await world.db.transaction(async (tx) => {
    const session = await lockSession(tx, institutionId, sessionId);
    await lookedAt(tx, one);
    const mails = await stepMails(tx, institutionId, sessionId, step);
    if (session === null || mails === null || mails.open > 0 || !STEP_ORDER.includes(step) || session.steps[step].is !== "started") return;
    const of = mails.sent + mails.failed;
    const note = notedOf(session.steps[step]);
    const nobodyHeard = mails.sent === 0 && of > 0;
    const state = nobodyHeard
      ? ({ is: "failed", at: now, because: "mail_refused", retryAt: null } as const)
      : ({
          is: "done",
          at: now,
          ...(note === null ? {} : { note }),
          ...(step === "sendLinks" ? (of === 0 ? { note: "nobody_registered" } : { note: "links_sent", values: { sent: mails.sent, of } }) : {}),
        } as const);
    await saveSession(tx, { ...session, steps: { ...session.steps, [step]: state } }, now);
    if (nobodyHeard && session.status === "placed") {
      const context = await mailContext(tx, world, institutionId);
      await sendMail(tx, world, neighbours, session, alarmOf(session, world.origin, step, now, { because: "mail_refused", retryAt: null }), context);
    }
  });
}
