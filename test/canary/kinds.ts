import { tokenName as registrationName } from "../../src/attendees/registration/page.ts";
import { joinAddress } from "../../src/attendees/actions.ts";
import type { Exchange } from "../../sandbox/recording.ts";
import { feedName, panelName } from "../../src/attendees/panel/panel.ts";
import { ownToken } from "../../src/bookings/telling/letter-actions.ts";
import { tokenName as beginningName } from "../../src/people/founding/beginning.ts";
import { tokenName as invitationName } from "../../src/people/inviting/invitation.ts";
import { sql } from "../../src/platform/database.ts";
import { secretLeftIn } from "../../src/platform/data-folder.ts";
import { feedName as calendarName } from "../../src/sessions/feeds/feed.ts";
import { SANDBOX_WEBHOOK_SECRET } from "../../src/zooms.ts";
import type { Stage } from "../access/check.ts";
import { PASSWORD } from "../access/people.ts";
import type { AskerName } from "../access/row.ts";
import type { Server } from "../access/server.ts";
import { APPS } from "./connecting.ts";

/** What a whole run has brought about: what went to and from Zoom, and who took part. */
export type Run = {
  server: Server;
  stage: Stage;
  exchanges: readonly Exchange[];
  /** What was answered where this route was asked. */
  answersOf(route: string): string[];
};

export type Kind = {
  name: string;
  /** The values of this run. */
  of(run: Run): Promise<string[]> | string[];
  /** So short that by chance it stands within longer words too: as it is it is looked for only where it stands alone. */
  isShort?: boolean;
  /** The kinds of mails that are there to carry it. */
  mails?: readonly string[];
  /** The answers that are there to tell it, and whom. */
  answers?: Record<string, readonly AskerName[] | "everybody">;
};

const ADMINS = ["an administrator", "the owner"] as const;
const ITS_OWN = ["its organizer", "an administrator", "the owner"] as const;

/** Where whoever booked is told of what is to be. */
const OF_ONES_BOOKING = {
  "GET /api/book/mine/:token": "everybody",
  "HEAD /api/book/mine/:token": "everybody",
  "GET /api/book/mine/:token/calendar": "everybody",
  "HEAD /api/book/mine/:token/calendar": "everybody",
  "POST /api/book/mine/:token/move": "everybody",
  "POST /api/book/mine/:token/guests": "everybody",
} as const;

