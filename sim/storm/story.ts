import { after, before, days, hours, minutes, wallOf, type Instant } from "../../src/lib/time.ts";
import { at, sql, type Database } from "../../src/platform/database.ts";
import { pick } from "../../src/lib/random.ts";
import { aMember, ZONE } from "../../test/open-world.ts";
import { roomsOf } from "../../src/rooms/actions.ts";
import { retryAlarm } from "../../src/sessions/assigning/actions.ts";
import { insertInstitution } from "../../src/people/store.ts";
import { DEFAULT_SETTINGS } from "../../src/people/institution.ts";
import { newDeeds, type Deeds } from "./deeds.ts";
import { openHouse, RETENTION_DAYS, type House } from "./house.ts";
import { openLedger, type Counts } from "./ledger.ts";
import { liveUntil, lookAround } from "./living.ts";
import type { Arrived } from "./post.ts";
import { FORGOTTEN, strangersLeft } from "./promises/forgotten.ts";
import { ALWAYS, AT_REST, broken } from "./promises/promises.ts";
import { sightOf, type Secret } from "./sight.ts";
import { lookAfterRooms, provision } from "./visitors/caretakers.ts";
import { actOnOne, ask } from "./visitors/organizers.ts";
import { bookAppointment, planCourse } from "./visitors/planners.ts";
import { between, type Visitor } from "./visitors/visitor.ts";
import { calmDown, weather } from "./weather.ts";

export type Lived = { seed: number; sessions: number; virtualMs: number; counts: Counts; broken: string[]; lines: readonly string[]; hash: string };

const ASKS = 10;
const VISITS = 16;
/** How often the weather changes between two visits: about so many times. */
const WEATHER = 1.3;
/** How often somebody looks whether all is true, between two visits. */
const LOOKS = 0.3;
/** So often somebody comes back after a month, when nobody is to be known any more. */
const FORGOTTEN_EVERY = 4;
/** A batch of sessions each time. */
const ERASURES = 4;
/** Reports are read until two readings agree, for days if need be. */
const CALM = hours(60);

/** So long after its time whoever forgot to end a meeting ends it. */
const GOES_HOME = minutes(30);

/** Lives through one institution's storm and the calm after it. */
export async function liveThrough(db: Database, seed: number): Promise<Lived> {
  const ledger = openLedger();
  const house = await openHouse(db, seed, ledger);
  const begun = house.now();
  const deeds = newDeeds(await stranger(house), house.base.institutionId);
  const secrets = watchedSecrets(house);
  const wrong: string[] = [];
  const look = async (promises: typeof ALWAYS): Promise<void> => void wrong.push(...broken(promises, await sightOf(house, deeds, secrets), ledger.staked)); // prettier-ignore
  try {
    await house.base.control("visitors", { on: true });
    if (house.isProvisioned) await provision(house);
    await storm(house, deeds, () => look(ALWAYS));
    await look(ALWAYS);
    await calm(house, deeds);
    await look({ ...ALWAYS, ...AT_REST });
    if (seed % FORGOTTEN_EVERY === 0) {
      await liveUntil(house, after(house.now(), days(RETENTION_DAYS + 3)));
      for (let times = 0; times < ERASURES; times += 1) await lookAround(house, "erase");
      const left = await strangersLeft(house.base.db);
      ledger.staked(FORGOTTEN, deeds.people());
      if (left.length > 0) wrong.push(`${FORGOTTEN}: ${left.join("; ")}`);
    }
  } catch (error) {
    wrong.push(`it stumbled: ${error instanceof Error ? (error.stack ?? "").split("\n").slice(0, 8).join(" ") : String(error)}`);
  } finally {
    house.base.surprises.length = 0;
    await house.base[Symbol.asyncDispose]();
  }
  return {
    seed,
    sessions: deeds.asked.size,
    virtualMs: house.now() - begun,
    counts: ledger.counts(),
    broken: wrong,
    lines: ledger.lines(),
    hash: ledger.hash(),
  };
}

async function storm(house: House, deeds: Deeds, look: () => Promise<void>): Promise<void> {
  const { random } = house;
  const turns = turnsOf(house);
  while (turns.length > 0) {
    await liveUntil(house, after(house.now(), minutes(random.unit() < 0.4 ? 0.5 : between(house, 1, 30))));
    if (house.alive().length > 0 && random.unit() < LOOKS) await look();
    for (let more = WEATHER; random.unit() < more; more -= 1) await weather(house);
    if (random.unit() < 0.2) await lookAround(house, pick(random, ["compare", "keep up", "erase"] as const));
    const at = house.alive();
    if (at.length === 0) continue;
    const visits = turns.splice(0, random.unit() < 0.2 ? 2 : 1);
    const here = visits.map((act) => act({ house, deeds, at: pick(random, at), who: house.base.organizer })); // two at once, sometimes
    await house.schedule.until(Promise.all(here));
  }
}

/** How long after midnight it is in the house's zone, by the clock of the world: another a day later where the clocks change in between. */
const dayBefore = (moment: Instant): string => wallOf(moment, ZONE).slice(11);

type Turn = (v: Visitor) => Promise<void>;

