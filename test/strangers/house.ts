import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { DEFAULT_APP } from "../../sandbox/university.ts";
import type { TypeDetail } from "../../src/bookings/contract.ts";
import type { DefaultHost } from "../../src/connections/life/contract.ts";
import { openMailbox, type Mailbox } from "../../src/example/mailbox/mailbox.ts";
import { openSignIn } from "../../src/people/signing-in/actions.ts";
import { insertMember } from "../../src/people/store.ts";
import { wallClock } from "../../src/platform/clock.ts";
import { openDatabase, sql, type Database } from "../../src/platform/database.ts";
import type { Room } from "../../src/rooms/contract.ts";
import { freePort, live, type Life, type Settings } from "../crash/server.ts";
import { signedIn, insisted, type Client } from "../../sim/server/client.ts";
import { startSandbox } from "../../sim/server/sandbox.ts";
import { OFFERS, type Offer, type Source } from "./offers.ts";

const OWNER = { email: "owner@universidad.example", password: "Nadie-Lo-Sabe-74" };
/** Of those whom the institution's people offer appointments with. */
const HOSTS = 6;
/** More than appointments can be at once, so that only hosts are scarce. */
const ROOMS = 14;
/** What takes longer has come to rest nowhere. */
const PATIENCE_MS = 400_000;

export type Offered = Offer & TypeDetail;

/** An institution whose Bedel runs in several processes on one PostgreSQL, with the sandbox as its Zoom and a mail server. */
export type House = {
  source: Source;
  origins: string[];
  db: Database;
  mailbox: Mailbox;
  types: Offered[];
  hosts: { id: string; email: string }[];
  /** How many days can be booked, from ten days ahead. */
  days: number;
  /** What Zoom itself knows. */
  zoom(): Promise<{ meetings: { agenda: string; deletedAt: string | null }[] }>;
  /** Until nothing is left to be done by now. */
  atRest(): Promise<void>;
  complaints(): string;
  close(): Promise<void>;
};

type Opening = { databaseUrl: string; processes: number; source: Source; days: number };

