import type { Sandbox } from "../sandbox/sandbox.ts";
import { addAttendees } from "../src/attendees/actions.ts";
import { insertConnection } from "../src/connections/actions.ts";
import { openProber, type Prober } from "../src/connections/probing/actions.ts";
import type { Mailbox } from "../src/example/mailbox/mailbox.ts";
import { after, hours, instant, wallOf, type Duration, type Instant } from "../src/lib/time.ts";
import { DEFAULT_SETTINGS, type Settings } from "../src/people/institution.ts";
import type { Member } from "../src/people/member.ts";
import { neighboursOf } from "../src/neighbours.ts";
import { insertInstitution, insertMember } from "../src/people/store.ts";
import { at, sql, type Database } from "../src/platform/database.ts";
import type { Mailer } from "../src/platform/mailer.ts";
import { readRooms, roomsOf, saveChange } from "../src/rooms/actions.ts";
import type { Room } from "../src/rooms/room.ts";
import { type Refused } from "../src/sessions/asking/actions.ts";
import { askForSession } from "../src/sessions/asking/ask-actions.ts";
import type { Ask } from "../src/sessions/contract.ts";
import type { Neighbours } from "../src/sessions/neighbours.ts";
import type { Session } from "../src/sessions/session.ts";
import { sessionById } from "../src/sessions/store.ts";
import type { World } from "../src/world.ts";
import type { AccountPlan } from "../src/zoom/port.ts";
import { aProcess, control, takeWebhook, theOutside, type Fetch, type Outside, type Receiving, type Said, type ZoomPerson } from "./support/outside.ts";
import { advanceTo, settle } from "./support/passing.ts";

/** A Monday morning in Madrid, far from any change of clocks. */
export const NINE = instant("2027-03-01T08:00:00Z");
export const ZONE = "Europe/Madrid";

export type WorldOptions = {
  at?: Instant;
  seed?: number;
  /** So many rooms are turned on, the first of the sandbox's university. */
  rooms?: number;
  settings?: Partial<Settings>;
  /** Who else of the big university is in Zoom, by e-mail address. */
  also?: readonly string[];
  /** What the server was told of the account. */
  plan?: AccountPlan;
  /** Further users of the Zoom account. */
  people?: readonly ZoomPerson[];
  /** The Zoom user who hosts for all who ask for it. */
  defaultHost?: string;
  /** Where Zoom's webhooks arrive, when that is not this world alone. */
  receive?: (init: RequestInit) => Promise<Response>;
  /** To take a protection out. */
  receiving?: Partial<Receiving>;
  wire?: (fetch: Fetch) => Fetch;
};

/** The whole of Bedel but its pages, with Zoom and mail in this process: nothing sleeps, and time moves when told. */
export type TestWorld = World &
  AsyncDisposable & {
    institutionId: string;
    admin: Member;
    organizer: Member;
    rooms: Room[];
    neighbours: Neighbours;
    prober: Prober;
    sandbox: Sandbox;
    mailer: Mailer;
    mailbox: Mailbox;
    stillOn(): void;
    /** The process that `settle` works as. */
    process: string;
    /** What was logged as a surprise. A test fails for what it leaves there. */
    surprises: string[];
    /** Asks for an hour, unless told otherwise, and insists on an answer. */
    ask(more?: Asked): Promise<Session>;
    tryToAsk(more?: Asked): Promise<{ ok: true; value: Session } | Refused>;
    session(s: { id: string }): Promise<Session>;
    room(id?: string | null): Promise<Room>;
    attend(s: Session, ...people: string[]): Promise<void>;
    /** Does whatever is due now, until nothing is. */
    settle(): Promise<void>;
    /** Visits each due moment on the way, in order. */
    advanceTo(moment: Instant): Promise<void>;
    pass(length: Duration): Promise<void>;
    /** What people and fate do in Zoom. */
    control(path: string, body?: object): Promise<Said>;
    /** Whether user name and password open the room at Zoom's door. */
    opens(email: string, password: string): Promise<boolean>;
    /** Meetings in Zoom that were not removed. */
    meetings(): Promise<Said[]>;
    /** The oldest first. */
    letters(to?: string): { subject: string; text: string; messageId: string }[];
  };

export type Asked = Partial<Omit<Ask, "start">> & { start?: Instant; by?: Member };

/** `stillOn` throws when the world must not go on. */
export async function openWorld(db: Database, options: WorldOptions, stillOn: () => void): Promise<TestWorld> {
  const rooms = options.rooms ?? 1;
  let receive = async (_: RequestInit): Promise<Response> => new Response(null, { status: 204 });
  const { at: moment = NINE, seed = 7, wire = (fetch) => fetch } = options;
  const outside = await theOutside(db, {
    at: moment,
    seed,
    rooms,
    wire,
    plan: options.plan,
    people: options.people,
    also: options.also,
    receive: (init) => receive(init),
  });
  const house = await aHouse(outside.world, options.settings ?? {});
  receive = options.receive ?? ((init) => takeWebhook(outside.world, init, options.receiving));
  const it: TestWorld = {
    ...outside,
    ...outside.world,
    ...house,
    rooms: [],
    neighbours: neighboursOf(outside.world),
    prober: openProber(outside.world),
    stillOn,
    ...doings(() => it, outside),
  };
  await turnOnRooms(it, rooms, options.people ?? []);
  if (options.defaultHost !== undefined) await it.db.run(sql`update connections set default_host_id = ${options.defaultHost} where kind = 'institution'`);
  return it;
}

