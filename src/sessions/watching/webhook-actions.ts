import { apart } from "../../platform/apart.ts";
import type { Tx } from "../../platform/database.ts";
import { WHAT_IS_DUE } from "../../platform/due.ts";
import { storable } from "../../lib/text.ts";
import { after, before, seconds, type Instant } from "../../lib/time.ts";
import { heardOfRemoval } from "../../connections/erasing/actions.ts";
import { askForUpkeep } from "../../people/actions.ts";
import { plansTold, type ToldOf } from "../../rooms/upkeep/plans-actions.ts";
import type { World } from "../../world.ts";
import type { ZoomFact } from "../../zoom/port.ts";
import { readFact, withoutSecrets } from "../../zoom/webhooks.ts";
import { isEcho } from "../following/found.ts";
import { told } from "../live.ts";
import type { Neighbours } from "../neighbours.ts";
import type { Session } from "../session.ts";
import { runsAgain } from "../steps.ts";
import { saveSession, sessionOfMeeting } from "../store.ts";
import { insertWebhooks, knownBetween, markRead, unreadWebhooks, type Unread, type Webhook, type WebhookOf } from "./store.ts";
import { UNTOLD, UNTOLD_FOR, untold, type Untold } from "./untold.ts";

/** Keeps what Zoom told, once, before anything is made of it, without what would let anybody into a meeting; says how many were new. */
export const keepWebhooks = (tx: Tx, came: readonly Webhook[], now: Instant): Promise<number> =>
  insertWebhooks(
    tx,
    came.map((one) => ({ ...one, body: storable(withoutSecrets(one.body)) })),
    now,
  );

/**
 * Keeps one by one what comes one by one, and together what comes while the database is busy: of two hundred a second each would
 * otherwise wait for all before it. Answers once it is kept.
 */
export function webhookKeeper({ db, clock }: Pick<World, "db" | "clock">, kept: () => void): (key: string, body: unknown, of?: WebhookOf) => Promise<void> {
  let coming: Webhook[] = [];
  let next: Promise<void> | null = null;
  let last: Promise<unknown> = Promise.resolve();

  const keepAll = async (): Promise<void> => {
    await last.catch(() => undefined);
    const came = coming;
    [coming, next] = [[], null];
    await (last = keepWebhooks(db, came, clock.now()));
    kept();
  };
  return (key, body, of = null) => {
    coming.push({ key, body, of });
    return (next ??= keepAll());
  };
}

/** Few at a time: whoever wants to be answered waits no longer than for these. */
const MOST_AT_ONCE = 25;

type Needs = Pick<World, "db" | "clock" | "poke" | "log" | "random" | "secrets" | "zooms">;

/** Reads what was kept, as facts, in whatever order it came. What can't be read is set aside with its fault logged: it must not hold up the rest. */
export async function readWebhooks(world: Needs, neighbours: Neighbours): Promise<number> {
  const now = world.clock.now();
  const read = await world.db.transaction(async (tx) => {
    const unread = await unreadWebhooks(tx, MOST_AT_ONCE);
    let news = false;
    const elsewhere: ToldOf[] = [];
    const believe = async (some: readonly Unread[]): Promise<void> => {
      for (const those of Map.groupBy(some, ({ institutionId, meetingId }) => `${institutionId} ${meetingId}`).values()) {
        const believed = await believeAll(tx, world, neighbours, those, now);
        news ||= believed.isNews;
        elsewhere.push(...believed.elsewhere);
      }
    };
    if (unread.length > 0)
      await apart(
        tx,
        () => believe(unread),
        () => oneByOne(tx, world, unread, believe),
      );
    await plansTold(tx, elsewhere, now); // together and last: what they lock is locked in one order
    if (unread.length > 0) await markRead(tx, unread, now);
    return { many: unread.length, news };
  });
  if (read.news) world.poke([...WHAT_IS_DUE, "upkeep"]);
  return read.many;
}

