import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { openMailbox } from "../../src/example/mailbox/mailbox.ts";
import { days } from "../../src/lib/time.ts";
import type { Instant } from "../../src/lib/time.ts";
import { DEFAULT_SETTINGS, policyOf } from "../../src/people/institution.ts";
import { json, openDatabase, sql, type Database } from "../../src/platform/database.ts";
import { newSteps } from "../../src/sessions/asking.ts";
import { freePort } from "../../test/crash/server.ts";
import { APP, hostId } from "./zoom.ts";

const PROGRAM = resolve(import.meta.dirname, "../../src/main.ts");

/** Several processes of Bedel on one PostgreSQL, as people run it, and so many sessions in it. */
export type House = {
  db: Database;
  /** All sessions are due at that moment. */
  letThemBeDue(inMs: number): Promise<void>;
  /** What the processes said that nobody should have to read. */
  complaints(): string;
  /** Processor time that the processes have used so far, without the database's. Linux only. */
  cpuSeconds(): number;
  close(): Promise<void>;
};

type Wish = { databaseUrl: string; zoomBase: string; processes: number; sessions: number; hosts: number };

export async function openHouse({ databaseUrl, zoomBase, processes, sessions, hosts }: Wish): Promise<House> {
  const folder = mkdtempSync(join(tmpdir(), "bedel-bench-"));
  const mailbox = await openMailbox({ file: null, now: () => Date.now() as Instant });
  const settings = { DATABASE_URL: databaseUrl, SMTP_URL: mailbox.url, ZOOM_BASE: zoomBase, BEDEL_SECRET: "a secret for the bench, which nobody need keep" };
  const children: ChildProcess[] = [];
  let complaints = "";
  const startOne = async (): Promise<void> => {
    const child = await startProcess({ ...settings, BEDEL_DATA: join(folder, String(children.length)) }, (line) => (complaints += line));
    children.push(child);
  };
  const endThem = (): void => children.forEach((child) => child.kill("SIGKILL"));
  process.on("exit", endThem);

  await startOne(); // founds the institution and reads the rooms
  const db = await openDatabase(databaseUrl);
  while ((await db.one((r) => Number(r.count), sql`select count(*) from rooms`))! < hosts) await wait(100);
  await fill(db, sessions, hosts);
  while (children.length < processes) await startOne();
  await wait(3000); // quiet

  return {
    db,
    letThemBeDue: async (inMs) => void (await db.run(sql`update sessions set wake_at = ${new Date(Date.now() + inMs).toISOString()}`)),
    complaints: () => complaints,
    cpuSeconds: () => children.reduce((sum, { pid }) => sum + cpuSecondsOf(pid!), 0),
    close: async () => {
      process.off("exit", endThem);
      await db.close();
      await Promise.all(children.map((child) => stop(child)));
      await mailbox.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function startProcess(settings: Record<string, string>, complain: (line: string) => void): Promise<ChildProcess> {
  const port = String(await freePort());
  const env = {
    PATH: process.env["PATH"],
    HOME: process.env["HOME"],
    PORT: port,
    HOST: "127.0.0.1",
    BEDEL_ADDRESS: `http://127.0.0.1:${port}`,
    BEDEL_OWNER_EMAIL: "owner@universidad.example",
    BEDEL_OWNER_PASSWORD: "Nadie-Lo-Sabe-74",
    ZOOM_ACCOUNT_ID: APP.accountId,
    ZOOM_CLIENT_ID: APP.clientId,
    ZOOM_CLIENT_SECRET: APP.clientSecret,
    ZOOM_WEBHOOK_SECRET: "not used here",
    ZOOM_PLAN: "business",
    ZOOM_LEFT_TO_OTHERS: "0",
    ...settings,
  };
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", PROGRAM, "serve"], { env, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  child.stderr!.on("data", (chunk) => {
    said += String(chunk);
    complain(String(chunk));
  });
  for await (const line of createInterface({ input: child.stdout! })) if (line.includes("Bedel is at")) return child;
  throw new Error(`the server did not start:\n${said}`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  await once(child, "exit");
}

const TICKS_A_SECOND = 100;
function cpuSecondsOf(pid: number): number {
  const afterName = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]!.split(" ");
  return (Number(afterName[11]) + Number(afterName[12])) / TICKS_A_SECOND;
}

/** So many an hour long, two hours apart, from ten days on, of which nothing but the meeting is due; all placed. */
async function fill(db: Database, sessions: number, hosts: number): Promise<void> {
  const policy = policyOf({ ...DEFAULT_SETTINGS, generationLead: days(60) });
  const hostIds = json(Array.from({ length: hosts }, (_, i) => hostId(i)));
  await db.run(sql`insert into sessions (institution_id, id, title, kind, starts_at, ends_at, zone, admission, organizer_id, status, room_id, host_id, policy, steps, asked_at)
    select i.institution_id, gen_random_uuid(), 'Session ' || n, 'meeting', t.start, t.start + interval '1 hour', 'Europe/Madrid', 'automatic', m.id, 'placed', r.id, r.host_id,
      ${json(policy)}::jsonb, ${json(newSteps())}::jsonb, clock_timestamp()
    from institutions i join members m using (institution_id), generate_series(0, ${sessions - 1}) n
      join rooms r on r.host_id = ${hostIds}::jsonb ->> (n % ${hosts}),
      lateral (select date_trunc('hour', clock_timestamp()) + interval '10 days' + (n / ${hosts}) * interval '2 hours' as start) t`);
  await db.run(
    sql`insert into reservations (institution_id, session_id, host_id, reserved) select institution_id, id, host_id, tstzrange(starts_at, ends_at) from sessions`,
  );
}
