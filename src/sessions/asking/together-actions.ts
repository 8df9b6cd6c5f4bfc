import { gatherings } from "../../lib/gathering.ts";
import { overlaps, type Interval } from "../../lib/interval.ts";
import { minutes, type Instant } from "../../lib/time.ts";
import { institutionById } from "../../people/actions.ts";
import { policyOf, type Institution } from "../../people/institution.ts";
import { isAdmin, type Member } from "../../people/member.ts";
import { note, noteAll, type Deed } from "../../platform/audit.ts";
import type { Tx } from "../../platform/database.ts";
import { enqueue } from "../../platform/deliveries.ts";
import { wishTogether } from "../../platform/outbox.ts";
import { WHAT_IS_DUE } from "../../platform/due.ts";
import { roomsFreeForEach } from "../../rooms/actions.ts";
import { usable, type Room } from "../../rooms/room.ts";
import { newSession, withinLimits } from "../asking.ts";
import type { Ask } from "../contract.ts";
import { mailContext } from "../deciding/actions.ts";
import { decidedAtOnce } from "../deciding/at-once-actions.ts";
import { deliveriesFor, type MailContext } from "../deciding/mails.ts";
import type { Neighbours } from "../neighbours.ts";
import { inRoom } from "../placing/actions.ts";
import { needOf } from "../placing/board.ts";
import { hostsTakenIn } from "../placing/store.ts";
import { reservationOf, type Session } from "../session.ts";
import { insertSession, lockInstitution, sessionsByIds } from "../store.ts";
import { no, placeOrWait, Unwound, type Needs, type Refused } from "./actions.ts";
import { aheadOfEach, insertPlaced, type Ahead } from "./store.ts";

export type Asked = { who: Member; ask: Ask; time: Interval; now: Instant };
export type Answer = { ok: true; value: Session } | Refused;

/** Who changes anything of an institution's rooms waits for whoever holds its lock, so not more than this at once. */
const AT_ONCE = 25;

/**
 * Asks for a room. All who ask in an institution go one after the other, from its lock until the commit is on the disk; so those who ask while it is held are
 * answered in one transaction, as if they had asked one after the other.
 */
export async function askTogether(world: Needs, neighbours: Neighbours, asked: Asked): Promise<Answer> {
  const { institutionId } = asked.who;
  const answer = await gatheringOf(world.db, institutionId, (together) => answered(world, neighbours, institutionId, together))(asked);
  if (answer.status === "rejected") throw answer.reason;
  return answer.value;
}

type Settled = PromiseSettledResult<Answer>;
const gatheringOf = gatherings<Asked, Settled>(AT_ONCE);

/** Where something goes wrong with one of them, each asks alone, so that it is told to that one only. */
async function answered(world: Needs, neighbours: Neighbours, institutionId: string, together: readonly Asked[]): Promise<Settled[]> {
  const attempt = async (all: readonly Asked[]): Promise<Answer[]> => {
    const answers = await world.db.transaction((tx) => answersTo(tx, world, neighbours, institutionId, all));
    world.poke(WHAT_IS_DUE);
    return answers;
  };
  try {
    return (await attempt(together)).map((value) => ({ status: "fulfilled", value }));
  } catch (reason) {
    if (together.length === 1) return [{ status: "rejected", reason }];
    const settled: Settled[] = [];
    for (const one of together) settled.push((await Promise.allSettled([attempt([one]).then(([answer]) => answer!)]))[0]!); // in their order
    return settled;
  }
}

/** A refusal is found before anything is written; what is written afterwards stays. */
async function answersTo(tx: Tx, world: Needs, neighbours: Neighbours, institutionId: string, together: readonly Asked[]): Promise<Answer[]> {
  await lockInstitution(tx, institutionId);
  const institution = (await institutionById(tx, institutionId))!;
  const answers = new Map<string, Session>();
  for (const known of await sessionsByIds(tx, institutionId, together.map(({ ask }) => ask.id))) answers.set(known.id, known); // prettier-ignore
  const judged = judge(together, answers, institution, await aheadOf(tx, institutionId, together));
  for (const session of await placed(tx, world, neighbours, judged.fresh)) answers.set(session.id, session);
  return judged.refused.map((refusal, n) => refusal ?? { ok: true, value: answers.get(together[n]!.ask.id)! });
}

type Fresh = { session: Session; asked: Asked };

const aheadOf = async (tx: Tx, institutionId: string, together: readonly Asked[]): Promise<Map<string, Ahead>> => {
  const limited = new Set(together.flatMap(({ who }) => (isAdmin(who) ? [] : [who.id])));
  return limited.size === 0 ? new Map() : aheadOfEach(tx, institutionId, [...limited], together[0]!.now);
};