export async function openHouse({ databaseUrl, processes, source, days }: Opening): Promise<House> {
  const folder = mkdtempSync(join(tmpdir(), "bedel-strangers-"));
  const mailbox = await openMailbox({ file: null, now: wallClock });
  const zoom = await startSandbox();
  const lives: Life[] = [];
  const origins: string[] = [];
  const startOne = async (): Promise<void> => {
    const port = await freePort();
    lives.push(await live(settingsFor({ port, folder, databaseUrl, zoomBase: zoom.base, smtpUrl: mailbox.url })));
    origins.push(`http://127.0.0.1:${port}`);
  };
  await startOne(); // founds the institution
  const db = await openDatabase(databaseUrl);
  const owner = await signedIn(origins[0]!, OWNER.email, OWNER.password);
  await turnOnRooms(owner);
  if (source === "default host") await chooseDefaultHost(owner);
  const hosts = await addHosts(db, origins[0]!, source === "personal");
  const types = await offer(owner, hosts, source, days);
  while (lives.length < processes) await startOne();
  return {
    ...{ source, origins, db, mailbox, types, hosts, days },
    zoom: async () => (await (await fetch(`${zoom.base}/control/state`)).json()) as Awaited<ReturnType<House["zoom"]>>,
    atRest: () => atRest(db),
    complaints: () => lives.map((one) => one.complained()).join(""),
    close: async () => {
      await db.close();
      await Promise.all(lives.map((one) => one.stop()));
      await zoom.stop();
      await mailbox.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

type Place = { port: number; folder: string; databaseUrl: string; zoomBase: string; smtpUrl: string };

const settingsFor = ({ port, folder, databaseUrl, zoomBase, smtpUrl }: Place): Settings => ({
  PORT: String(port),
  HOST: "127.0.0.1",
  BEDEL_ADDRESS: `http://127.0.0.1:${port}`,
  BEDEL_DATA: join(folder, String(port)),
  BEDEL_SECRET: "a secret for the strangers, which nobody need keep",
  BEDEL_OWNER_EMAIL: OWNER.email,
  BEDEL_OWNER_PASSWORD: OWNER.password,
  BEDEL_PROXIES: "127.0.0.1", // each stranger says where they come from
  DATABASE_URL: databaseUrl,
  SMTP_URL: smtpUrl,
  ZOOM_BASE: zoomBase,
  ZOOM_ACCOUNT_ID: DEFAULT_APP.accountId,
  ZOOM_CLIENT_ID: DEFAULT_APP.clientId,
  ZOOM_CLIENT_SECRET: DEFAULT_APP.clientSecret,
  ZOOM_WEBHOOK_SECRET: "not used here",
  LOG_LEVEL: "warn",
});

async function turnOnRooms(owner: Client): Promise<void> {
  const { rooms } = insisted(await owner.post("/api/rooms/sync"), "rooms are read") as { rooms: Room[] };
  const usable = rooms.filter(({ whyNotActivate }) => whyNotActivate === null).slice(0, ROOMS);
  for (const [n, { id, revision }] of usable.entries()) {
    const body = { name: `Hall ${n}`, code: `H${n}`, active: true, assignment: "automatic", revision };
    insisted(await owner.patch(`/api/rooms/${id}`, body), "a room is turned on");
  }
}

/** A licensed one, who is no room. */
async function chooseDefaultHost(owner: Client): Promise<void> {
  const { choices } = insisted(await owner.get("/api/connection/default-host"), "who could host for all") as DefaultHost;
  const choice = choices.find(({ licensed, whyNot }) => licensed && whyNot === null)!;
  insisted(await owner.put("/api/connection/default-host", { hostId: choice.id }), "somebody hosts for all");
}

/** `onZoom`: each has a Zoom user of the account. */
async function addHosts(db: Database, origin: string, onZoom: boolean): Promise<House["hosts"]> {
  const institutionId = (await db.one((r) => String(r["institution_id"]), sql`select institution_id from institutions`))!;
  const signIn = openSignIn({ db, secret: "only to add people", origin });
  const known = await db.list(
    (r) => String(r["email"]),
    sql`select email from hosts where id like 'uMember%' and status = 'active' order by id limit ${HOSTS}`,
  );
  const hosts: House["hosts"] = [];
  for (let n = 0; n < HOSTS; n += 1) {
    const who = { id: crypto.randomUUID(), name: `Host ${n}`, email: onZoom ? known[n]! : `host${n}@universidad.example` };
    const personId = await signIn.addPerson({ ...who, password: OWNER.password });
    await insertMember(db, { ...who, institutionId, personId, role: "organizer", language: "en", zone: "Europe/Madrid" });
    hosts.push(who);
  }
  return hosts;
}

async function offer(owner: Client, hosts: House["hosts"], source: Source, days: number): Promise<Offered[]> {
  const offered: Offered[] = [];
  for (const one of OFFERS) {
    const { members, ...fields } = one;
    const hostIds = members.map((n) => hosts[n]!.id);
    const body = { ...fields, source, id: crypto.randomUUID(), hostIds, horizonDays: 10 + days };
    offered.push({ ...one, ...(insisted(await owner.post("/api/appointment-types", body), "it is offered") as TypeDetail) });
  }
  return offered;
}

async function atRest(db: Database): Promise<void> {
  for (const until = performance.now() + PATIENCE_MS; performance.now() < until; await wait(250)) {
    const left = await db.one(
      (r) => Number(r["n"]),
      sql`select (select count(*) from sessions where booking_id is not null and meeting is null and steps -> 'generate' ->> 'note' is distinct from 'waits_for_day')
        + (select count(*) from bookings where untold or told is null) + (select count(*) from sessions where booking_id is not null and booking_told <> revision)
        + (select count(*) from commands where state = 'queued' and due_at <= clock_timestamp() + interval '5 seconds')
        + (select count(*) from deliveries where state in ('queued', 'sending') and due_at <= clock_timestamp() + interval '5 seconds') as n`,
    );
    if (left === 0) return;
  }
}
