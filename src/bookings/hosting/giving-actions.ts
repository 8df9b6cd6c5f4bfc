import type { Agenda } from "../../people/around.ts";
import { apart } from "../../platform/apart.ts";
import type { World } from "../../world.ts";
import { giveHosting, giveTimes, hostedAhead, lockHostedAhead, loseTimes } from "./store.ts";

/**
 * What members have to do with sessions, and with what strangers have booked with them: that goes to a successor with all its times, who is told of it. Where the
 * successor has another appointment at that time it stands all the same, as a session does.
 */
export const withBookings = (world: Pick<World, "db" | "clock">, agenda: Agenda): Agenda => ({
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
});