type House = Pick<TestWorld, "institutionId" | "admin" | "organizer" | "process">;

/** An institution with a connection, an administrator and an organizer. */
async function aHouse({ db, random, clock }: World, settings: Partial<Settings>): Promise<House> {
  const institutionId = random.uuid();
  const contact = { name: "TIC", email: "tic@universidad.example", phone: "" };
  await insertInstitution(db, institutionId, { ...DEFAULT_SETTINGS, name: "Universidad", zone: ZONE, contact, ...settings });
  await insertConnection(db, { id: random.uuid(), institutionId, accountId: "sandbox-account", now: clock.now() });
  const admin = await aMember(db, { institutionId, id: random.uuid(), name: "Begoña Larrañaga", email: "begona@universidad.example", role: "admin" });
  const organizer = await aMember(db, { institutionId, id: random.uuid(), name: "Łukasz Żak", email: "lukasz@universidad.example", role: "organizer" });
  return { institutionId, admin, organizer, process: await aProcess(db, random.uuid()) };
}

export async function aMember(db: Database, who: Pick<Member, "institutionId" | "id" | "name" | "email" | "role">): Promise<Member> {
  const member: Member = { ...who, personId: who.id, language: "en", zone: ZONE };
  await db.run(sql`insert into people (id, name, email, "emailVerified", "createdAt", "updatedAt")
    values (${who.id}, ${who.name}, ${who.email}, true, ${at(NINE)}, ${at(NINE)})`);
  await insertMember(db, member);
  return member;
}

type Doings = Omit<TestWorld, keyof World | keyof House | "stillOn" | "rooms" | "neighbours" | "prober" | "sandbox" | "mailer" | "mailbox" | "surprises">;

function doings(world: () => TestWorld, { sandbox, mailbox, mailer, surprises }: Outside): Doings {
  return {
    tryToAsk: (asked) => tryToAsk(world(), asked ?? {}),
    ask: async (asked) => valueOf(await tryToAsk(world(), asked ?? {})),
    session: async ({ id }) => (await sessionById(world().db, world().institutionId, id))!,
    room: async (id) => (await roomsOf(world().db, world().institutionId)).find((room) => room.id === (id ?? world().rooms[0]!.id))!,
    attend: async (s, ...people) => void valueOf(await addAttendees(world(), world().organizer, s.id, people.join("\n"))),
    settle: () => settle(world()),
    advanceTo: (moment) => advanceTo(world(), moment),
    pass: (length) => advanceTo(world(), after(world().clock.now(), length)),
    control: (path, body) => control(sandbox, path, body),
    opens: async (email, password) => (await control(sandbox, "sign-in", { email, password }))["ok"] === true,
    meetings: async () => ((await control(sandbox, "state"))["meetings"] as Said[]).filter((meeting) => meeting["deletedAt"] === null),
    letters: (to = "") => mailbox.list({ to, limit: 1000 }).mails.map(({ id }) => mailbox.read(id)!).toReversed(), // prettier-ignore
    [Symbol.asyncDispose]: async () => {
      mailer.close();
      await mailbox.close();
      sandbox.close();
      if (surprises.length > 0) throw new Error(`surprises: ${surprises.join("\n")}`);
    },
  };
}

const tryToAsk = (it: TestWorld, { start, by, ...more }: Asked): Promise<{ ok: true; value: Session } | Refused> =>
  askForSession(it, it.neighbours, by ?? it.organizer, {
    id: it.random.uuid(),
    title: "Óptica cuántica",
    start: wallOf(start ?? after(it.clock.now(), hours(2)), ZONE),
    zone: ZONE,
    minutes: 60,
    admission: "automatic",
    kind: "meeting",
    expected: null,
    source: "pool",
    ...more,
  });

export function valueOf<T>(outcome: { ok: true; value: T } | { ok: false; refusal: { because: string } }): T {
  if (!outcome.ok) throw new Error(`refused: ${outcome.refusal.because}`);
  return outcome.value;
}

async function turnOnRooms(it: TestWorld, count: number, others: readonly ZoomPerson[]): Promise<void> {
  await readRooms(it, it.institutionId);
  const members = (await roomsOf(it.db, it.institutionId))
    .filter((room) => room.role === "member" && !others.some(({ id }) => id === room.hostId))
    .slice(0, count);
  for (const room of members) await it.db.transaction((tx) => saveChange(tx, room, { active: true }, room.revision, it.clock.now()));
  await it.settle();
  it.rooms.push(...(await roomsOf(it.db, it.institutionId)).filter((room) => room.active));
}
