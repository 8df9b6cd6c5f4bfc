import type { Agenda, AgendaBeforeBookings } from "../../people/around.ts";
import { apart } from "../../platform/apart.ts";
import type { Member } from "../../people/member.ts";
import { note } from "../../platform/audit.ts";
import type { Tx } from "../../platform/database.ts";
import { lockInstitution } from "../../sessions/actions.ts";
import type { World } from "../../world.ts";
import { lockType, saveType, typesOf } from "../store.ts";
import type { AppointmentType } from "../type.ts";
import { handedTo, leftBehind } from "./handing.ts";
import { giveHosting, giveTimes, hostedAhead, lockHostedAhead, loseTimes } from "./store.ts";

type Needs = Pick<World, "db" | "clock" | "random">;

/**
 * What members have to do with sessions, and with what strangers have booked with them: that goes to a successor with all its times, who is told of it. Where the
 * successor has another appointment at that time it stands all the same, as a session does.
 */
export const withBookings = (world: Needs, agenda: AgendaBeforeBookings): Agenda => ({
  ...agenda,
  organizedBy: async (institutionId, memberId) => {
    const sessions = await agenda.organizedBy(institutionId, memberId);
    const known = new Set(sessions.map(({ id }) => id));
    const hosted = await hostedAhead(world.db, institutionId, memberId, world.clock.now());
    const others = hosted
      .filter(({ sessionId }) => sessionId === null || !known.has(sessionId))
      .map(({ id, title, start, zone }) => ({ id, title, start, zone }));
    return [...sessions, ...others].toSorted((a, b) => a.start - b.start);
  },
  giveAll: async (tx, from, to, by) => {
    const sessions = await agenda.giveAll(tx, from, to, by);
    let others = 0;
    for (const one of await lockHostedAhead(tx, from.institutionId, from.id, world.clock.now())) {
      await apart(
        tx,
        async () => void (await giveTimes(tx, one, from.id, to.id)),
        async () => void (await loseTimes(tx, one, from.id)),
      );
      await giveHosting(tx, one, from.id, to.id);
      if (one.sessionId === null) others += 1;
    }
    return sessions + others;
  },
  offeredBy: async (institutionId, memberId) => (await typesWith(world.db, institutionId, memberId)).length,
  giveOffered: (tx, from, to, by) => giveOffered(tx, world, from, to, by),
});

const typesWith = async (tx: Tx, institutionId: string, memberId: string): Promise<AppointmentType[]> =>
  (await typesOf(tx, institutionId, memberId)).filter(({ ownerId, hostIds }) => ownerId === memberId || hostIds.includes(memberId));

/** Nothing stays to be booked with somebody who is gone. Locked as whoever books does. */
async function giveOffered(tx: Tx, { clock, random }: Needs, from: Member, to: Member | null, by: Member): Promise<number> {
  const { institutionId } = from;
  await lockInstitution(tx, institutionId);
  let given = 0;
  for (const { id } of await typesWith(tx, institutionId, from.id)) {
    const type = (await lockType(tx, institutionId, id))!;
    const next = to === null ? leftBehind(type, from.id) : handedTo(type, from.id, to.id);
    if (next === type) continue;
    await saveType(tx, { ...next, revision: type.revision + 1 });
    const what = to !== null ? "appointment_type_given" : next.active ? "appointment_type_changed" : "appointment_type_closed";
    const details = { name: type.name, from: from.name, ...(to === null ? {} : { to: to.name }) };
    await note(tx, random, { institutionId, at: clock.now(), who: by.name, memberId: by.id, what, details });
    if (to !== null) given += 1;
  }
  return given;
}
