import { z } from "zod";
import { after, before, days, iso } from "../../lib/time.ts";
import { adminOf, institutionById, memberOf } from "../../people/actions.ts";
import { bufferCost, costAsked } from "../../people/contract.ts";
import { refuse, type App } from "../../platform/http.ts";
import { roomsOf } from "../../rooms/actions.ts";
import type { World } from "../../world.ts";
import * as contract from "../contract.ts";
import type { Neighbours } from "../neighbours.ts";
import { nearestFor } from "../placing/actions.ts";
import { sessionById, sessionsBetween, waitingSessions } from "../store.ts";
import { choicesFor, detailFor, found, viewsFor } from "./actions.ts";
import { alarmsOf } from "./alarm-actions.ts";
import { costOf } from "./cost.ts";
import { mine } from "./mine.ts";
import { timelineRoutes } from "./timeline-routes.ts";

/** What is only looked at: my sessions, one session, the timeline, the queue, alarms, and what buffers cost. */
export function showingRoutes(app: App, world: World, neighbours: Neighbours): void {
  const { db, clock } = world;
  const params = z.object({ id: z.uuid() });

  app.get("/api/my-sessions", { schema: { response: { 200: contract.mySessions } } }, async (request) => {
    const who = memberOf(request);
    const now = clock.now();
    const all = await sessionsBetween(db, who.institutionId, { start: before(now, days(30)), end: after(now, days(731)) }, who.id);
    const { open, next, coming, past } = mine(all, now);
    const shown = [...open, ...(next === null ? [] : [next]), ...coming, ...past];
    const views = new Map((await viewsFor(world, neighbours, who, shown)).map((view) => [view.id, view])); // what is beside them is read once for all
    const of = (sessions: typeof all) => sessions.map(({ id }) => views.get(id)!);
    return { open: of(open), next: next === null ? null : of([next])[0]!, coming: of(coming), past: of(past) };
  });

  app.get("/api/sessions", { schema: { querystring: contract.findSessions, response: { 200: contract.foundSessions } } }, async (request) => ({
    sessions: await found(world, memberOf(request), request.query.q),
  }));

  app.get("/api/sessions/:id", { schema: { params, response: { 200: contract.sessionDetail } } }, async (request) => {
    const detail = await detailFor(world, neighbours, memberOf(request), request.params.id);
    if (detail === null) throw refuse(404, "not_found");
    return detail;
  });

  app.get("/api/sessions/:id/rooms", { schema: { params, response: { 200: contract.roomChoices } } }, async (request) => {
    const who = adminOf(request);
    const session = await sessionById(db, who.institutionId, request.params.id);
    if (session === null) throw refuse(404, "not_found");
    return { rooms: await choicesFor(db, session) };
  });

  timelineRoutes(app, world);
  adminRoutes(app, world, neighbours);
}

/** What only administrators look at. */
function adminRoutes(app: App, world: World, neighbours: Neighbours): void {
  const { db, clock } = world;
  app.get("/api/waiting", { schema: { response: { 200: contract.waitingQueue } } }, async (request) => {
    const who = adminOf(request);
    const now = clock.now();
    const queue = await waitingSessions(db, who.institutionId, now);
    const views = await viewsFor(world, neighbours, who, queue);
    const waiting = [];
    for (const [i, s] of queue.entries())
      waiting.push({ ...views[i]!, nearest: (await nearestFor(db, s, now)).map(iso), noneProven: s.noneProven, rooms: await choicesFor(db, s) });
    return { waiting };
  });

  app.get("/api/alarms", { schema: { response: { 200: contract.alarms } } }, async (request) => ({
    alarms: await alarmsOf(world, adminOf(request).institutionId),
  }));

  app.get(
    "/api/settings/cost",
    {
      schema: {
        querystring: costAsked,
        response: { 200: bufferCost },
      },
    },
    async (request) => {
      const who = adminOf(request);
      const now = clock.now();
      const within = { start: before(now, days(28)), end: after(now, days(28)) };
      const { settings } = (await institutionById(db, who.institutionId))!;
      const sessions = (await sessionsBetween(db, who.institutionId, within, null)).filter((s) => s.status !== "cancelled" && s.source === "pool");
      const cost = costOf(await roomsOf(db, who.institutionId), sessions, request.query, settings);
      return { ...cost, from: iso(within.start), to: iso(within.end) };
    },
  );
}
