import { seededRandom } from "../../lib/random.ts";
import { before, days, wallOf, type Instant } from "../../lib/time.ts";
import { addAttendees } from "../../attendees/actions.ts";
import { insertConnection } from "../../connections/actions.ts";
import { addMember, allInstitutions, demoInstitution, foundInstitution, membersOf } from "../../people/actions.ts";
import { DEFAULT_SETTINGS } from "../../people/institution.ts";
import type { Member } from "../../people/member.ts";
import type { SignIn } from "../../people/signing-in/actions.ts";
import { wallClock } from "../../platform/clock.ts";
import { beginClockAt, freezeClock, readClock, releaseClock, setCatchingUp } from "../../platform/due.ts";
import { readRooms, roomsOf, saveChange, saveOrder } from "../../rooms/actions.ts";
import { askForSession } from "../../sessions/asking/ask-actions.ts";
import type { Neighbours } from "../../sessions/neighbours.ts";
import type { World } from "../../world.ts";
import type { Example } from "../../platform/config.ts";
import { wasRemoved } from "../removing/actions.ts";
import type { Mover } from "../moving/actions.ts";
import { NAME, PASSWORD, PEOPLE, programme, soon, ZONE, type Planned } from "../programme.ts";

type Needs = { world: World; neighbours: Neighbours; signIn: SignIn; mover: Mover; say: (line: string) => void; livedThrough: () => void };
type Founding = Pick<Needs, "world" | "signIn">;

/** The same for everybody: the example is an example, and a test can count on it. */
const INSTITUTION = "00000000-0000-4000-8000-000000000001";
const SEED = 20261122;

/** How far back the example begins: a week of things that have happened. */
const LIVES_THROUGH = days(6);

/** Before anything else looks at the clock: where nothing has happened yet, time begins when the example does. True when the example is still to begin, or to be lived through. */
export async function beginItsTime({ db, clock }: Pick<World, "db" | "clock">, { has, begins }: Example): Promise<boolean> {
  const { catchingUp } = await readClock(db, clock);
  if ((await allInstitutions(db)).length > 0) return catchingUp && (await demoInstitution(db)) !== null;
  if (await wasRemoved(db)) return false;
  await setCatchingUp(db, true);
  await beginClockAt(db, clock, has === "week" ? before(wallClock(), LIVES_THROUGH) : (begins ?? wallClock()));
  return true;
}

/** People and rooms to turn on, and nothing asked for: for whoever makes the programme, and moves the clock, from outside. */
export async function beginEmpty(needs: Founding): Promise<void> {
  if ((await demoInstitution(needs.world.db)) === null) await foundHouse(needs);
  await readRooms(needs.world, INSTITUTION);
  await setCatchingUp(needs.world.db, false);
}

/**
 * Founds the example institution a week ago and lives through that week, so that what its pages show has really happened: rooms handed over,
 * people who came and went, reports read. Killed on the way, it goes on where it stood.
 */
export async function beginExample(needs: Needs): Promise<void> {
  const { world, mover, say } = needs;
  const { db, clock } = world;
  const wall = wallClock();
  if ((await demoInstitution(db)) === null) {
    say("Founding the example institution: 11 rooms, 7 people, two weeks of sessions.");
    await found(needs);
  } else await freezeClock(db, clock, clock.now());
  await fillProgramme(needs, wall);
  say("Living through its past week, so that what its pages show has really happened.");
  await mover.moveTo(wall);
  needs.livedThrough();
  await ask(needs, [soon(seededRandom(SEED + 1), clock.now())]);
  await releaseClock(db, clock, wallClock());
  await setCatchingUp(db, false);
}

async function found(needs: Founding): Promise<void> {
  await foundHouse(needs);
  await turnOnRooms(needs.world);
}

async function foundHouse({ world, signIn }: Founding): Promise<void> {
  const { db, random, clock } = world;
  const persons: string[] = [];
  for (const { name, email } of PEOPLE) persons.push(await signIn.addPerson({ name, email, password: PASSWORD }));
  await db.transaction(async (tx) => {
    const contact = { name: "Marta Rivas", email: "salas@universidad.example", phone: "+34 900 000 000" };
    await foundInstitution(tx, INSTITUTION, { ...DEFAULT_SETTINGS, name: NAME, zone: ZONE, contact }, "sandbox");
    await insertConnection(tx, { id: random.uuid(), institutionId: INSTITUTION, accountId: "sandbox-account", now: clock.now() });
    for (const [i, { name, email, role, language }] of PEOPLE.entries())
      await addMember(tx, { institutionId: INSTITUTION, id: random.uuid(), personId: persons[i]!, name, email, role, language, zone: ZONE });
  });
}

async function turnOnRooms(world: World): Promise<void> {
  const { db, clock } = world;
  await readRooms(world, INSTITUTION);
  const rooms = (await roomsOf(db, INSTITUTION)).filter((room) => room.role === "member" && room.signsInWith.includes("zoom password"));
  await db.transaction(async (tx) => {
    for (const [i, room] of rooms.slice(0, 12).entries()) {
      await saveChange(
        tx,
        room,
        { active: true, assignment: i >= 10 ? "manual" : "automatic", code: `S${String(i + 1).padStart(2, "0")}` },
        room.revision,
        clock.now(),
      );
    }
    const others = (await roomsOf(tx, INSTITUTION)).filter((room) => !rooms.some((r) => r.id === room.id));
    await saveOrder(
      tx,
      INSTITUTION,
      [...rooms, ...others].map((room) => room.id),
    );
  });
  world.poke();
}

/** What was planned before its time is asked for in time; the past is not written afterwards. */
async function fillProgramme(needs: Needs, wall: Instant): Promise<void> {
  const planned = programme(seededRandom(SEED), wall).filter((p) => p.start > needs.world.clock.now());
  await ask(needs, planned);
}

async function ask({ world, neighbours }: Needs, planned: readonly Planned[]): Promise<void> {
  const members = await membersOf(world.db, INSTITUTION);
  for (const p of planned) {
    const who = members.find((m) => m.email === PEOPLE[p.organizer]!.email) as Member;
    const { id, title, minutes, kind, admission, expected } = p;
    const times = { minutes, zone: ZONE, start: wallOf(p.start, ZONE) };
    const asked = await askForSession(world, neighbours, who, { id, title, ...times, kind, admission, expected, source: "pool" });
    if (asked.ok) await addAttendees(world, who, id, p.attendees.map((a) => `${a.name} <${a.email}>`).join("\n"));
  }
}
