import { assert } from "../../lib/assert.ts";
import { before, days, type Instant } from "../../lib/time.ts";
import { feedOf as calendarOf, type FeedEntry } from "../../notices/feed.ts";
import { institutionById, memberById } from "../../people/actions.ts";
import type { Member } from "../../people/member.ts";
import { note } from "../../platform/audit.ts";
import { fingerprint } from "../../platform/secrets.ts";
import { roomById } from "../../rooms/actions.ts";
import type { World } from "../../world.ts";
import type { Session } from "../session.ts";
import type { CalendarAddress } from "./contract.ts";
import { feedName, type Feed, type Of } from "./feed.ts";
import * as store from "./store.ts";

/** What is longer over than that leaves the calendar. */
const RECENT = days(90);

const TOKEN = /^[A-Za-z0-9_-]{22}$/;

const addressOf = ({ origin, secrets }: Pick<World, "origin" | "secrets">, feed: Feed | null): CalendarAddress => ({
  address: feed === null || !feed.isOpen ? null : `${origin}/calendars/${secrets.tokenFor(feedName(feed))}/calendar.ics`,
});

export const showAddress = async (world: Pick<World, "db" | "origin" | "secrets">, of: Of): Promise<CalendarAddress> =>
  addressOf(world, await store.feedOf(world.db, of));

/** A new address; who has the former one learns nothing more. */
export async function makeAddress(world: Pick<World, "db" | "clock" | "random" | "origin" | "secrets">, who: Member, of: Of): Promise<CalendarAddress> {
  return world.db.transaction(async (tx) => {
    await store.insertFeed(tx, of, world.random.uuid());
    const feed = await store.lockFeed(tx, of);
    assert(feed !== null, "a calendar that was made is there");
    const next: Feed = { ...feed, generation: feed.generation + 1, isOpen: true };
    await store.saveFeed(tx, next, fingerprint(world.secrets.tokenFor(feedName(next))));
    await note(tx, world.random, deed(who, of, "calendar_made", world.clock.now()));
    return addressOf(world, next);
  });
}

/** No address leads there from then on, until one is made. */
export async function endAddress(world: Pick<World, "db" | "clock" | "random">, who: Member, of: Of): Promise<void> {
  await world.db.transaction(async (tx) => {
    const feed = await store.lockFeed(tx, of);
    if (feed === null || !feed.isOpen) return;
    await store.saveFeed(tx, feed, null);
    await note(tx, world.random, deed(who, of, "calendar_ended", world.clock.now()));
  });
}

const deed = (who: Member, of: Of, what: string, at: Instant) => ({
  institutionId: of.institutionId,
  at,
  who: who.name,
  memberId: who.id,
  what,
  ...("roomId" in of ? { roomId: of.roomId } : {}),
});

/** Null: nobody has this address, or no longer. */
export const feedBy = async ({ db }: Pick<World, "db">, token: string): Promise<Feed | null> =>
  TOKEN.test(token) ? store.feedByPrint(db, fingerprint(token)) : null;

/** What is on, as a calendar: titles and times, and the page of each, which asks who opens it to sign in. */
export async function calendarFor(world: Pick<World, "db" | "clock" | "origin">, feed: Feed): Promise<string> {
  const { db, clock, origin } = world;
  const institution = await institutionById(db, feed.institutionId);
  assert(institution !== null, `calendar ${feed.id} belongs to no institution`);
  const { name, language } = institution.settings;
  const room = feed.roomId === null ? null : await roomById(db, feed.institutionId, feed.roomId);
  const member = feed.memberId === null ? null : await memberById(db, feed.institutionId, feed.memberId);
  const sessions = await store.sessionsOf(db, feed, before(clock.now(), RECENT));
  const entries = sessions.map((session) => entryOf(session, origin));
  return calendarOf(room === null ? name : `${room.name} · ${name}`, entries, member?.language ?? language, clock.now());
}

/** By the session's id, as the mails' entries are: a calendar program that has both shows one. What waits for a room is not sure yet. */
const entryOf = (session: Session, origin: string): FeedEntry => ({
  id: session.id,
  sequence: session.revision,
  title: session.title,
  start: session.time.start,
  end: session.time.end,
  isCancelled: session.status === "cancelled" || session.status === "declined",
  isTentative: session.status === "waiting",
  place: { is: "page", address: `${origin}/sessions/${session.id}` },
});
