import { z } from "zod";
import { iso, isZone } from "../lib/time.ts";
import { note } from "../platform/audit.ts";
import { valueOf, refuse, type App } from "../platform/http.ts";
import type { World } from "../world.ts";
import { adminOf, memberOf } from "./actions.ts";
import type { Around } from "./around.ts";
import * as contract from "./contract.ts";
import { checkSettings } from "./institution.ts";
import { chooseInstitution, institutionById, institutionsOf, saveMember, saveSettings } from "./store.ts";

export function peopleRoutes(app: App, world: Pick<World, "db" | "clock" | "random" | "poke">, around: Around): void {
  const { db, clock } = world;
  app.get("/api/me", { schema: { response: { 200: contract.me } } }, async (request) => {
    const who = memberOf(request);
    const institution = (await institutionById(db, who.institutionId))!;
    const zoom = await around.zoom(who);
    const { id, name, email, role, language, zone } = who;
    return {
      member: { id, name, email, role, language, zone },
      institutions: await institutionsOf(db, who.personId, request.signIn?.onlyInstitution ?? null),
      institution: { id: institution.id, name: institution.settings.name, zone: institution.settings.zone, contact: institution.settings.contact },
      ...(await around.peculiar(who)),
      now: iso(clock.now()),
      clockRuns: clock.state().frozenAt === null,
      buffers: { preparation: institution.settings.preparation, courtesy: institution.settings.courtesy, postprocessing: institution.settings.postprocessing },
      zoom: { ...zoom, since: zoom.since === null ? null : iso(zoom.since) },
      badges: await around.badges(who),
      security: { twoFactor: request.signIn?.twoFactor === true, mustSetUp: request.mustSetUpTwoFactor === true },
    };
  });

  app.patch("/api/me", { schema: { body: contract.changeMe, response: { 204: z.null() } } }, async (request, reply) => {
    const who = memberOf(request);
    const { name, language, zone } = request.body;
    if (zone !== undefined && !isZone(zone)) throw refuse(422, "time_zone_unknown", { field: "zone" });
    await saveMember(db, { ...who, name: name ?? who.name, language: language ?? who.language, zone: zone ?? who.zone });
    return reply.code(204).send(null);
  });

  app.post("/api/me/institution", { schema: { body: contract.chooseInstitution, response: { 204: z.null() } } }, async (request, reply) => {
    const who = memberOf(request);
    const chosen = request.signIn == null ? 0 : await chooseInstitution(db, request.signIn.id, who.personId, request.body.institutionId);
    if (chosen === 0) throw refuse(404, "not_found");
    return reply.code(204).send(null);
  });

  app.get("/api/settings", { schema: { response: { 200: contract.settingsView } } }, async (request) => {
    const { settings, revision } = (await institutionById(db, memberOf(request).institutionId))!;
    return { settings, revision };
  });

  app.put("/api/settings", { schema: { body: contract.changeSettings, response: { 200: contract.settingsView } } }, async (request) => {
    const who = adminOf(request);
    const settings = valueOf(checkSettings(request.body.settings));
    await db.transaction(async (tx) => {
      if ((await saveSettings(tx, who.institutionId, settings, request.body.revision)) === 0) throw refuse(409, "revision_conflict");
      await note(tx, world.random, { institutionId: who.institutionId, at: clock.now(), who: who.name, memberId: who.id, what: "settings_changed" });
    });
    world.poke(["runs"]); // what happens at night does by this clock
    return { settings, revision: request.body.revision + 1 };
  });
}