/** In their order: who is refused and why, and the sessions of the others. Who has asked before, or just now, has the session that there is. */
function judge(together: readonly Asked[], known: ReadonlyMap<string, Session>, { settings }: Institution, ahead: Map<string, Ahead>) {
  const fresh = new Map<string, Fresh>();
  const refused = together.map((asked): Refused | null => {
    const { who, ask, time, now } = asked;
    const before = known.get(ask.id) ?? fresh.get(ask.id)?.session;
    if (before !== undefined) return before.organizerId === who.id ? null : refusalOf(() => no("already_asked"));
    const its = ahead.get(who.id);
    if (its !== undefined) {
      const limits = withinLimits(time, its, settings, now);
      if (!limits.ok) return limits;
      ahead.set(who.id, { sessions: its.sessions + 1, minutes: its.minutes + (time.end - time.start) / minutes(1) });
    }
    const { institutionId, id: organizerId } = who;
    fresh.set(ask.id, { session: newSession(ask, { institutionId, organizerId, time, policy: policyOf(settings), now }), asked });
    return null;
  });
  return { refused, fresh: [...fresh.values()] };
}

/** One after the other, those first to whom a free room can be given without moving anybody, all of them together. */
async function placed(tx: Tx, world: Needs, neighbours: Neighbours, fresh: readonly Fresh[]): Promise<Session[]> {
  const free = await inFreeRooms(tx, fresh);
  const sessions = free.length === 0 ? [] : await writeDown(tx, world, free);
  for (const { session, asked } of fresh.slice(free.length)) {
    await insertSession(tx, session);
    await note(tx, world.random, askedDeed(session, asked));
    sessions.push(await placeOrWait(tx, world, neighbours, session, asked.now, { isNew: true }));
  }
  return sessions;
}

type InFreeRoom = Fresh & { room: Room };

/** The first of them that finds none ends it: to have one it may need what those behind it would take. */
async function inFreeRooms(tx: Tx, fresh: readonly Fresh[]): Promise<InFreeRoom[]> {
  if (fresh.length === 0) return [];
  const { institutionId } = fresh[0]!.session;
  const rooms = await roomsFreeForEach(tx, institutionId, fresh.map(({ session }) => needOf(session)), (time) => hostsTakenIn(institutionId, time)); // prettier-ignore
  const given: InFreeRoom[] = [];
  for (const [n, one] of fresh.entries()) {
    const reserved = reservationOf(one.session);
    const isTaken = (room: Room): boolean => given.some((before) => before.room.id === room.id && overlaps(reservationOf(before.session), reserved));
    const room = rooms[n]!.find((candidate) => usable(candidate) && !isTaken(candidate));
    if (room === undefined) break;
    given.push({ ...one, session: { ...inRoom(one.session, room), status: "placed" }, room });
  }
  return given;
}

async function writeDown(tx: Tx, world: Needs, given: readonly InFreeRoom[]): Promise<Session[]> {
  const context = await contextFor(tx, world, given);
  const decided = await decidedAtOnce(tx, context, given.map(({ session }) => session)); // prettier-ignore
  const reserved = await insertPlaced(tx, decided.map((one) => ({ ...one, reserved: reservationOf(one.session) }))); // prettier-ignore
  if (reserved < given.length) throw new Error("a room that was free is taken under the lock");
  await wishTogether(tx, decided.flatMap(({ wishes }) => wishes)); // prettier-ignore
  const placedDeed = ({ session, asked, room }: InFreeRoom): Deed => ({ ...askedDeed(session, asked), who: "bedel", memberId: null, what: "placed", details: { room: room.name } }); // prettier-ignore
  await noteAll(tx, world.random, given.flatMap((one) => [askedDeed(one.session, one.asked), placedDeed(one)])); // prettier-ignore
  await enqueue(tx, decided.flatMap(({ session }) => deliveriesFor(context, world.random, session, { kind: "placed", to: "organizer", step: null }, []))); // prettier-ignore
  return decided.map(({ session }) => session);
}

const contextFor = (tx: Tx, world: Needs, given: readonly InFreeRoom[]): Promise<MailContext> =>
  mailContext(tx, world, given[0]!.session.institutionId, {
    rooms: [...new Set(given.map(({ room }) => room.id))],
    organizers: [...new Set(given.map(({ session }) => session.organizerId))],
  });

const askedDeed = ({ institutionId, id }: Session, { who, now }: Asked): Deed => ({
  institutionId,
  at: now,
  who: who.name,
  memberId: who.id,
  sessionId: id,
  what: "asked",
});

function refusalOf(work: () => never): Refused {
  try {
    return work();
  } catch (error) {
    if (error instanceof Unwound) return error.refused;
    throw error;
  }
}
