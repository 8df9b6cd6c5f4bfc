import { after, days } from "../../lib/time.ts";
import { connectionOf, zoomKindOf } from "../../connections/actions.ts";
import type { Upstairs as Connecting } from "../../connections/upstairs.ts";
import { isAdmin } from "../../people/member.ts";
import { standingOf } from "../../connections/connection.ts";
import type { AgendaBeforeBookings, Around, Server } from "../../people/around.ts";
import { isPutAway } from "../../people/setting-up/actions.ts";
import { sql } from "../../platform/database.ts";
import { leaveRooms } from "../../rooms/actions.ts";
import type { Upstairs } from "../../rooms/upstairs.ts";
import type { World } from "../../world.ts";
import type { Neighbours } from "../neighbours.ts";
import { hostsInUse } from "../hosting/actions.ts";
import { tellClashes } from "../hosting/clash-actions.ts";
import { aboveConnections, followDefaultHost, leaveHosts } from "../connecting/actions.ts";
import { giveAll, organizedBy } from "../organizing/actions.ts";
import { replaceLost } from "../placing/lost-actions.ts";
import { makeWay } from "../placing/way-actions.ts";
import { askForQueue, sessionsBetween } from "../store.ts";
import { countUntold } from "../watching/webhook-actions.ts";
import { agendaOf } from "./actions.ts";
import { alarmsOf } from "./alarm-actions.ts";

/** What people's and rooms' pages tell of sessions, which those nouns don't know. */
export const around = (world: World, server: Server, looked: (institutionId: string) => void = () => undefined): Around => ({
  peculiar: async (who) => {
    const isReal = (await zoomKindOf(world.db, who.institutionId)) !== "sandbox";
    return {
      sandbox: !isReal,
      mailbox: !isReal && server.mailbox,
      mailsWait: isReal && server.mailServer === false,
      demo: isReal && server.sandbox,
      setup: isReal && isAdmin(who) && !(await isPutAway(world.db, who.institutionId)),
    };
  },
  badges: async (who) => {
    if (!isAdmin(who)) return { waiting: 0, alarms: 0 };
    const waiting = await world.db.one(
      (r) => Number(r.count),
      sql`select count(*) as count from sessions where institution_id = ${who.institutionId} and status = 'waiting'`,
    );
    return { waiting: waiting ?? 0, alarms: (await alarmsOf(world, who.institutionId)).length };
  },
  zoom: async (who) => {
    looked(who.institutionId);
    const connection = await connectionOf(world.db, who.institutionId);
    return { state: standingOf(connection), since: connection?.since ?? null, because: isAdmin(who) ? (connection?.because ?? null) : null };
  },
});

/** What connecting does to rooms and sessions. The rooms and users of the account before serve nobody any more: whoever had one gets another, or waits. */
export const connecting = (world: World, neighbours: Neighbours): Connecting => ({
  accountChanged: async (tx, change) => {
    const { institutionId } = change;
    await leaveHosts(tx, institutionId, world.clock.now());
    const lost = (await leaveRooms(tx, institutionId)).map((roomId) => ({ roomId, during: null }));
    await replaceLost(tx, world, neighbours, institutionId, lost, world.clock.now());
    await neighbours.accountChanged(tx, change, world.clock.now());
  },
  connected: async (tx, institutionId) => {
    await askForQueue(tx, institutionId);
    await neighbours.authorized(tx, institutionId, world.clock.now());
  },
  forget: aboveConnections(world).forget,
});

/** Of sessions alone; courses add theirs. */
export const agenda = (world: World): Omit<AgendaBeforeBookings, "coursesTaughtBy"> => ({
  organizedBy: (institutionId, memberId) => organizedBy(world, institutionId, memberId),
  giveAll: (tx, from, to, by) => giveAll(tx, world, from, to, by),
});

export const upstairs = (world: World, neighbours: Neighbours): Upstairs => ({
  agenda: async (institutionId, now) => agendaOf(await sessionsBetween(world.db, institutionId, { start: now, end: after(now, days(31)) }, null), now),
  lost: async (tx, institutionId, rooms) => void (await replaceLost(tx, world, neighbours, institutionId, rooms, world.clock.now())),
  hosts: (institutionId, now) => hostsInUse(world.db, institutionId, now),
  planned: async (institutionId) => {
    await world.db.transaction((tx) => tellClashes(tx, world, neighbours, institutionId, world.clock.now()));
    await makeWay(world, neighbours, institutionId);
  },
  gained: async (institutionId) => {
    await askForQueue(world.db, institutionId);
    await followDefaultHost(world, institutionId);
    world.poke();
  },
  untold: (institutionId, now) => countUntold(world.db, institutionId, now),
});
