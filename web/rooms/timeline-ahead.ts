import type { QueryClient } from "@tanstack/react-query";
import { meQuery } from "../shell/me.ts";
import { minuteNow } from "../shell/now.ts";
import { daysOf, lookedAt, type Asked } from "./timeline-days.ts";
import { timelineQuery } from "./timeline-queries.ts";

/** Asks for what the page will show, before there is a page. Whoever may not see it is told there. */
export async function askAhead(queries: QueryClient, asked: Asked): Promise<void> {
  const me = await queries.ensureQueryData(meQuery);
  if (me === null || me === "no institution") return;
  const { day, view } = lookedAt(asked, minuteNow(), me.institution.zone);
  await queries.prefetchQuery(timelineQuery(daysOf(view, day), me.institution.zone));
}
