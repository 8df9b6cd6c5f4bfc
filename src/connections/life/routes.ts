import { z } from "zod";
import { dayOf, iso, type Instant } from "../../lib/time.ts";
import { adminOf } from "../../people/actions.ts";
import { valueOf, type App } from "../../platform/http.ts";
import { oldestWaiting } from "../../platform/outbox.ts";
import type { World } from "../../world.ts";
import { connectionOf } from "../actions.ts";
import type { Connection } from "../connection.ts";
import { lastErasure } from "../erasing/actions.ts";
import { callsOf } from "../health/tally-actions.ts";
import { disconnect, stay } from "../leaving/actions.ts";
import { oursOfDay } from "../limits/actions.ts";
import { granularName, missingScopes } from "../scopes.ts";
import { readToken, zoomKindOf } from "../store.ts";
import type { Above } from "../upstairs.ts";
import { pause, resume } from "./actions.ts";
import * as contract from "./contract.ts";
import { defaultHostRoutes } from "./default-host-routes.ts";

/** What can be done with the institution's connection, and how it is. Each deed answers once it is done; what is left to come the page asks for. */
export function lifeRoutes(app: App, world: World, above: Above): void {
  const { clock } = world;
  const query = z.object({ of: contract.previewOf });
  app.get("/api/connection/preview", { schema: { querystring: query, response: { 200: contract.preview } } }, async (request) => {
    const { institutionId } = adminOf(request);
    const { of } = request.query;
    const affected = await above.affected(institutionId, of, clock.now());
    return { of, ...affected, rooms: of === "disconnect" ? await above.openRooms(institutionId) : [] };
  });

  app.post("/api/connection/pause", async (request, reply) => {
    valueOf(await pause(world, adminOf(request)));
    return reply.code(204).send();
  });

  app.post("/api/connection/resume", async (request, reply) => {
    valueOf(await resume(world, adminOf(request)));
    return reply.code(204).send();
  });

  app.post("/api/connection/disconnect", { schema: { body: contract.disconnect } }, async (request, reply) => {
    valueOf(await disconnect(world, above, adminOf(request), request.body));
    return reply.code(204).send();
  });

  app.post("/api/connection/stay", async (request, reply) => {
    valueOf(await stay(world, adminOf(request)));
    return reply.code(204).send();
  });

  app.get("/api/connection/health", { schema: { response: { 200: contract.health } } }, async (request) => healthOf(world, adminOf(request).institutionId));
  defaultHostRoutes(app, world, above);
}

const isoOrNull = (moment: Instant | null | undefined): string | null => (moment == null ? null : iso(moment));

async function healthOf(world: World, institutionId: string): Promise<contract.Health> {
  const { db, clock } = world;
  const now = clock.now();
  const c = await connectionOf(db, institutionId);
  const waiting = await oldestWaiting(db, institutionId, now);
  const erasure = c === null ? null : await lastErasure(db, c);
  return {
    lastOkAt: isoOrNull(c?.lastOkAt),
    heardAt: isoOrNull(c?.heardAt),
    probedAt: isoOrNull(c?.probedAt),
    calls: c === null ? [] : await callsToday(world, c, now),
    oldestWaiting: waiting === null ? null : { since: iso(waiting.dueAt), step: waiting.step ?? waiting.does },
    token: c === null ? null : await tokenOf(world, c),
    missingScopes: c === null || c.scopes === null ? null : missingScopes(c.app, c.scopes).map((scope) => granularName(scope, c.app)),
    erasure:
      erasure === null
        ? null
        : {
            begunAt: iso(erasure.begunAt),
            dueAt: iso(erasure.dueAt),
            stoppedAt: isoOrNull(erasure.stoppedAt),
            erasedAt: isoOrNull(erasure.erasedAt),
            deleted: erasure.deleted,
          },
  };
}

async function callsToday({ db, zooms }: World, c: Connection, now: Instant): Promise<contract.Health["calls"]> {
  const made = await callsOf(db, c, dayOf(now, "UTC"));
  const zoom = zooms[(await zoomKindOf(db, c.institutionId)) ?? "real"];
  return (["light", "medium", "heavy", "resource"] as const).map((label) => ({
    label,
    today: made.get(label) ?? 0,
    ours: oursOfDay(zoom?.limits ?? null, label),
  }));
}

/** Every token lives an hour, so its end tells its beginning. */
async function tokenOf({ db }: World, c: Connection): Promise<contract.Health["token"]> {
  const kept = await readToken(db, c);
  if (kept === null || kept.sealed === null) return null;
  return { since: iso((kept.expiresAt - TOKEN_LIVES) as Instant), until: iso(kept.expiresAt), authorizedUntil: isoOrNull(kept.refreshExpiresAt) };
}

const TOKEN_LIVES = 3_600_000;
