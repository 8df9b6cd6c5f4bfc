import { after, days } from "../../lib/time.ts";
import { connectionOf } from "../../connections/actions.ts";
import { isAdmin } from "../../people/member.ts";
import { standingOf } from "../../connections/connection.ts";
import type { Agenda, Around } from "../../people/around.ts";
import { sql } from "../../platform/database.ts";
import type { Upstairs } from "../../rooms/upstairs.ts";
import type { World } from "../../world.ts";
import type { Neighbours } from "../neighbours.ts";
import { hostsInUse } from "../hosting/actions.ts";
import { tellClashes } from "../hosting/clash-actions.ts";
import { giveAll, organizedBy } from "../organizing/actions.ts";
import { replaceLost } from "../placing/actions.ts";
import { askForQueue, sessionsBetween } from "../store.ts";
import { countUntold } from "../watching/webhook-actions.ts";
import { agendaOf } from "./actions.ts";
import { alarmsOf } from "./alarm-actions.ts";

/** What people's and rooms' pages tell of sessions, which those nouns don't know. */
export const around = (world: World, played: Pick<Around, "sandbox" | "mailbox">): Around => ({
  ...played,
  badges: async (who) => {
    if (!isAdmin(who)) return { waiting: 0, alarms: 0 };
    const waiting = await world.db.one(
      (r) => Number(r.count),
      sql`select count(*) as count from sessions where institution_id = ${who.institutionId} and status = 'waiting'`,
    );
    return { waiting: waiting ?? 0, alarms: (await alarmsOf(world, who.institutionId)).length };
  },
  zoom: async (who) => {
    const connection = await connectionOf(world.db, who.institutionId);
    return { state: standingOf(connection), since: connection?.since ?? null, because: isAdmin(who) ? (connection?.because ?? null) : null };
  },
});

export const agenda = (world: World): Agenda => ({
  organizedBy: (institutionId, memberId) => organizedBy(world, institutionId, memberId),
  giveAll: (tx, from, to, by) => giveAll(tx, world, from, to, by),
});

export const upstairs = (world: World, neighbours: Neighbours): Upstairs => ({
  agenda: async (institutionId, now) => agendaOf(await sessionsBetween(world.db, institutionId, { start: now, end: after(now, days(31)) }, null), now),
  lost: async (institutionId, roomId, during) => {
    await world.db.transaction((tx) => replaceLost(tx, world, neighbours, institutionId, { roomId, during }, world.clock.now()));
  },
  hosts: (institutionId, now) => hostsInUse(world.db, institutionId, now),
  planned: (institutionId) => world.db.transaction((tx) => tellClashes(tx, world, neighbours, institutionId, world.clock.now())),
  gained: async (institutionId) => {
    await askForQueue(world.db, institutionId);
    world.poke();
  },
  untold: (institutionId, now) => countUntold(world.db, institutionId, now),
});
