import type { FastifyReply } from "fastify";
import { z } from "zod";
import { adminOf } from "../../people/actions.ts";
import { refuse, valueOf, type App } from "../../platform/http.ts";
import type { World } from "../../world.ts";
import * as contract from "../authorizing/contract.ts";
import { browserOf, idIn } from "../authorizing/routes.ts";
import { followLink, linkBehind, linkView, makeLink, pageBehind, revokeLink } from "./actions.ts";
import type { Link } from "./link.ts";

/** Links for the administrator of the Zoom account: made and revoked here by administrators, opened by whoever has one. */
export function linkRoutes(app: App, world: World): void {
  app.post("/api/connection/links", { schema: { body: contract.makeLink, response: { 200: contract.linkMade } } }, async (request, reply) => {
    const { link, address } = valueOf(await makeLink(world, adminOf(request), request.body));
    return reply.header("cache-control", "no-store").send({ link: linkView(link, world.clock.now()), address });
  });

  app.post("/api/connection/links/:id/revoke", { schema: { params: z.object({ id: z.string() }) } }, async (request, reply) => {
    valueOf(await revokeLink(world, adminOf(request), idIn(request.params.id)));
    return reply.code(204).send();
  });

  const params = z.object({ token: z.string() });
  app.get("/api/connect/:token", { schema: { params, response: { 200: contract.connectPage } } }, async (request, reply) => {
    discreet(reply);
    return pageBehind(world, await linkIn(world, request.params.token));
  });

  app.post("/api/connect/:token/authorize", { schema: { params, response: { 200: contract.leaving } } }, async (request, reply) => {
    discreet(reply);
    const link = await linkIn(world, request.params.token);
    return valueOf(await followLink(world, link, browserOf(world, request, reply)));
  });
}

/** The address is as good as a key: no search engine and no cache is to learn it. */
const discreet = (reply: FastifyReply): FastifyReply =>
  reply.header("cache-control", "no-store").header("referrer-policy", "no-referrer").header("x-robots-tag", "noindex, nofollow");

async function linkIn(world: World, token: string): Promise<Link> {
  const link = await linkBehind(world, token);
  if (link === null) throw refuse(404, "not_found");
  return link;
}
