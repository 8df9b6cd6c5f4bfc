import { z } from "zod";
import { addDays, after, dayOf, days, instant, iso, minutes, startOfDay, type Instant } from "../lib/time.ts";
import { demoInstitution, membersOf } from "../people/actions.ts";
import type { Institution } from "../people/institution.ts";
import { hasLeft } from "../people/member.ts";
import type { SignIn } from "../people/signing-in/actions.ts";
import { wallClock } from "../platform/clock.ts";
import { sql } from "../platform/database.ts";
import { freezeClock, isClockKept, releaseClock } from "../platform/due.ts";
import { refuse, type App } from "../platform/http.ts";
import { upcoming, type Upcoming } from "../sessions/showing/upcoming-actions.ts";
import { joinAddress } from "../attendees/actions.ts";
import type { World } from "../world.ts";
import * as contract from "./contract.ts";
import type { Mailbox } from "./mailbox/mailbox.ts";
import type { Mover } from "./moving/actions.ts";
import { ADMINISTRATOR, ORGANIZER, PEOPLE } from "./programme.ts";

export type Parts = { world: World; mover: Mover; mailbox: Mailbox | null; signIn: SignIn; zoom: (path: string, body: object) => Promise<Response> };

/** As far as the minutes go: every due moment on the way is visited. */
const MOST_DAYS = 31;

/** Only where the sandbox plays Zoom: its clock, its people, one-click sign-in. */
export function exampleRoutes(app: App, { world, mover, mailbox, signIn, zoom }: Parts): void {
  const { db, clock } = world;
  let visitors = false;
  const setVisitors = async (on: boolean): Promise<void> => {
    const answer = await zoom("/control/visitors", { on });
    if (answer.ok) visitors = on;
  };

  app.get("/api/sandbox", { schema: { response: { 200: contract.sandboxState } } }, async () => {
    const moving = mover.under();
    const next = await nextOf(world);
    return {
      now: iso(clock.now()),
      clockRuns: clock.state().frozenAt === null,
      whyNotMove: await whyNotMove(world),
      moving: moving === null ? null : { from: iso(moving.from), to: iso(moving.to), at: iso(moving.at) },
      next: next === null ? null : { at: iso(next.at), what: next.what, title: next.title },
      mails: mailbox?.count() ?? 0,
      visitors,
      zoomUrl: `${world.origin}/zoom`,
      people: await peopleToBe(world),
    };
  });

  app.post("/api/sandbox/clock", { schema: { body: contract.moveClock, response: { 200: contract.clockMoved } } }, async (request) => {
    const why = await whyNotMove(world);
    if (why !== null) throw refuse(409, why);
    const wish = request.body;
    const now = clock.now();
    let to: Instant;
    if ("minutes" in wish) to = after(now, minutes(wish.minutes));
    else if ("to" in wish) to = readMoment(wish.to);
    else if ("next" in wish) to = (await nextOf(world))?.at ?? now;
    else to = await tomorrow(world);
    if (to < now) throw refuse(422, "clock_cannot_go_back", { field: "to" });
    if (to > after(now, days(MOST_DAYS))) throw refuse(422, "above_maximum", { field: "to", values: { max: MOST_DAYS } });
    return { now: iso(await mover.moveTo(to)) };
  });

  app.post("/api/sandbox/clock/run", { schema: { body: contract.runClock, response: { 200: contract.clockMoved } } }, async (request) => {
    const why = mover.under() === null ? await whyNotMove(world) : "clock_is_moving";
    if (why !== null) throw refuse(409, why);
    if (request.body.runs) await releaseClock(db, clock, wallClock());
    else await freezeClock(db, clock, clock.now());
    return { now: iso(clock.now()) };
  });

  app.post("/api/sandbox/visitors", { schema: { body: contract.letVisitorsCome, response: { 204: z.null() } } }, async (request, reply) => {
    await setVisitors(request.body.on);
    return reply.code(204).send(null);
  });

  app.post("/api/sandbox/sign-in", { schema: { body: contract.signInAs, response: { 200: contract.signedInAs } } }, async (request, reply) => {
    const { as } = request.body;
    if (as === "attendee") {
      const attendee = await someAttendee(world);
      if (attendee === null) throw refuse(404, "not_found");
      return { go: new URL(joinAddress(world, attendee)).pathname };
    }
    const institution = await demoInstitution(db);
    const members = institution === null ? [] : await membersOf(db, institution.id);
    const member = members.find(({ email }) => email === (as === "administrator" ? ADMINISTRATOR : ORGANIZER));
    if (member === undefined) throw refuse(404, "not_found");
    // Without a password: whoever tries things out may have changed it, or turned on the second step.
    const cookies = await signIn.enter(member.personId, null, new Headers({ "user-agent": request.headers["user-agent"] ?? "" }));
    for (const cookie of cookies) void reply.header("set-cookie", cookie);
    return { go: "/" };
  });
  void setVisitors(true);
}

