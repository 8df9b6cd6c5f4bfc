import { type Instant } from "../../lib/time.ts";
import { writeLetter } from "../../notices/letter.ts";
import type { Facts, Letter, MailKind, Secret } from "../../notices/facts.ts";
import { isCourseKind, type CourseFacts, type CourseKind } from "../../notices/courses/facts.ts";
import { writeCourseLetter } from "../../notices/courses/letter.ts";
import { isBookingKind } from "../../notices/bookings/facts.ts";
import { isLetterKind } from "../../notices/letters.ts";
import { letterFor } from "../../people/letters/actions.ts";
import { claimDeliveries, lookedAt, stepMails, stepsToSettle, type DeliveryTaken, type End, type MailStep } from "../../platform/deliveries.ts";
import type { Tx } from "../../platform/database.ts";
import { WHAT_IS_DUE } from "../../platform/due.ts";
import { MailError, type Mailer } from "../../platform/mailer.ts";
import { TO_THE_END, type Round } from "../../platform/worker.ts";
import type { World } from "../../world.ts";
import { notedOf } from "../doing/effect.ts";
import { mailContext, sendMail } from "../deciding/actions.ts";
import { alarmOf } from "../deciding/mails.ts";
import type { Addresses, Neighbours } from "../neighbours.ts";
import { credentialsOf } from "../running/actions.ts";
import { STEP_ORDER, type StepName } from "../steps.ts";
import type { Session, StepState } from "../session.ts";
import { lockSession, saveSession, sessionsByIds } from "../store.ts";
import { fateOf } from "./fate.ts";
import { nextTry } from "./next-try.ts";
import { openPost } from "./post-actions.ts";
import { nextBatch } from "./turns.ts";

const MOST_FAULTS = 8;
const SETTLED_EVERY_MS = 1000;

/**
 * Sends what is due, until nothing is left or it is not to go on. A mail step is done when its last mail is out, and not before.
 * Says how much it did.
 */
export async function runDeliveries(world: World, neighbours: Neighbours, mailer: Mailer, process: string, round: Round = TO_THE_END): Promise<number> {
  const { clock } = world;
  const addresses = new WeakMap<DeliveryTaken, Addresses>();
  const post = openPost(world, (mail, session) => endOf(world, neighbours, mailer, addresses.get(mail) ?? null, mail, session));
  let [taken, steps, batch, claimedAt, settledAt, dry] = [0, 0, 60, clock.machine(), clock.machine(), false];
  const claim = async (): Promise<void> => {
    const now = clock.machine();
    if (taken > 0 && !dry) batch = nextBatch(batch, now - claimedAt);
    claimedAt = now;
    const mails = await claimDeliveries(world.db, process, clock.now(), {
      most: batch,
      onlyOfDemo: mailer.onlyOfDemo ?? false,
      inHand: post.inHand() > 0,
      notTo: post.full(),
    });
    const found = await addressesOf(world, neighbours, mails);
    for (const mail of mails) if (found.has(mail.attendeeId ?? "")) addresses.set(mail, found.get(mail.attendeeId!)!);
    post.take(mails, await sessionsOf(world.db, mails));
    dry = mails.length < batch;
    taken += mails.length;
  };
  const settle = async (): Promise<void> => {
    settledAt = clock.machine();
    const ended = await stepsToSettle(world.db);
    for (const step of ended) await settleStep(world, neighbours, step);
    steps += ended.length;
    if (ended.length > 0) world.poke(WHAT_IS_DUE);
  };
  try {
    for (let look = true; round.goesOn();) {
      if (look || (!dry && post.waiting() < batch / 4)) await claim();
      post.begin();
      if (post.inHand() === 0) break;
      look = await post.pause(dry ? round.woken() : round.later(), dry ? 0 : batch / 4);
      if (post.wantsWriting()) await post.write();
      if (clock.machine() - settledAt > SETTLED_EVERY_MS) await settle();
    }
  } finally {
    await post.close(); // not before all are out: the next round takes again what this one could not write down
  }
  await settle();
  return taken + steps;
}

/** The sessions that these mails are about, as they are now. */
async function sessionsOf(tx: Tx, taken: readonly DeliveryTaken[]): Promise<ReadonlyMap<string, Session>> {
  const asked = Map.groupBy(taken.filter(({ sessionId }) => sessionId !== null), ({ institutionId }) => institutionId); // prettier-ignore
  const found = new Map<string, Session>();
  for (const [institutionId, its] of asked) {
    const ids = [...new Set(its.map(({ sessionId }) => sessionId!))];
    for (const session of await sessionsByIds(tx, institutionId, ids)) found.set(session.id, session);
  }
  return found;
}

/** Where the attendees among them find the session and their panel: in one question, at the last moment, and kept nowhere. */
const addressesOf = (world: World, neighbours: Neighbours, taken: readonly DeliveryTaken[]): Promise<ReadonlyMap<string, Addresses>> =>
  neighbours.addressesOf(
    world.db,
    taken.flatMap(({ institutionId, attendeeId }) => (attendeeId === null ? [] : [{ institutionId, attendeeId }])),
  );

