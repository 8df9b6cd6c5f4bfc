import { generalApps } from "../../sandbox/oauth/general-apps.ts";
import { openSandbox, type Sandbox } from "../../sandbox/sandbox.ts";
import { DEFAULT_APP, defaultAccount, type University } from "../../sandbox/university.ts";
import { openConnections, type Zooms } from "../../src/connections/actions.ts";
import { openMailbox, type Mailbox } from "../../src/example/mailbox/mailbox.ts";
import { seededRandom } from "../../src/lib/random.ts";
import type { Instant } from "../../src/lib/time.ts";
import { standingClock, type MovableClock } from "../../src/platform/clock.ts";
import { sql, type Database } from "../../src/platform/database.ts";
import { openMailer, type Mailer } from "../../src/platform/mailer.ts";
import { secretsWith } from "../../src/platform/secrets.ts";
import { keepWebhooks } from "../../src/sessions/watching/webhook-actions.ts";
import type { World } from "../../src/world.ts";
import type { AccountPlan } from "../../src/zoom/port.ts";
import { answerValidation, deliveryKey, secretOf, type Delivery } from "../../src/zoom/webhooks.ts";

const BASE = "http://sandbox.example/zoom";
const WEBHOOK_SECRET = "s3cret";

export type Outside = { world: World; sandbox: Sandbox; mailer: Mailer; mailbox: Mailbox; surprises: string[] };

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Clock, chance, Zoom, mail and the log: everything that is not Bedel. `receive` is where Zoom's webhooks arrive, `wire` may change what goes to Zoom and back. */
export async function theOutside(
  db: Database,
  options: {
    at: Instant;
    seed: number;
    rooms: number;
    receive: (init: RequestInit) => Promise<Response>;
    wire: (fetch: Fetch) => Fetch;
    plan?: AccountPlan | undefined;
    also?: readonly string[] | undefined;
    people?: readonly ZoomPerson[] | undefined;
  },
): Promise<Outside> {
  let machine = 0;
  const clock: MovableClock = { ...standingClock(options.at), machine: () => machine };
  const random = seededRandom(options.seed);
  const surprises: string[] = [];
  const sandbox = openSandbox({
    now: () => clock.now(),
    machine: () => (machine += 50), // one call after the other: Zoom's limits per second have tests of their own
    random: seededRandom(options.seed + 1),
    baseUrl: BASE,
    file: null,
    webhook: { url: "http://bedel.example/webhooks", secret: WEBHOOK_SECRET },
    send: (_, init) => options.receive(init),
    university: smallUniversity(options.rooms, options.people ?? [], options.also ?? []),
  });
  const secrets = secretsWith("a master key for tests", random);
  const zooms = zoomsOf(
    options.wire((url, init) => sandbox.fetch(new Request(url, init))),
    options.plan,
  );
  const pause = async (ms: number): Promise<void> => void (machine += ms);
  const zoomOf = openConnections({ db, clock, secrets, pause, process: null }, zooms);
  const log = {
    info: () => undefined,
    warn: () => undefined,
    error: (what: string, more: object = {}) => void surprises.push(`${what} ${JSON.stringify(more)}`),
  };
  const mailbox = await openMailbox({ file: null, now: () => clock.now() });
  const mailer = openMailer({ url: mailbox.url, from: { name: "Bedel", email: "bedel@universidad.example" }, timeoutMs: 3000 });
  const world: World = { db, clock, random, secrets, log, zoomOf, zooms, pause, origin: "http://bedel.example", poke: () => undefined };
  return { world, sandbox, mailer, mailbox, surprises };
}

/** The sandbox plays the real Zoom here: nothing in Bedel knows the difference. */
export function zoomsOf(fetch: Fetch, plan: AccountPlan = "business"): Zooms {
  const [admin, personal] = generalApps(DEFAULT_APP.accountId);
  const bases = { apiBase: `${BASE}/v2`, oauthBase: `${BASE}/oauth`, signIn: `${BASE}/signin` };
  return {
    real: { ...bases, account: DEFAULT_APP, admin: admin!, personal: personal!, limits: { plan, leftToOthers: 0.2 }, fetch },
    sandbox: null,
  };
}