/** Who comes when: most ask for a session, or do something with one; in some houses there are courses and appointments too. */
function turnsOf({ random, now, isProvisioned }: House): Turn[] {
  const isNearChange = dayBefore(now()) !== dayBefore(after(now(), days(1)));
  const more = [
    ...Array.from({ length: isProvisioned ? 16 : 1 }, () => lookAfterRooms), // elsewhere it waits for somebody to switch provisioning on
    ...(isNearChange || random.unit() < 0.25 ? [planCourse] : []),
    ...(random.unit() < 0.5 ? Array.from({ length: 11 }, () => bookAppointment) : []),
  ];
  const rest = [...more, ...Array.from({ length: VISITS }, () => actOnOne), ...Array.from({ length: ASKS / 2 }, () => ask)];
  const shuffled = rest.map((turn) => ({ turn, at: random.unit() })).toSorted((a, b) => a.at - b.at).map(({ turn }) => turn); // prettier-ignore
  return [...Array.from({ length: ASKS / 2 }, () => ask), ...shuffled];
}

async function calm(house: House, deeds: Deeds): Promise<void> {
  await calmDown(house);
  const ends = await house.base.db.one((r) => r["last"] as Instant | null, sql`select max(ends_at) as last from sessions`);
  const last = Math.max(ends ?? house.now(), house.now()) as Instant;
  if (house.alive().length === 0) await house.start();
  await liveUntil(house, after(house.now(), minutes(30)));
  await lookAround(house, "compare");
  await tryAgain(house, deeds);
  await leaveOwnZooms(house);
  for (const end of [...(await endsOnOwnZooms(house)), last]) {
    await liveUntil(house, after(end, GOES_HOME));
    await leaveOwnZooms(house);
  }
  await liveUntil(house, after(last, CALM));
}

/** What gave up is told to administrators, with a button. */
async function tryAgain({ base, alive, schedule, job, tell }: House, deeds: Deeds): Promise<void> {
  const [at] = alive();
  const gaveUp = await base.db.list((r) => r["key"] as string, sql`select key from commands where state = 'dead' order by key`);
  for (const key of at === undefined ? [] : gaveUp) {
    const isTried = await schedule.until(job(at!, () => retryAlarm(at!.world, base.admin, key)));
    const sessionId = /^([0-9a-f-]{36})@/.exec(key)?.[1];
    if (isTried === true && sessionId !== undefined) deeds.did(sessionId, "retried");
    tell(`an administrator tries again what gave up: ${key}`);
  }
}

/** When what is held on people's own Zooms is over, one after the other. */
const endsOnOwnZooms = ({ base, now }: House): Promise<Instant[]> =>
  base.db.list(
    (r) => r["end"] as Instant,
    sql`select distinct ends_at as end from sessions where source <> 'pool' and ends_at > ${at(now())} order by ends_at`,
  );

/** Bedel ends nothing on a person's own Zoom: whoever forgot to end a meeting there goes home a while after its time. Left there, it would be looked at every five minutes for days. */
async function leaveOwnZooms({ base, now }: House): Promise<void> {
  const since = at(before(now(), GOES_HOME));
  const stay = await base.db.list((r) => r["id"] as string, sql`select meeting ->> 'id' as id from sessions where meeting is not null and ends_at > ${since}`);
  const { live } = (await base.control("state")) as { live: { meetingId: number; hostId: string }[] };
  const active = (await roomsOf(base.db, base.institutionId)).filter((room) => room.active);
  const rooms = new Set([...base.rooms, ...active].map(({ hostId }) => hostId));
  for (const { meetingId } of live.filter((one) => !rooms.has(one.hostId) && !stay.includes(String(one.meetingId)))) await base.control("end", { meetingId });
}

/** Whoever got a password, and the session as it was at that moment. */
function watchedSecrets(house: House): Secret[] {
  const secrets: Secret[] = [];
  const { send } = house.post;
  const noted = async ({ messageId, text, at }: Arrived): Promise<void> => {
    const [user, password] = ["User name", "Password"].map((label) => new RegExp(`^${label}: (\\S+)$`, "m").exec(text)?.[1]);
    if (user === undefined || password === undefined) return;
    const about = await house.base.db.one(
      (r) => ({ sessionId: r["id"] as string, status: r["status"] as string, from: r["from"] as Instant, until: r["until"] as Instant }),
      sql`select s.id, s.status, s.starts_at - (s.policy ->> 'credentialLead')::float8 * interval '1 millisecond' as "from",
          s.ends_at + (s.policy ->> 'courtesy')::float8 * interval '1 millisecond' as until
        from deliveries d join sessions s on s.institution_id = d.institution_id and s.id = d.session_id where d.id = ${messageId.replace(/@.*$/, "")}`,
    );
    if (about !== null) secrets.push({ at, user, password, ...about });
  };
  house.post.send = async (mail) => {
    const before = house.post.arrived.length;
    try {
      await send(mail);
    } finally {
      for (const one of house.post.arrived.slice(before)) await noted(one);
    }
  };
  return secrets;
}

/** A member of another institution on the same server. */
async function stranger({ base }: House): Promise<Awaited<ReturnType<typeof aMember>>> {
  const institutionId = base.random.uuid();
  await insertInstitution(base.db, institutionId, { ...DEFAULT_SETTINGS, name: "Elsewhere", contact: { name: "", email: "", phone: "" } });
  return aMember(base.db, { institutionId, id: base.random.uuid(), name: "Stranger", email: "stranger@elsewhere.example", role: "admin" });
}