/** Where one of several can't be read, the others are. */
async function oneByOne(tx: Tx, { log }: Pick<World, "log">, those: readonly Unread[], believe: (some: readonly Unread[]) => Promise<void>): Promise<void> {
  for (const one of those) {
    await apart(
      tx,
      () => believe([one]),
      async (error) => log.error("a webhook could not be read", { key: one.key, error: error instanceof Error ? error.message : "" }),
    );
  }
}

/** `isNews`: there is something to be done about it now. `elsewhere`: what was planned, moved or removed that is no session's. */
type Believed = { isNews: boolean; elsewhere: ToldOf[] };
const news = (isNews: boolean): Believed => ({ isNews, elsewhere: [] });

/** What they tell about one meeting, or about none. */
async function believeAll(tx: Tx, world: Needs, neighbours: Neighbours, those: readonly Unread[], now: Instant): Promise<Believed> {
  const { institutionId, meetingId } = those[0]!;
  const facts = those.flatMap(({ body }) => readFact(body) ?? []);
  const removals = facts.filter((fact) => fact.is === "app removed");
  for (const removal of removals) await heardOfRemoval(tx, world, institutionId, removal, now);
  const users = facts.filter((fact) => fact.is === "user changed");
  if (users.length > 0) {
    await askForUpkeep(tx, institutionId);
    await neighbours.usersChanged(tx, institutionId, users, now);
    return news(true);
  }
  if (removals.length > 0) return news(true);
  const session = meetingId === null || facts.length === 0 ? null : await sessionOfMeeting(tx, institutionId, meetingId);
  if (session === null) return { isNews: false, elsewhere: facts.flatMap((fact) => changeOf(institutionId, fact) ?? []) };
  await neighbours.sighted(tx, session, facts);
  const next = facts.reduce((s, fact) => afterFact(s, fact, now), session);
  if (next !== session) await saveSession(tx, next, now);
  return news(next !== session);
}

/** Which meeting, and on which host if that was said, is planned otherwise than before; null when the fact is another. */
const changeOf = (institutionId: string, fact: ZoomFact): ToldOf | null =>
  fact.is === "meeting changed" || fact.is === "meeting removed" ? { institutionId, hostId: fact.hostId, meetingId: fact.meetingId } : null;

/** Zoom tells several times of one edit, and whoever edits one thing often edits another: they are one change. */
const GATHERS = seconds(5);

const lookedAtBy = (s: Session, moment: Instant): Session => (s.watchAt !== null && s.watchAt <= moment ? s : { ...s, watchAt: moment });

/** The same session when it is no news. */
function afterFact(session: Session, fact: ZoomFact, now: Instant): Session {
  if (fact.is === "user changed" || fact.is === "app removed") return session;
  if (fact.is === "meeting changed") return isEcho(session, fact) ? session : lookedAtBy(session, after(now, GATHERS));
  // Our own removals tell of meetings that are no longer the session's; this one was somebody else's doing, to be looked at in Zoom itself.
  if (fact.is === "meeting removed") return lookedAtBy(session, now);
  if (fact.is === "waits" || fact.is === "waits no more") return session; // whoever knocks says nothing of the meeting
  const live = told(session.live, fact);
  const isNews = live?.start !== session.live?.start || live?.end !== session.live?.end || live?.instanceId !== session.live?.instanceId;
  if (!isNews) return session;
  const next = { ...session, live };
  return runsAgain(next) ? lookedAtBy(next, now) : next; // its room may be another's: that does not wait for the next look
}

/** How much Zoom should have told of our meetings in the last day, and did not. */
export async function countUntold(tx: Tx, institutionId: string, now: Instant): Promise<Record<Untold, number>> {
  const missing = (await knownBetween(tx, institutionId, before(now, UNTOLD_FOR), now)).flatMap((known) => untold(known, now));
  const count = (what: Untold): number => missing.filter((one) => one === what).length;
  return Object.fromEntries(UNTOLD.map((what) => [what, count(what)])) as Record<Untold, number>;
}