/** Everything that must never be where it does not belong. A new secret is a row here. */
export const KINDS: readonly Kind[] = [
  {
    name: "a room's password",
    of: ({ exchanges }) => called(exchanges, "PUT", /^\/v2\/users\/[^/]+\/password$/).flatMap(({ asked }) => valuesOf(asked.body, "password")),
    mails: ["credentials"],
    answers: { "GET /api/sessions/:id/credentials": ITS_OWN },
  },
  {
    name: "a classroom's passcode",
    of: ({ stage }) => [stage.places.here.standingPasscode],
    answers: { "GET /api/classrooms": ADMINS, "HEAD /api/classrooms": ADMINS, "PUT /api/classrooms/:id": ADMINS },
  },
  { name: "an access token", of: ({ exchanges }) => tokens(exchanges, "access_token") },
  { name: "a refresh token", of: ({ exchanges }) => tokens(exchanges, "refresh_token") },
  {
    name: "a client secret",
    of: () => APPS.flatMap(({ clientId, clientSecret }) => [clientSecret, Buffer.from(`${clientId}:${clientSecret}`).toString("base64")]),
  },
  { name: "the secret of Zoom's webhooks", of: () => [SANDBOX_WEBHOOK_SECRET] },
  {
    name: "a start link",
    of: ({ exchanges }) => called(exchanges, "GET", /^\/v2\//).flatMap(({ answer }) => matches(answer?.body, /zak=([\w.-]{20,})/g)),
    answers: { "POST /api/sessions/:id/start": ITS_OWN },
  },
  {
    name: "a registrant's link",
    of: ({ exchanges }) => called(exchanges, "POST", /registrants$/).flatMap(({ answer }) => matches(answer?.body, /tk=([\w.-]{10,})/g)),
    answers: { "POST /api/j/:token/join": "everybody", "GET /j/:token": "everybody", "HEAD /j/:token": "everybody" },
  },
  {
    name: "an attendee's own address",
    of: async ({ server: { world } }) =>
      world.db.list(
        (r) => new URL(joinAddress(world, { id: String(r["id"]), generation: Number(r["generation"]) })).pathname.slice("/j/".length),
        sql`select id, generation from attendees`,
      ),
    mails: ["link", "changed", "moved", "cancelled", "note", "booking_made"],
    answers: {
      ...OF_ONES_BOOKING,
      "GET /api/j/:token/calendar.ics": "everybody",
      "HEAD /api/j/:token/calendar.ics": "everybody",
      "GET /api/p/:token": "everybody",
      "HEAD /api/p/:token": "everybody",
      "GET /p/:token/calendar.ics": "everybody",
      "HEAD /p/:token/calendar.ics": "everybody",
      "GET /api/r/mine/:token": "everybody",
      "HEAD /api/r/mine/:token": "everybody",
    },
  },
  {
    name: "the address of somebody's panel",
    of: async ({ server: { world } }) =>
      world.db.list((r) => world.secrets.tokenFor(panelName(toNames(r))), sql`select id, generation, feed_generation from panels`),
    mails: ["link", "panel"],
  },
  {
    name: "the address of somebody's calendar",
    of: async ({ server: { world }, answersOf }) => [
      ...(await world.db.list((r) => world.secrets.tokenFor(feedName(toNames(r))), sql`select id, generation, feed_generation from panels`)),
      ...answersOf("POST /api/p/:token/feed").flatMap((answer) => matches(answer, /\/p\/([\w-]{22})\/calendar/g)),
    ],
    answers: { "GET /api/p/:token": "everybody", "HEAD /api/p/:token": "everybody", "POST /api/p/:token/feed": "everybody" },
  },
  {
    name: "the address of a room's or a teacher's calendar",
    of: async ({ server: { world }, answersOf }) => [
      ...(await world.db.list(
        (r) => world.secrets.tokenFor(calendarName({ id: String(r["id"]), generation: Number(r["generation"]) })),
        sql`select id, generation from calendar_feeds`,
      )),
      ...["POST /api/rooms/:id/calendar", "POST /api/my-calendar"].flatMap((route) =>
        answersOf(route).flatMap((answer) => matches(answer, /\/calendars\/([\w-]{22})\/calendar/g)),
      ),
    ],
    answers: {
      "GET /api/rooms/:id/calendar": ADMINS,
      "HEAD /api/rooms/:id/calendar": ADMINS,
      "POST /api/rooms/:id/calendar": ADMINS,
      "GET /api/my-calendar": "everybody",
      "HEAD /api/my-calendar": "everybody",
      "POST /api/my-calendar": "everybody",
    },
  },
  {
    name: "the address that confirms and cancels a registration",
    of: async ({ server: { world } }) => world.db.list((r) => world.secrets.tokenFor(registrationName(String(r["id"]))), sql`select id from registrations`),
    mails: ["registration_confirm", "registration_done"],
  },
  {
    name: "the address by which whoever booked changes the booking",
    of: async ({ server: { world } }) => world.db.list((r) => ownToken(world, String(r["id"])), sql`select id from bookings`),
    mails: ["booking_made"],
    answers: { ...OF_ONES_BOOKING, "POST /api/book/mine/:token/cancel": "everybody" },
  },
  {
    name: "the address in an invitation",
    of: async ({ server: { world } }) =>
      world.db.list(
        (r) => world.secrets.tokenFor(invitationName({ id: String(r["id"]), generation: Number(r["generation"]) })),
        sql`select id, generation from invitations`,
      ),
    mails: ["invitation"],
  },
  {
    name: "the address at which an institution is founded",
    of: async ({ server: { world } }) => world.db.list((r) => world.secrets.tokenFor(beginningName({ id: String(r["id"]) })), sql`select id from beginnings`),
  },
  { name: "a password to sign in with", of: () => [PASSWORD] },
  {
    name: "the cookie of a sign-in",
    of: ({ stage }) =>
      Object.values(stage.askers)
        .flatMap(({ cookie }) => matches(cookie, /session_token=([^;]+)/g))
        .flatMap((value) => [value, decodeURIComponent(value)]),
  },
  {
    name: "a mailed link to sign in with",
    of: ({ stage: { places } }) => [places.here.signInToken, places.elsewhere.signInToken],
    mails: ["magic_link"],
  },
  {
    name: "a mailed link to choose a password with",
    of: ({ stage: { places } }) => [places.here.resetToken, places.elsewhere.resetToken],
    mails: ["forgotten_password"],
  },
  {
    name: "what a second step is made of",
    of: ({ answersOf }) => answersOf("POST /api/account/two-factor").flatMap((answer) => matches(answer, /"secret":"(\w+)"/g)),
    answers: { "POST /api/account/two-factor": "everybody" },
  },
  { name: "the client secret at an institution's provider", of: ({ stage: { places } }) => [`secret of ${places.here.name}`] },
  { name: "the password at an external database", of: ({ stage: { places } }) => [places.here.external.password, places.elsewhere.external.password] },
  {
    name: "the address that activates a Zoom user",
    of: ({ stage: { places } }) => [places.here.activationCode, places.elsewhere.activationCode],
    answers: { "GET /api/runs/:id/activation": ADMINS, "HEAD /api/runs/:id/activation": ADMINS },
  },
  {
    name: "a one-time passcode to sign in to Zoom with",
    isShort: true,
    of: ({ stage: { places } }) => [places.here.signInCode, places.elsewhere.signInCode],
    answers: { "POST /api/sessions/:id/sign-in-code": ["its organizer"] },
  },
  { name: "the password of a mailbox", of: ({ stage: { places } }) => [places.here.mailboxPassword, places.elsewhere.mailboxPassword] },
  {
    name: "what was chosen for a run",
    of: ({ stage: { places } }) => [places.here, places.elsewhere].flatMap(({ chosen }) => [chosen.password, chosen.passcode]),
  },
  { name: "the address of a holiday calendar", of: ({ stage: { places } }) => [places.here.holidays.path, places.elsewhere.holidays.path] },
  { name: "the address of a member's calendar", of: ({ stage: { places } }) => [places.here.calendar.path, places.elsewhere.calendar.path] },
  { name: "the server's secret", of: ({ server }) => [secretLeftIn(server.data) ?? ""] },
  { name: "the key of what is sealed", of: ({ server }) => [server.world.secrets.keyFor("sign-in")] },
];

const toNames = (r: Record<string, unknown>) => ({ id: String(r["id"]), generation: Number(r["generation"]), feedGeneration: Number(r["feed_generation"]) });

const called = (exchanges: readonly Exchange[], method: string, path: RegExp): Exchange[] =>
  exchanges.filter((one) => one.is === "call" && one.method === method && path.test(one.path.split("?")[0]!));

const tokens = (exchanges: readonly Exchange[], name: string): string[] =>
  called(exchanges, "POST", /^\/oauth\/token$/).flatMap(({ answer }) => valuesOf(answer?.body ?? "", name));

function valuesOf(body: string, name: string): string[] {
  const value = body.startsWith("{") ? (JSON.parse(body) as Record<string, unknown>)[name] : undefined;
  return typeof value === "string" ? [value] : [];
}

const matches = (text: string | undefined, pattern: RegExp): string[] => [...(text ?? "").matchAll(pattern)].map((found) => found[1]!);
