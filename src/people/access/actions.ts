import type { FastifyRequest } from "fastify";
import { refuse, type App } from "../../platform/http.ts";
import { isRoute, openBeforeTwoFactor, whyNotCall, type Route } from "./contract.ts";

/** Pages and their parts; nothing that is told there depends on who asks. */
const OF_PAGES = /^\/(?!api\/|webhooks\/|j\/|r\/)/;

const STATUS = { not_signed_in: 401, no_institution: 403, admins_only: 403, owners_only: 403 };

/** Lets through who may call a route, by the one table. Refuses at the start what the table does not know. To be called before any route is made, and after whoever asks has been recognized. */
export function guardRoutes(app: App): void {
  app.addHook("onRoute", ({ method, url }) => {
    if (OF_PAGES.test(url)) return;
    for (const one of [method].flat().filter((name) => name !== "HEAD"))
      if (!isRoute(`${one} ${url}`)) throw new Error(`${one} ${url} is not in src/people/access/contract.ts: say there who may call it`);
  });
  app.addHook("onRequest", async (request) => {
    const route = routeOf(request);
    const why = route === null ? null : whyNotCall(route, request.person == null ? undefined : (request.member?.role ?? null));
    if (why !== null) throw refuse(STATUS[why], why);
    if (request.mustSetUpTwoFactor === true && route !== null && !openBeforeTwoFactor(route)) throw refuse(403, "two_factor_first");
  });
}

function routeOf({ method, routeOptions }: FastifyRequest): Route | null {
  const name = `${method === "HEAD" ? "GET" : method} ${routeOptions.url ?? ""}`;
  return isRoute(name) ? name : null;
}
