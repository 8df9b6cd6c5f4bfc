import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { DEFAULT_APP } from "../../sandbox/university.ts";
import { openMailbox, type Mailbox } from "../../src/example/mailbox/mailbox.ts";
import { instant, iso, seconds, type Instant } from "../../src/lib/time.ts";
import type { Settings as InstitutionSettings } from "../../src/people/contract.ts";
import { wallClock } from "../../src/platform/clock.ts";
import { openDatabase, sql, type Database } from "../../src/platform/database.ts";
import { migrate } from "../../src/platform/migrate.ts";
import type { Room } from "../../src/rooms/contract.ts";
import { freePort, live, type Life, type Settings } from "../../test/crash/server.ts";
import { lineTo, openLine, type Line } from "../../test/support/line.ts";
import { insisted, signedIn, type Client, type Said } from "../server/client.ts";
import { startSandbox } from "../server/sandbox.ts";

export const OWNER = { email: "owner@universidad.example", password: "Nadie-Lo-Sabe-74" };
/** What an answer takes, on a machine that has other things to do. */
const ALMOST = seconds(3);
const PATIENCE_MS = 60_000;
export const WEBHOOK_SECRET = "what the sandbox signs with";

/** One of the processes: always at the same port, in one life after the other. */
export type Server = { origin: string; port: number; life: Life | null; /** By which the others know it. */ id: string | null };

/** An institution whose Bedel runs in several processes on one PostgreSQL, each of which can be killed, and the line to it cut. */
export type House = {
  /** Past the line, for whoever looks. */
  db: Database;
  servers: Server[];
  /** Between the processes and PostgreSQL. */
  line: Line;
  /** Before the processes: whoever comes there comes to one of those that run, as by any load balancer. */
  door: string;
  mailbox: Mailbox;
  owner: Client;
  begin(server: Server): Promise<void>;
  kill(server: Server): Promise<void>;
  /** Signs in at one of the processes; the cookies are good for all. */
  enter(): Promise<Client>;
  zoom(path: string, body?: object): Promise<Said>;
  now(): Instant;
  /** The calendar of all processes, and the sandbox's: further ahead, never back. */
  moveTo(moment: Instant): Promise<void>;
  /** Until every process that runs has read the clock since it was moved. */
  showsNow(): Promise<void>;
  /** What all lives so far wrote to their logs, line by line. */
  complaints(): string[];
  close(): Promise<void>;
};

type Opening = { databaseUrl: string; processes: number; rooms: number; times: Partial<InstitutionSettings> };

export async function openHouse({ databaseUrl, processes, rooms, times }: Opening): Promise<House> {
  const folder = mkdtempSync(join(tmpdir(), "bedel-several-"));
  const db = await openDatabase(databaseUrl);
  await migrate(db);
  const line = await lineTo(databaseUrl);
  const servers: Server[] = [];
  let next = 0;
  const balancer = await openLine(() => {
    const alive = servers.filter(({ life }) => life !== null);
    const chosen = alive[(next += 1) % Math.max(1, alive.length)];
    return chosen === undefined ? null : { host: "127.0.0.1", port: chosen.port };
  });
  const door = `http://127.0.0.1:${balancer.port}`;
  const zoom = await startSandbox({ url: `${door}/webhooks/zoom`, secret: WEBHOOK_SECRET });
  let offset = 0;
  const now = (): Instant => (wallClock() + offset) as Instant;
  const mailbox = await openMailbox({ file: null, now });
  const former: string[] = [];
  const asked = askerOf(zoom.base);
  const begin = async (server: Server): Promise<void> => {
    const known = await idsIn(db);
    server.life = await live(settingsFor(server.port, { folder, door, databaseUrl: line.url, zoomBase: zoom.base, smtpUrl: mailbox.url }));
    server.id = (await idsIn(db).catch((): string[] => [])).find((id) => !known.includes(id)) ?? null; // it runs, though PostgreSQL is away already
  };
  const kill = async (server: Server): Promise<void> => {
    const { life } = server;
    server.life = null;
    await life?.kill();
    former.push(life?.complained() ?? "");
  };
  const close = async (): Promise<void> => {
    await Promise.all(servers.map(kill));
    for (const end of [balancer.close, line.close, db.close, zoom.stop, mailbox.close]) await end();
    rmSync(folder, { recursive: true, force: true });
  };
  const owner = await opened(servers, { processes, begin }, rooms, times).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  return {
    ...{ db, servers, line, door, mailbox, owner, begin, kill, now, zoom: asked },
    enter: () => signedIn(door, OWNER.email, OWNER.password),
    moveTo: async (moment) => {
      if (moment <= now()) return;
      offset = moment - wallClock();
      await db.run(sql`update application_clock set clock_offset = ${offset}`);
      await asked("clock", { to: iso(moment) });
    },
    showsNow: async () => {
      const until = performance.now() + PATIENCE_MS;
      for (const { origin, life } of servers)
        while (life !== null && !(await isOnTime(owner, origin, now))) {
          if (performance.now() > until) throw new Error(`${origin} does not read the clock`);
          await wait(50);
        }
    },
    complaints: () => [...former, ...servers.map(({ life }) => life?.complained() ?? "")].flatMap((text) => text.split("\n")).filter((text) => text !== ""),
    close,
  };
}

