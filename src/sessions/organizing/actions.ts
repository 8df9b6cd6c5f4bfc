import type { Instant } from "../../lib/time.ts";
import type { Member } from "../../people/member.ts";
import { note } from "../../platform/audit.ts";
import type { Tx } from "../../platform/database.ts";
import type { World } from "../../world.ts";
import { lockInstitution, organizedAhead, saveOrganizer } from "../store.ts";

/** What somebody organizes that is still to come, or running. */
export async function organizedBy({ db, clock }: Pick<World, "db" | "clock">, institutionId: string, memberId: string) {
  const ahead = await organizedAhead(db, institutionId, memberId, clock.now());
  return ahead.map(({ id, title, time, zone }): { id: string; title: string; start: Instant; zone: string } => ({ id, title, start: time.start, zone }));
}

/** Gives all of that to another member. Nothing else about the sessions changes, so nobody but the two need be told. */
export async function giveAll(tx: Tx, { clock, random }: Pick<World, "clock" | "random">, from: Member, to: Member, by: Member): Promise<number> {
  const now = clock.now();
  await lockInstitution(tx, from.institutionId); // whoever changes sessions holds it too, before their rows
  const ahead = await organizedAhead(tx, from.institutionId, from.id, now);
  for (const s of ahead) {
    await saveOrganizer(tx, s, to.id);
    const details = { from: from.name, to: to.name };
    await note(tx, random, { institutionId: s.institutionId, at: now, who: by.name, memberId: by.id, sessionId: s.id, what: "organizer_changed", details });
  }
  return ahead.length;
}