async function endOf(
  world: World,
  neighbours: Neighbours,
  mailer: Mailer,
  addresses: Addresses | null,
  d: DeliveryTaken,
  session: Session | null,
): Promise<End> {
  try {
    if (isLetterKind(d.kind)) return await send(world, mailer, d, () => letterFor(world, d));
    if (isCourseKind(d.kind)) return await send(world, mailer, d, () => courseLetterFor(world, neighbours, addresses, d));
    if (isBookingKind(d.kind)) {
      const letter = await neighbours.bookingLetterOf(world.db, d, addresses?.joinAddress ?? null);
      return letter === null ? { is: "withdrawn" } : await send(world, mailer, d, () => letter);
    }
    const fate = fateOf({ kind: d.kind as MailKind, step: d.step, facts: d.facts as Facts }, session);
    if (fate.is === "withdrawn") return { is: "withdrawn" };
    if (fate.is === "kept") return { is: "waits", until: fate.until, trouble: "may_be_taken_back", mayHaveGone: false };
    return await send(world, mailer, d, async () => {
      const secret = await secretFor(world, neighbours, addresses, d);
      return secret === null ? null : writeLetter(d.kind as MailKind, fate.facts, secret, d.to);
    });
  } catch (error) {
    return faultOf(world, d, error);
  }
}

/** What it tells is kept once for all who are told. */
async function courseLetterFor(world: World, neighbours: Neighbours, addresses: Addresses | null, d: DeliveryTaken): Promise<Letter | null> {
  const facts = d.facts as CourseFacts;
  const news = await neighbours.courseNewsOf(world.db, d.institutionId, facts.news);
  return news === null ? null : writeCourseLetter(d.kind as CourseKind, facts, news, addresses ?? {}, d.to);
}

/** `write`: null when what the mail was to tell is no longer so. */
async function send(world: World, mailer: Mailer, d: DeliveryTaken, write: () => Promise<Letter | null> | Letter | null): Promise<End> {
  const now = world.clock.now();
  if (d.usefulUntil !== null && now >= d.usefulUntil) return { is: "failed", trouble: "too_late", mayHaveGone: false };
  const letter = await write();
  if (letter === null) return { is: "failed", trouble: "nothing_to_tell_any_more", mayHaveGone: false };
  try {
    const to = { name: d.to.name, email: d.to.email };
    await mailer.send({ messageId: `<${d.id}@bedel>`, to, date: now, letter, isOfDemo: d.isOfDemo, ...(d.attendeeId === null ? {} : { returnsAs: d.id }) });
    return { is: "sent" };
  } catch (error) {
    if (!(error instanceof MailError)) throw error;
    const again = error.kind === "refused" ? null : nextTry(d, now, world.random.unit(), error.kind === "unanswered");
    const told = { trouble: error.message, mayHaveGone: error.kind === "unanswered" };
    return again === null ? { is: error.kind === "refused" ? "refused" : "failed", ...told } : { is: "waits", until: again, ...told };
  }
}

/** A fault of ours with one mail holds up no other. */
function faultOf(world: World, d: DeliveryTaken, error: unknown): End {
  world.log.error("a mail could not be written", { mail: d.key, error: String(error), stack: error instanceof Error ? error.stack : "" });
  const again = d.attempts >= MOST_FAULTS ? null : nextTry(d, world.clock.now(), world.random.unit());
  const told = { trouble: "a fault in Bedel; its log tells more", mayHaveGone: false };
  return again === null ? { is: "failed", ...told } : { is: "waits", until: again, ...told };
}

/** Read at the last moment and kept nowhere. Null: what the mail was to tell is no longer so. */
async function secretFor(world: World, neighbours: Neighbours, addresses: Addresses | null, d: DeliveryTaken): Promise<Secret | null> {
  if (d.attendeeId !== null) {
    const { note } = d.facts as Facts;
    if (d.kind !== "note" || addresses === null) return addresses;
    const written = note === undefined ? null : await neighbours.noteOf(world.db, d.institutionId, note);
    return written === null ? null : { ...addresses, note: written };
  }
  if (d.kind !== "credentials") return {};
  const credentials = await credentialsOf(world, "its organizer", d.institutionId, d.sessionId!);
  return credentials.ok ? { credentials: credentials.value } : null;
}

/** Links that were sent again after their step had ended: it tells how many have arrived by now. */
function sentAgain(step: StepState, mails: { sent: number; failed: number }, now: Instant): StepState | null {
  const [sent, of] = [mails.sent, mails.sent + mails.failed];
  if (step.is === "done" && step.note === "links_sent") return { ...step, values: { sent, of } };
  return step.is === "failed" && step.because === "mail_refused" && sent > 0 ? { is: "done", at: now, note: "links_sent", values: { sent, of } } : null;
}

async function settleStep(world: World, neighbours: Neighbours, one: MailStep): Promise<void> {
  const now = world.clock.now();
  const { institutionId, sessionId } = one;
  const step = one.step as StepName;
  await world.db.transaction(async (tx) => {
    const session = await lockSession(tx, institutionId, sessionId);
    await lookedAt(tx, one);
    const mails = await stepMails(tx, institutionId, sessionId, step);
    if (session === null || mails === null || mails.open > 0 || !STEP_ORDER.includes(step)) return;
    const again = sentAgain(session.steps[step], mails, now);
    if (again !== null) await saveSession(tx, { ...session, steps: { ...session.steps, [step]: again } }, now);
    if (session.steps[step].is !== "started") return;
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
