import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { DEFAULT_APP } from "../../sandbox/university.ts";
import { openMailbox } from "../../src/example/mailbox/mailbox.ts";
import { iso, type Instant } from "../../src/lib/time.ts";
import { DEFAULT_SETTINGS, policyOf } from "../../src/people/institution.ts";
import { json, openDatabase, sql } from "../../src/platform/database.ts";
import { STEP_ORDER } from "../../src/sessions/steps.ts";
import { freePort } from "../../test/crash/server.ts";
import { LASTED, type Visitor } from "./crowd.ts";

type Runtime = { FLAGS: string[]; FRUGAL: Record<string, string> };
const { FLAGS, FRUGAL } = (await import(new URL("../../scripts/lib/runtime.mjs", import.meta.url).href)) as Runtime;

const OWNER = { email: "owner@universidad.example", password: "Nadie-Lo-Sabe-74" };

/** A server as `npm start` runs it, on PostgreSQL, and its owner's browser. */
export type House = Awaited<ReturnType<typeof openHouse>>;
type Held = { id: string; hostId: string; instanceId: string };

export async function openHouse({ databaseUrl, zoomBase }: { databaseUrl: string; zoomBase: string }) {
  const folder = mkdtempSync(join(tmpdir(), "bedel-bench-"));
  const mailbox = await openMailbox({ file: null, now: () => Date.now() as Instant });
  const port = String(await freePort());
  const origin = `http://127.0.0.1:${port}`;
  const env = {
    ...FRUGAL,
    PATH: process.env["PATH"],
    HOME: process.env["HOME"],
    PORT: port,
    HOST: "127.0.0.1",
    BEDEL_ADDRESS: origin,
    BEDEL_DATA: join(folder, "data"),
    BEDEL_SECRET: "a secret for the bench, which nobody need keep",
    BEDEL_OWNER_EMAIL: OWNER.email,
    BEDEL_OWNER_PASSWORD: OWNER.password,
    DATABASE_URL: databaseUrl,
    SMTP_URL: mailbox.url,
    ZOOM_BASE: zoomBase,
    ZOOM_ACCOUNT_ID: DEFAULT_APP.accountId,
    ZOOM_CLIENT_ID: DEFAULT_APP.clientId,
    ZOOM_CLIENT_SECRET: DEFAULT_APP.clientSecret,
    ZOOM_WEBHOOK_SECRET: "not used here",
    ZOOM_PLAN: "business",
  };
  const child = spawn(process.execPath, [...FLAGS, resolve(import.meta.dirname, "server.ts")], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const endIt = (): void => void child.kill("SIGKILL");
  process.on("exit", endIt);
  for await (const line of createInterface({ input: child.stdout })) if (line.includes("Bedel is at")) break;
  child.stdout.resume();
  const db = await openDatabase(databaseUrl);
  while ((await db.one((r) => Number(r["count"]), sql`select count(*) from rooms`))! === 0) await wait(100);
  const cookie = await signIn(origin);
  const status = (name: string): number => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))![1]);

  return {
    origin,
    cookie,
    db,
    /** A session whose meeting is over, all but its report done. */
    plan: (held: Held, start: number, people: readonly Visitor[]) => insert(db, held, start, people),
    get: (path: string) => fetch(`${origin}${path}`, { headers: { cookie, "accept-language": "en" } }),
    forgetPeak: () => writeFileSync(`/proc/${child.pid}/clear_refs`, "5"),
    /** The most that the process held since then; a megabyte is a million bytes. Linux only. */
    peakMegabytes: () => Math.round((status("VmHWM") * 1024) / 1_000_000),
    nowMegabytes: () => Math.round((status("VmRSS") * 1024) / 1_000_000),
    close: async () => {
      process.off("exit", endIt);
      child.kill("SIGTERM");
      await once(child, "exit");
      await db.close();
      await mailbox.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function signIn(origin: string): Promise<string> {
  const answer = await fetch(`${origin}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin },
    body: JSON.stringify(OWNER),
  });
  if (!answer.ok) throw new Error(`signing in: ${answer.status} ${await answer.text()}`);
  return answer.headers
    .getSetCookie()
    .map((one) => one.split(";")[0]!)
    .join("; ");
}

async function insert(db: Awaited<ReturnType<typeof openDatabase>>, { id, hostId, instanceId }: Held, start: number, people: readonly Visitor[]) {
  const sessionId = crypto.randomUUID();
  const time = { start: iso(start as Instant), end: iso((start + LASTED) as Instant) };
  const steps = Object.fromEntries(STEP_ORDER.map((step) => [step, step === "report" ? { is: "pending" } : { is: "done", at: start }]));
  const meeting = { id, kind: "meeting", hostId, joinUrl: "https://zoom.example/j/1", registration: true, revision: 1 };
  const live = { start, end: start + LASTED, instanceId, checkedAt: start + LASTED };
  await db.run(sql`insert into sessions (institution_id, id, title, kind, starts_at, ends_at, zone, admission, organizer_id, status, room_id, host_id, policy, steps, meeting, live, over_at, asked_at, registrants_asked)
    select i.institution_id, ${sessionId}, 'Congress', 'meeting', ${time.start}, ${time.end}, 'Europe/Madrid', 'automatic', m.id, 'placed', r.id, r.host_id,
      ${json(policyOf(DEFAULT_SETTINGS))}, ${json(steps)}, ${json(meeting)}, ${json(live)}, ${time.end}, ${time.start}, true
    from institutions i join members m using (institution_id) join rooms r using (institution_id) where r.host_id = ${hostId}`);
  const listed = people.filter((one) => one.registrantId !== "").map(({ name, email, registrantId }) => ({ name, email, registrantId }));
  await db.run(sql`insert into attendees (institution_id, id, session_id, name, email, token_print, added_at, registrant_id, registrant_meeting)
    select s.institution_id, gen_random_uuid(), s.id, a.name, a.email, sha256((s.id || a.email)::bytea), s.starts_at, a."registrantId", ${id}
    from sessions s, jsonb_to_recordset(${json(listed)}::jsonb) as a (name text, email text, "registrantId" text) where s.id = ${sessionId}`);
  return sessionId;
}