/** `isInUse`: the demo's mails end there, and don't go out. */
export function mailboxRoutes(app: App, mailbox: Mailbox, isInUse: () => boolean = () => true): void {
  const query = z.object({
    to: z.string().max(254).optional(),
    q: z.string().max(200).optional(),
    before: z.string().max(40).optional(),
    limit: z.coerce.number().int().min(1).max(5000).default(50),
  });
  app.get("/api/mailbox", { schema: { querystring: query, response: { 200: contract.mailList } } }, async (request) => {
    if (!isInUse()) throw refuse(404, "not_found");
    const { to, q, before, limit } = request.query;
    return mailbox.list({ limit, ...(to === undefined ? {} : { to }), ...(q === undefined ? {} : { q }), ...(before === undefined ? {} : { before }) });
  });
  app.get("/api/mailbox/:id", { schema: { params: z.object({ id: z.string().max(60) }), response: { 200: contract.mail } } }, async (request) => {
    const mail = isInUse() ? await mailbox.read(request.params.id) : null;
    if (mail === null) throw refuse(404, "not_found");
    return mail;
  });
}

/** A real institution goes by the same clock. */
const whyNotMove = async ({ db }: Pick<World, "db">): Promise<"clock_is_kept" | null> => ((await isClockKept(db)) ? "clock_is_kept" : null);

/** Whoever comes may see and be what is in it. Another institution on the same server is none of theirs. */
const theExample = ({ db }: Pick<World, "db">): Promise<Institution | null> => demoInstitution(db);

async function nextOf(world: Pick<World, "db" | "clock">): Promise<Upcoming | null> {
  const institution = await theExample(world);
  return institution === null ? null : upcoming(world.db, institution.id, world.clock.now());
}

async function peopleToBe(world: Pick<World, "db" | "clock">): Promise<z.infer<typeof contract.sandboxState>["people"]> {
  const institution = await theExample(world);
  if (institution === null) return [];
  const members = (await membersOf(world.db, institution.id)).filter((m) => !hasLeft(m));
  const found = PEOPLE.filter(({ email }) => email === ADMINISTRATOR || email === ORGANIZER).flatMap(({ email }) => {
    const member = members.find((m) => m.email === email);
    return member === undefined ? [] : [{ as: email === ADMINISTRATOR ? ("administrator" as const) : ("organizer" as const), name: member.name, email }];
  });
  const attendee = await someAttendee(world);
  return [...found, ...(attendee === null ? [] : [{ as: "attendee" as const, name: attendee.name, email: attendee.email }])];
}

/** An attendee of what runs or comes next. */
async function someAttendee(world: Pick<World, "db" | "clock">): Promise<{ id: string; generation: number; name: string; email: string } | null> {
  const institution = await theExample(world);
  if (institution === null) return null;
  return world.db.one(
    (r) => ({ id: r.id, generation: r.generation, name: r.name, email: r.email }),
    sql`select a.id, a.generation, a.name, a.email from attendees a join sessions s on s.institution_id = a.institution_id and s.id = a.session_id
      where s.institution_id = ${institution.id} and s.status = 'placed' and s.ends_at > ${iso(world.clock.now())} and s.over_at is null
      order by s.starts_at, a.id limit 1`,
  );
}

function readMoment(text: string): Instant {
  try {
    return instant(text);
  } catch {
    throw refuse(422, "malformed", { field: "to" });
  }
}

/** Tomorrow at seven in the institution's zone: before its day begins. */
async function tomorrow(world: Pick<World, "db" | "clock">): Promise<Instant> {
  const institution = await theExample(world);
  const { clock } = world;
  const zone = institution?.settings.zone ?? "UTC";
  return after(startOfDay(addDays(dayOf(clock.now(), zone), 1), zone), minutes(7 * 60));
}
