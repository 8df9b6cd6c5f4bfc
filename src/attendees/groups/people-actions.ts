import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import { MOST_LINES, readLines } from "../../lib/person-lines.ts";
import type { Member } from "../../people/member.ts";
import { note } from "../../platform/audit.ts";
import { MOST_ATTENDEES, type Added } from "../actions.ts";
import { emailsOf, sorted } from "../preview.ts";
import { managedGroup } from "./actions.ts";
import { bring, lockLists, takeAway, type Acting } from "./registering-actions.ts";
import * as store from "./store.ts";

/** Good lines are kept, each bad one is named, as for a list. Whoever comes is on every list that the group is registered with. */
export async function addToGroup(world: Acting, who: Member, id: string, lines: string): Promise<Outcome<Added>> {
  const read = readLines(lines);
  if (read === null) return refused("too_many_lines", { field: "lines", values: { most: MOST_LINES } });
  const now = world.clock.now();
  const outcome = await world.db.transaction(async (tx): Promise<Outcome<Added>> => {
    const group = await managedGroup(tx, who, id, "lock");
    if (!group.ok) return group;
    const known = emailsOf(await store.peopleOf(tx, who.institutionId, id));
    const lists = await lockLists(tx, who.institutionId, await store.listIdsOf(tx, who.institutionId, id));
    const room = Math.min(MOST_ATTENDEES - known.size, ...lists.map(({ room: more }) => more));
    const { fits, already, tooMany } = sorted(read, known, room);
    const people = fits.map(({ person }) => ({ ...person, id: world.random.uuid() }));
    const came = await store.insertPeople(tx, group.value, people, now);
    for (const list of lists) await bring(tx, world, who, list, group.value, came, now);
    return fine({ added: came.length, already: read.twice + already.length, bad: [...read.bad, ...tooMany] });
  });
  world.poke();
  return outcome;
}

/** Out of the group, and off the lists where nothing else keeps the person. */
export async function removeFromGroup(world: Acting, who: Member, id: string, personId: string): Promise<Outcome<true>> {
  const now = world.clock.now();
  const outcome = await world.db.transaction(async (tx): Promise<Outcome<true>> => {
    const group = await managedGroup(tx, who, id, "lock");
    if (!group.ok) return group;
    const gone = await store.deletePerson(tx, who.institutionId, id, personId);
    if (gone === null) return refused("not_found");
    for (const list of await lockLists(tx, who.institutionId, await store.listIdsOf(tx, who.institutionId, id))) {
      const out = await takeAway(tx, world, list, id, [gone], now);
      for (const sessionId of out)
        await note(tx, world.random, { institutionId: who.institutionId, at: now, who: who.name, memberId: who.id, sessionId, what: "attendee_removed" });
    }
    return fine(true);
  });
  world.poke();
  return outcome;
}
