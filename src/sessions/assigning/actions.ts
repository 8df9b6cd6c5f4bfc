import type { Member } from "../../people/member.ts";
import { isAdmin } from "../../people/member.ts";
import { note } from "../../platform/audit.ts";
import type { Tx } from "../../platform/database.ts";
import { retryDead } from "../../platform/outbox.ts";
import { roomById } from "../../rooms/actions.ts";
import type { World } from "../../world.ts";
import { atomically, no, type Needs, type Refused } from "../asking/actions.ts";
import { takeBack } from "../asking/hold-actions.ts";
import { mailContext, sendMail } from "../deciding/actions.ts";
import type { Neighbours } from "../neighbours.ts";
import { inRoom, loadBoard, moveTo, saveRevision, whyNotFree } from "../placing/actions.ts";
import { sendFailedAgain } from "../../platform/deliveries.ts";
import type { Instant } from "../../lib/time.ts";
import { needOf } from "../placing/board.ts";
import { isHandedOver, type Session } from "../session.ts";
import type { StepName } from "../steps.ts";
import { askForQueue, lockInstitution, lockSession, reserve, takeBackIn } from "../store.ts";
import { whyNotMove } from "../why-not.ts";

type Answer = Promise<{ ok: true; value: Session } | Refused>;

/** An admin gives a waiting request any free room that fits, manual ones too; it stays there. */
export async function assignRoom(world: Needs, neighbours: Neighbours, who: Member, id: string, to: { roomId: string; revision: number }): Answer {
  const now = world.clock.now();
  return atomically(world, async (tx) => {
    await lockInstitution(tx, who.institutionId);
    const s = (await lockSession(tx, who.institutionId, id)) ?? no("not_found");
    if (!isAdmin(who)) return no("admins_only");
    if (s.status !== "waiting") return no("not_waiting");
    if (s.revision !== to.revision) return no("revision_conflict");
    const room = (await roomById(tx, who.institutionId, to.roomId)) ?? no("not_found");
    const why = whyNotFree((await loadBoard(tx, s)).board, s, room.id);
    if (why !== null) return no(why, { field: "roomId" });
    const placed: Session = { ...inRoom(s, room), status: "placed", pinned: true, revision: s.revision + 1 };
    if ((await reserve(tx, placed, needOf(placed).reserved)) === "taken") return no("room_not_free", { field: "roomId" });
    await saveRevision(tx, placed, now);
    await note(tx, world.random, {
      institutionId: s.institutionId,
      at: now,
      who: who.name,
      memberId: who.id,
      sessionId: s.id,
      what: "assigned",
      details: { room: room.name },
    });
    await sendMail(tx, world, neighbours, placed, { kind: "served", to: "organizer", step: null }, await mailContext(tx, world, s.institutionId));
    return placed;
  });
}

/**
 * An admin gives a session another room, until it runs. Its meeting is made anew there and its links stay, so nobody need be told but an organizer who has the
 * room already: that one is taken back, and the way into the new one is on its way.
 */
export async function moveSession(
  world: Needs,
  neighbours: Neighbours,
  who: Member,
  id: string,
  to: { roomId: string; revision: number; stays: boolean },
): Answer {
  const now = world.clock.now();
  return atomically(world, async (tx) => {
    await lockInstitution(tx, who.institutionId);
    const s = (await lockSession(tx, who.institutionId, id)) ?? no("not_found");
    const why = s.status === "waiting" ? "no_room_yet" : whyNotMove(s, who, now);
    if (why !== null) return no(why);
    if (s.revision !== to.revision) return no("revision_conflict");
    if (s.roomId === to.roomId) return s;
    const room = (await roomById(tx, who.institutionId, to.roomId)) ?? no("not_found");
    const notFree = whyNotFree((await loadBoard(tx, s)).board, s, room.id);
    if (notFree !== null) return no(notFree, { field: "roomId" });
    const next = await moveTo(tx, s, room, { pinned: to.stays }, now);
    if (isHandedOver(s)) {
      await takeBack(tx, s, now);
      const more = { byAdmin: true, page: `${world.origin}/sessions/${s.id}` } as const;
      await sendMail(tx, world, neighbours, next, { kind: "moved", to: "organizer", step: null, more }, await mailContext(tx, world, s.institutionId));
    }
    await askForQueue(tx, s.institutionId);
    await note(tx, world.random, {
      institutionId: s.institutionId,
      at: now,
      who: who.name,
      memberId: who.id,
      sessionId: s.id,
      what: "moved",
      details: { room: room.name },
    });
    return next;
  });
}

/** An admin says no to a waiting request, and why. */
export async function declineSession(world: Needs, neighbours: Neighbours, who: Member, id: string, answer: { reason: string; revision: number }): Answer {
  const now = world.clock.now();
  return atomically(world, async (tx) => {
    const s = (await lockSession(tx, who.institutionId, id)) ?? no("not_found");
    if (!isAdmin(who)) return no("admins_only");
    if (s.status !== "waiting") return no("not_waiting");
    if (s.revision !== answer.revision) return no("revision_conflict");
    const declined: Session = { ...s, status: "declined", declinedBecause: answer.reason, revision: s.revision + 1 };
    await saveRevision(tx, declined, now);
    await note(tx, world.random, { institutionId: s.institutionId, at: now, who: who.name, memberId: who.id, sessionId: s.id, what: "declined" });
    await sendMail(
      tx,
      world,
      neighbours,
      declined,
      { kind: "declined", to: "organizer", step: null, more: { reason: answer.reason } },
      await mailContext(tx, world, s.institutionId),
    );
    return declined;
  });
}

/** Tries a command again that gave up or waits long. False: there is nothing to try again. */
export async function retryAlarm(world: Pick<World, "db" | "clock" | "random" | "poke">, who: Member, key: string): Promise<boolean> {
  const now = world.clock.now();
  const { institutionId } = who;
  const isThere = await world.db.transaction(async (tx) => {
    const aside = key.endsWith("/aside") ? await takeBackIn(tx, institutionId, key.slice(0, -"/aside".length), now) : 0;
    const mails = MAIL_STEP.test(key) ? await sendAgain(tx, who, key, now) : 0;
    if (aside + mails + (await retryDead(tx, institutionId, key, now)) !== 1) return false;
    const sessionId = OF_SESSION.exec(key)?.[1] ?? null;
    await note(tx, world.random, { institutionId, at: now, who: who.name, memberId: who.id, sessionId, what: "retried" });
    return true;
  });
  world.poke();
  return isThere;
}

/** Each key of an alarm begins with what it is about: the session, or a room or course that has none. */
const OF_SESSION = /^([0-9a-f-]{36})[@/]/;
const MAIL_STEP = /^[0-9a-f-]{36}\/mail\/[A-Za-z]+$/;

/** The mails of a step that no server took: an address may have been mended meanwhile. 1 when there was such a step. */
async function sendAgain(tx: Tx, who: Member, key: string, now: Instant): Promise<number> {
  const [id, , name] = key.split("/") as [string, string, StepName];
  const s = await lockSession(tx, who.institutionId, id);
  const state = s?.steps[name];
  if (s === null || state?.is !== "failed" || state.because !== "mail_refused") return 0;
  await sendFailedAgain(tx, who.institutionId, s.id, name, now);
  await saveRevision(tx, { ...s, steps: { ...s.steps, [name]: { is: "started", at: now } } }, now);
  return 1;
}
