import { iso, after, hours, minutes, type Duration, type Instant } from "../lib/time.ts";
import { seededRandom } from "../lib/random.ts";
import { DEFAULT_SETTINGS, policyOf } from "../people/institution.ts";
import type { Member } from "../people/member.ts";
import { insertInstitution, insertMember } from "../people/store.ts";
import { standingClock } from "../platform/clock.ts";
import { sql, type Database } from "../platform/database.ts";
import { wish, type Command } from "../platform/outbox.ts";
import { secretsWith } from "../platform/secrets.ts";
import { roomById } from "../rooms/actions.ts";
import { addRoom, saveHost } from "../rooms/store.ts";
import { newSession } from "../sessions/asking.ts";
import type { Effect, Performer } from "../sessions/doing/effect.ts";
import { ensureMeeting } from "../sessions/generating/actions.ts";
import type { Session } from "../sessions/session.ts";
import { insertSession, lockSession, saveSession, sessionById } from "../sessions/store.ts";
import type { World } from "../world.ts";
import { line, NINE, ROOM, type Line } from "../zoom/client/client.fixtures.ts";

export const INSTITUTION = "00000000-0000-4000-8000-000000000001";
const ROOM_ID = "00000000-0000-4000-8000-000000000002";
export const SESSION = "00000000-0000-4000-8000-000000000003";

const aMember = (n: number, more: Partial<Member>): Member => ({
  institutionId: INSTITUTION,
  id: `00000000-0000-4000-8000-0000000000${n}`,
  personId: `p${n}`,
  name: "Marta Ríos",
  email: `m${n}@universidad.example`,
  role: "organizer",
  language: "es",
  zone: "Europe/Madrid",
  ...more,
});
export const MARTA = aMember(11, {});
export const ADMIN = aMember(12, { name: "Begoña", role: "admin", language: "en" });
export const STRANGER = aMember(13, { name: "Otro" });

export type Attending = {
  world: World;
  line: Line;
  /** Ten o'clock UTC. */
  start: Instant;
  session(): Promise<Session>;
  change(how: (s: Session) => Session): Promise<void>;
  pass(length: Duration): Promise<void>;
  /** Carries out a wish as the loop of commands does. */
  perform(performer: Performer): Promise<Effect>;
  count(query: ReturnType<typeof sql>): Promise<number>;
};

/** An institution with one room and one session, an hour from ten o'clock on, whose meeting exists in the sandbox. */
export async function attending(db: Database, kind: "meeting" | "webinar" = "meeting"): Promise<Attending> {
  const zoom = line();
  const clock = standingClock(NINE);
  const random = seededRandom(5);
  const world: World = {
    db,
    clock,
    random,
    secrets: secretsWith("a key for tests", random),
    log: { info: () => {}, warn: () => {}, error: () => {} },
    zoomOf: () => zoom.zoom,
    zooms: { real: null, sandbox: null },
    pause: async () => {},
    origin: "https://bedel.example",
    poke: () => {},
  };
  const start = after(NINE, hours(1));
  await settle(world, kind, start);
  const it: Attending = {
    world,
    line: zoom,
    start,
    session: async () => (await sessionById(db, INSTITUTION, SESSION))!,
    change: (how) =>
      db.transaction(async (tx) => {
        await saveSession(tx, how((await lockSession(tx, INSTITUTION, SESSION))!), null);
      }),
    pass: async (length) => {
      clock.set({ offset: 0, frozenAt: after(clock.now(), length) });
      await zoom.pass(length);
    },
    perform: (performer) => carryOut(world, performer),
    count: async (query) => (await db.one((r) => Number(r["count"]), query)) ?? 0,
  };
  await it.perform(ensureMeeting);
  return it;
}

async function settle(world: World, kind: "meeting" | "webinar", start: Instant): Promise<void> {
  const { db } = world;
  await insertInstitution(db, INSTITUTION, { ...DEFAULT_SETTINGS, name: "Universidad", zone: "Europe/Madrid", language: "es" });
  for (const member of [MARTA, ADMIN, STRANGER]) {
    await db.run(sql`insert into people values (${member.personId}, ${member.name}, ${member.email}, true, null, ${iso(NINE)}, ${iso(NINE)})`);
    await insertMember(db, member);
  }
  const user = await world.zoomOf(INSTITUTION).readUser(ROOM);
  await saveHost(db, INSTITUTION, user, NINE);
  await addRoom(db, INSTITUTION, ROOM_ID, user);
  const asked = {
    id: SESSION,
    title: "Óptica cuántica",
    start: "2027-03-01T11:00",
    zone: "Europe/Madrid",
    minutes: 60,
    admission: "automatic",
    kind,
    expected: null,
    source: "pool",
  } as const;
  const session = newSession(asked, {
    institutionId: INSTITUTION,
    organizerId: MARTA.id,
    time: { start, end: after(start, minutes(60)) },
    policy: policyOf(DEFAULT_SETTINGS),
    now: NINE,
  });
  await insertSession(db, session);
  await saveSession(db, { ...session, status: "placed", roomId: ROOM_ID, hostId: ROOM }, null);
}

async function carryOut(world: World, performer: Performer): Promise<Effect> {
  const session = (await sessionById(world.db, INSTITUTION, SESSION))!;
  const room = await roomById(world.db, INSTITUTION, ROOM_ID);
  const now = world.clock.now();
  const command: Command = {
    institutionId: INSTITUTION,
    key: `${SESSION}/test`,
    sessionId: SESSION,
    roomId: ROOM_ID,
    revision: 1,
    does: "test",
    step: null,
    lane: "test",
    urgency: 4,
    dueAt: now,
    usefulUntil: null,
    attempts: 1,
    generation: 1,
    madeAt: now,
  };
  await wish(world.db, command);
  const effect = await performer(world, command, session, room);
  await world.db.transaction(async (tx) => {
    const locked = (await lockSession(tx, INSTITUTION, SESSION))!;
    await tx.run(sql`update commands set state = 'done' where key = ${command.key}`);
    const next = effect.facts?.(locked) ?? locked;
    await effect.also?.(tx, next);
    await saveSession(tx, next, null);
  });
  return effect;
}
