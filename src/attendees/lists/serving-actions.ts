import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import type { Instant } from "../../lib/time.ts";
import type { Member } from "../../people/member.ts";
import { note } from "../../platform/audit.ts";
import type { Tx } from "../../platform/database.ts";
import { lockSession } from "../../sessions/actions.ts";
import type { Session } from "../../sessions/session.ts";
import type { World } from "../../world.ts";
import { isBehind } from "../joining.ts";
import { lockSessionsOf, managed } from "./actions.ts";
import { whyNotServe, type List } from "./list.ts";
import { spreadList } from "./spreading-actions.ts";
import * as store from "./store.ts";

type Acting = Pick<World, "db" | "clock" | "random" | "secrets" | "origin" | "poke">;

/**
 * What a list serves from now on. A session that joins gets everybody who is on it; from one that leaves nobody is taken: they stay as attendees of
 * that session alone. What is over stays where it was. All or nothing. Refuses sessions for the list of a course, which serves its dates.
 */
export async function chooseSessions(world: Acting, who: Member, id: string, ids: readonly string[]): Promise<Outcome<true>> {
  const now = world.clock.now();
  const outcome = await world.db.transaction(async (tx): Promise<Outcome<true>> => {
    const list = await managed(tx, who, id, "lock");
    if (!list.ok) return list;
    const before = await lockSessionsOf(tx, list.value, "own");
    const joining = await toJoin(tx, who, ids.filter((one) => before.every((s) => s.id !== one)), now); // prettier-ignore
    if (!joining.ok) return joining;
    const isOfCourse = (await store.coursesOfList(tx, who.institutionId, id)).length > 0;
    if (isOfCourse && joining.value.length > 0) return refused("list_serves_course", { field: "sessions" });
    for (const session of before.filter((one) => !ids.includes(one.id) && !isBehind(one, now))) await leave(tx, world, who, list.value, session, now);
    for (const session of joining.value) {
      await store.saveListOf(tx, who.institutionId, session.id, id);
      await tell(tx, world, who, list.value, session, "list_joined", now);
    }
    await spreadList(tx, world, await store.listedOf(tx, who.institutionId, id), joining.value, now);
    return fine(true);
  });
  world.poke();
  return outcome;
}

/**
 * The list is no more: nobody on it is taken from a session, over or to come, and no link of theirs changes. Its page is closed with it, and who
 * asked there and has not confirmed is forgotten.
 */
export async function deleteList(world: Pick<World, "db" | "clock" | "random">, who: Member, id: string): Promise<Outcome<true>> {
  const now = world.clock.now();
  return world.db.transaction(async (tx): Promise<Outcome<true>> => {
    const list = await managed(tx, who, id, "lock");
    if (!list.ok) return list;
    if ((await store.coursesOfList(tx, who.institutionId, id)).length > 0) return refused("list_of_course");
    for (const session of await lockSessionsOf(tx, list.value, "own")) await leave(tx, world, who, list.value, session, now);
    await store.deleteList(tx, who.institutionId, id);
    return fine(true);
  });
}

async function toJoin(tx: Tx, who: Member, ids: readonly string[], now: Instant): Promise<Outcome<Session[]>> {
  const sessions = [];
  for (const id of [...new Set(ids)].toSorted()) {
    const session = await lockSession(tx, who.institutionId, id);
    if (session === null) return refused("not_found");
    const why = whyNotServe(session, (await store.listOfSession(tx, who.institutionId, id))?.id ?? null, who, now);
    if (why !== null) return refused(why);
    sessions.push(session);
  }
  return fine(sessions);
}

async function leave(tx: Tx, world: Pick<World, "random">, who: Member, list: List, session: Session, now: Instant): Promise<void> {
  await store.saveListOf(tx, list.institutionId, session.id, null);
  await store.detach(tx, list.institutionId, session.id);
  await tell(tx, world, who, list, session, "list_left", now);
}

const tell = (tx: Tx, { random }: Pick<World, "random">, who: Member, { name }: List, { id, institutionId }: Session, what: string, at: Instant) =>
  note(tx, random, { institutionId, at, who: who.name, memberId: who.id, sessionId: id, what, details: { list: name } });
