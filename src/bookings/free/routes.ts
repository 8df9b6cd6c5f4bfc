import { z } from "zod";
import type { Interval } from "../../lib/interval.ts";
import { days, instant } from "../../lib/time.ts";
import { discreet } from "../../platform/discreet.ts";
import { refuse, type App } from "../../platform/http.ts";
import { countTries } from "../../platform/tries.ts";
import type { World } from "../../world.ts";
import { isSlug } from "../booking-page/actions.ts";
import { freeTimes, moment } from "../booking-page/contract.ts";
import { pageAsked } from "../troubles/plans-actions.ts";
import { openTypeAt } from "./keeping/actions.ts";
import { freeStartsOf } from "./keeping/page-actions.ts";

/** So much of the calendar may be asked for at once. */
const MOST = days(62);

export function withinAsked({ from, to }: { from: string; to: string }): Interval {
  const within = { start: instant(from), end: instant(to) };
  if (within.end <= within.start || within.end - within.start > MOST) throw refuse(400, "malformed", { field: "to" });
  return within;
}

/** The times that a public page shows. Addresses can't be guessed; counting tries keeps guessing from costing much. */
export function freeTimesRoutes(app: App, world: World): void {
  const mayTry = countTries(() => world.clock.machine());
  const asked = pageAsked(world);
  const params = z.object({ slug: z.string().max(60) });
  const querystring = z.object({ minutes: z.coerce.number().int().min(5).max(480), from: moment, to: moment });
  app.get("/api/book/:slug/times", { schema: { params, querystring, response: { 200: freeTimes } } }, async (request, reply) => {
    discreet(reply);
    const found = isSlug(request.params.slug) ? await openTypeAt(world, request.params.slug) : null;
    if (found === null) throw mayTry(request.ip) ? refuse(404, "not_found") : refuse(429, "too_many_requests");
    const { type, told } = found;
    const { minutes } = request.query;
    if (!type.lengths.includes(minutes)) throw refuse(400, "length_unknown", { field: "minutes" });
    const within = withinAsked(request.query);
    await asked(type);
    return freeStartsOf(world, type, minutes, within, world.clock.now(), told);
  });
}