/** Somebody with a Zoom user in the account, who is no room; licensed, as long as nothing else is said. */
export type ZoomPerson = { id: string; email: string; licensed?: boolean; webinars?: boolean };

/** Its owner, so many rooms, the first of the big one, and whoever else is named: some made for the test, some of the big one by their e-mail addresses. */
function smallUniversity(rooms: number, people: readonly ZoomPerson[], also: readonly string[]): University {
  const all = defaultAccount();
  const shared = all.users.filter((u) => u.dept === "Salas compartidas");
  const others = people.map(({ id, email, licensed = true, webinars = false }) => ({
    ...shared[0]!,
    ...{ id, email, first_name: id, last_name: "Own", dept: "Física", type: licensed ? 2 : 1 },
    feature: { ...shared[0]!.feature, webinar: webinars, webinar_capacity: webinars ? 500 : 0 },
  }));
  return {
    ...all,
    users: [...all.users.filter((u) => u.role_id === "0"), ...shared.slice(0, rooms), ...others, ...all.users.filter((u) => also.includes(u.email))],
  };
}

/** How a webhook is known to be Zoom's, and to be the same as another. */
export type Receiving = { isGenuine: (secrets: readonly string[], delivery: Delivery) => boolean; keyOf: typeof deliveryKey };

export const isSigned: Receiving["isGenuine"] = (secrets, delivery) => secretOf(secrets, delivery) !== null;

/** What the route does with a webhook: verified over the raw bytes, kept, answered. */
export async function takeWebhook(
  { db, clock }: Pick<World, "db" | "clock">,
  init: RequestInit,
  { isGenuine = isSigned, keyOf = deliveryKey }: Partial<Receiving> = {},
): Promise<Response> {
  const rawBody = new Uint8Array(await new Response(init.body).arrayBuffer());
  const headers = new Headers(init.headers);
  const delivery = { timestamp: headers.get("x-zm-request-timestamp") ?? undefined, signature: headers.get("x-zm-signature") ?? undefined, rawBody };
  if (!isGenuine([WEBHOOK_SECRET], delivery)) return new Response(null, { status: 401 });
  const body: unknown = JSON.parse(Buffer.from(rawBody).toString());
  const validation = answerValidation(WEBHOOK_SECRET, body);
  if (validation !== null) return Response.json(validation);
  await keepWebhooks(db, [{ key: keyOf(rawBody), body }], clock.now());
  return new Response(null, { status: 204 });
}

/** What people and fate do in Zoom, said by program. */
// oxlint-disable-next-line typescript/no-explicit-any -- whatever the sandbox tells an observer
export type Said = Record<string, any>;

export async function control(sandbox: Sandbox, path: string, body?: object): Promise<Said> {
  const init = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
  const response = await sandbox.fetch(new Request(`${BASE}/control/${path}`, init));
  return (await response.json()) as Said;
}

/** A process that beats for as long as a test may last; whoever kills it takes its row out. */
export async function aProcess(db: Database, id: string): Promise<string> {
  await db.run(sql`insert into processes (id, alive_until) values (${id}, clock_timestamp() + interval '1 hour')`);
  return id;
}

/** Killed: it beats no more, and whatever it held it holds no longer. */
export const killProcess = (db: Database, id: string): Promise<number> => db.run(sql`delete from processes where id = ${id}`);

/** Its line to the database was cut for so long that the others hold it for dead. */
export const holdForDead = (db: Database, id: string): Promise<number> =>
  db.run(sql`update processes set alive_until = clock_timestamp() - interval '1 second' where id = ${id}`);
/** It is back, and has said so. */
export const beatAgain = (db: Database, id: string): Promise<number> =>
  db.run(sql`update processes set alive_until = clock_timestamp() + interval '1 hour' where id = ${id}`);
