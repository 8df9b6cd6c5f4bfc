import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { memberOf } from "../../people/actions.ts";
import { assureMayTry } from "../../people/signing-in/trying-actions.ts";
import { refuse, valueOf, type App } from "../../platform/http.ts";
import type { World } from "../../world.ts";
import { discreet } from "../../platform/discreet.ts";
import type { Pages } from "../../platform/pages.ts";
import { countTries } from "../../platform/tries.ts";
import { choose, pageOf, panelBy, renewFeed, renewPanel } from "./actions.ts";
import { askForPanels, panelOfMember } from "./asking-actions.ts";
import * as shape from "./contract.ts";
import { feedFor, panelByFeedToken } from "./feed-actions.ts";
import type { Panel } from "./panel.ts";

/** As long as a mail takes to be written down: the answer must not tell by its time whether the address is known. */
const ANSWERS_AFTER_MS = 300;

/** A person's own page of all the person's sessions, and how to get to it. */
export function panelRoutes(app: App, world: World, pages: Pages): void {
  const params = z.object({ token: z.string() });
  const mayTry = countTries(() => world.clock.machine());
  const found = (request: FastifyRequest, panel: Panel | null): Panel => {
    if (panel !== null) return panel;
    throw mayTry(request.ip) ? refuse(404, "not_found") : refuse(429, "too_many_requests");
  };
  const panelIn = async (request: FastifyRequest<{ Params: { token: string } }>, reply: FastifyReply): Promise<Panel> => {
    discreet(reply);
    return found(request, await panelBy(world, request.params.token));
  };

  app.get("/p/:token", { schema: { params } }, async (_request, reply) => pages.publicPage(discreet(reply)));
  app.get("/api/p/:token", { schema: { params, response: { 200: shape.panelPage } } }, async (request, reply) => pageOf(world, await panelIn(request, reply)));
  app.patch("/api/p/:token", { schema: { params, body: shape.panelChoice } }, async (request, reply) => {
    valueOf(await choose(world, await panelIn(request, reply), request.body));
    return reply.code(204).send();
  });
  app.post("/api/p/:token/feed", { schema: { params, response: { 200: shape.newFeed } } }, async (request, reply) => ({
    feed: await renewFeed(world, await panelIn(request, reply)),
  }));
  app.post("/api/p/:token/renew", { schema: { params } }, async (request, reply) => {
    await renewPanel(world, await panelIn(request, reply));
    return reply.code(204).send();
  });
  app.get("/p/:token/calendar.ics", { schema: { params } }, async (request, reply) => {
    discreet(reply);
    const panel = found(request, await panelByFeedToken(world, request.params.token));
    return reply.type("text/calendar; charset=utf-8").send(await feedFor(world, panel));
  });

  app.get("/panel", async (_request, reply) => pages.publicPage(discreet(reply)));
  app.post("/api/panel", { schema: { body: shape.askForPanel } }, async (request, reply) => {
    await assureMayTry(world.db, "mail from here", request.ip);
    const answering = world.pause(ANSWERS_AFTER_MS);
    await askForPanels(world, request.body.email);
    await answering;
    return reply.code(204).send();
  });
  app.get("/api/attending", { schema: { response: { 200: shape.attending } } }, async (request, reply) => {
    discreet(reply);
    return panelOfMember(world, memberOf(request));
  });
}
