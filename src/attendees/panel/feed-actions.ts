import { assert } from "../../lib/assert.ts";
import { before, days } from "../../lib/time.ts";
import { feedOf, type FeedEntry } from "../../notices/feed.ts";
import { institutionById } from "../../people/actions.ts";
import { fingerprint } from "../../platform/secrets.ts";
import { sessionsByIds } from "../../sessions/actions.ts";
import type { Session } from "../../sessions/session.ts";
import type { World } from "../../world.ts";
import { joinAddress } from "../actions.ts";
import { placesOf } from "./actions.ts";
import type { Panel } from "./panel.ts";
import { datesAhead, panelByFeed } from "./store.ts";

/** What is longer over than that leaves the calendar. */
const RECENT = days(90);

const TOKEN = /^[A-Za-z0-9_-]{22}$/;

/** Null: nobody has this address, or no longer. */
export const panelByFeedToken = async ({ db }: Pick<World, "db">, token: string): Promise<Panel | null> =>
  TOKEN.test(token) ? panelByFeed(db, fingerprint(token)) : null;

/** The person's sessions as a calendar, each with the address that stays the same; dates of courses that are far ahead too, which have none yet. */
export async function feedFor(world: Pick<World, "db" | "clock" | "origin" | "secrets">, panel: Panel): Promise<string> {
  const institution = await institutionById(world.db, panel.institutionId);
  assert(institution !== null, `panel ${panel.id} belongs to no institution`);
  const { name, language } = institution.settings;
  const now = world.clock.now();
  const places = (await placesOf(world.db, panel)).filter(({ session }) => session.time.end > before(now, RECENT));
  const far = await sessionsByIds(world.db, panel.institutionId, (await datesAhead(world.db, panel, now)).map(({ sessionId }) => sessionId)); // prettier-ignore
  const entries = [...places.map(({ session, attendee }) => entryOf(session, joinAddress(world, attendee))), ...far.map((session) => entryOf(session, null))];
  return feedOf(name, entries, panel.language ?? language, now);
}

/** By the session's id, as the mails' entries are: a calendar program that has both shows one. What waits for a room is not sure yet. */
const entryOf = (session: Session, address: string | null): FeedEntry => ({
  id: session.id,
  sequence: session.revision,
  title: session.title,
  start: session.time.start,
  end: session.time.end,
  isCancelled: session.status === "cancelled" || session.status === "declined",
  isTentative: session.status === "waiting",
  place: address === null ? { is: "none yet" } : { is: "way in", address },
});
