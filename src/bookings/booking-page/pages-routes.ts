import { z } from "zod";
import { institutionById } from "../../people/actions.ts";
import { discreet } from "../../platform/discreet.ts";
import type { App } from "../../platform/http.ts";
import type { BookingPages } from "../../platform/pages.ts";
import type { World } from "../../world.ts";
import { settingsOf } from "../actions.ts";
import { onlyInstitution, typeAt } from "./actions.ts";
import { originsOf } from "./frame.ts";

/** The pages on which strangers book. Whose they are decides who may show them in a frame; somebody's own booking is shown in none. */
export function bookingPagesRoutes(app: App, world: World, pages: BookingPages): void {
  const sitesOf = async (institutionId: string): Promise<string[]> =>
    (await institutionById(world.db, institutionId)) === null ? [] : originsOf((await settingsOf(world.db, institutionId)).frameSites);
  const of = z.object({ of: z.uuid().optional().catch(undefined) });
  app.get("/book", { schema: { querystring: of } }, async (request, reply) => {
    const whose = request.query.of ?? (await onlyInstitution(world));
    return pages.bookingPage(reply, whose === null ? [] : await sitesOf(whose));
  });
  app.get("/book/:slug", { schema: { params: z.object({ slug: z.string() }) } }, async (request, reply) => {
    const type = await typeAt(world, request.params.slug);
    return pages.bookingPage(reply, type === null ? [] : await sitesOf(type.institutionId));
  });
  app.get("/book/mine/:token", { schema: { params: z.object({ token: z.string() }) } }, async (_request, reply) => pages.bookingPage(discreet(reply), []));
}