/** A process reads the clock once a second. */
async function isOnTime(owner: Client, origin: string, now: () => Instant): Promise<boolean> {
  const shown = await owner.get(`${origin}/api/me`);
  return shown.status === 200 && instant((shown.body as { now: string }).now) > now() - ALMOST;
}

const askerOf =
  (base: string): House["zoom"] =>
  async (path, body) => {
    const answer = await fetch(`${base}/control/${path}`, body === undefined ? {} : { method: "POST", body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`the sandbox answered ${answer.status} to ${path}: ${await answer.text()}`);
    return answer.json();
  };

const idsIn = (db: Database): Promise<string[]> => db.list((r) => String(r["id"]), sql`select id from processes`);

type Around = { folder: string; door: string; databaseUrl: string; zoomBase: string; smtpUrl: string };

const settingsFor = (port: number, { folder, door, databaseUrl, zoomBase, smtpUrl }: Around): Settings => ({
  PORT: String(port),
  BEDEL_ADDRESS: door,
  BEDEL_DATA: join(folder, String(port)),
  BEDEL_SECRET: "a secret of several processes, which nobody need keep",
  BEDEL_OWNER_EMAIL: OWNER.email,
  BEDEL_OWNER_PASSWORD: OWNER.password,
  DATABASE_URL: databaseUrl,
  SMTP_URL: smtpUrl,
  ZOOM_BASE: zoomBase,
  ZOOM_ACCOUNT_ID: DEFAULT_APP.accountId,
  ZOOM_CLIENT_ID: DEFAULT_APP.clientId,
  ZOOM_CLIENT_SECRET: DEFAULT_APP.clientSecret,
  ZOOM_WEBHOOK_SECRET: WEBHOOK_SECRET,
  LOG_LEVEL: "warn",
});

type Beginning = { processes: number; begin: House["begin"] };

/** The first of them founds the institution. */
async function opened(servers: Server[], { processes, begin }: Beginning, rooms: number, times: Opening["times"]): Promise<Client> {
  while (servers.length < processes) {
    const port = await freePort();
    const server: Server = { port, origin: `http://127.0.0.1:${port}`, life: null, id: null };
    servers.push(server);
    await begin(server);
  }
  const owner = await signedIn(servers[0]!.origin, OWNER.email, OWNER.password);
  await furnish(owner, rooms, times);
  return owner;
}

async function furnish(owner: Client, many: number, times: Partial<InstitutionSettings>): Promise<void> {
  const { settings, revision } = insisted(await owner.get("/api/settings"), "the settings are read") as { settings: InstitutionSettings; revision: number };
  insisted(await owner.put("/api/settings", { settings: { ...settings, ...times }, revision }), "the settings are saved");
  const { rooms } = insisted(await owner.post("/api/rooms/sync"), "rooms are read") as { rooms: Room[] };
  for (const [n, { id, revision: known }] of rooms.filter(({ whyNotActivate }) => whyNotActivate === null).slice(0, many).entries())
    insisted(await owner.patch(`/api/rooms/${id}`, { name: `Hall ${n}`, code: `H${n}`, active: true, assignment: "automatic", revision: known }), "a room is turned on"); // prettier-ignore
}
