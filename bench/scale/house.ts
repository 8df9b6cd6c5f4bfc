import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { DEFAULT_APP } from "../../sandbox/university.ts";
import { openDatabase, sql } from "../../src/platform/database.ts";
import { freePort, live, type Life } from "../../test/crash/server.ts";
import type { Load, Measured } from "./load.ts";
import { WEBHOOK_SECRET } from "./mix.ts";

const OWNER = { email: "owner@universidad.example", password: "Nadie-Lo-Sabe-74" };
const ROOMS = 200;

type Ground = { folder: string; databaseUrl: string; zoomBase: string };
export type Servers = { origins: string[]; cookie: string; stop(): Promise<void> };

/** So many processes of the program as it is installed, on one database, with a real institution; the first has two hundred rooms put into it. */
export async function openServers({ folder, databaseUrl, zoomBase }: Ground, many: number): Promise<Servers> {
  const ports: string[] = [];
  for (let n = 0; n < many; n += 1) ports.push(String(await freePort()));
  const origins = ports.map((port) => `http://127.0.0.1:${port}`);
  const lives: Life[] = [];
  for (const [n, port] of ports.entries()) {
    lives.push(
      await live({
        ...{ PORT: port, HOST: "127.0.0.1", BEDEL_ADDRESS: origins[0]!, BEDEL_DATA: join(folder, `data-${n}`), DATABASE_URL: databaseUrl, ZOOM_BASE: zoomBase },
        ...{ BEDEL_SECRET: "a secret for the bench, which nobody need keep", BEDEL_OWNER_EMAIL: OWNER.email, BEDEL_OWNER_PASSWORD: OWNER.password },
        ...{ ZOOM_ACCOUNT_ID: DEFAULT_APP.accountId, ZOOM_CLIENT_ID: DEFAULT_APP.clientId, ZOOM_CLIENT_SECRET: DEFAULT_APP.clientSecret },
        ...{ ZOOM_WEBHOOK_SECRET: WEBHOOK_SECRET, ZOOM_PLAN: "business", SMTP_URL: "smtp://127.0.0.1:9" },
      }),
    );
  }
  await withRooms(databaseUrl);
  const entered = await fetch(`${origins[0]}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: origins[0]! },
    body: JSON.stringify(OWNER),
  });
  if (!entered.ok) throw new Error(`signing in: ${entered.status} ${await entered.text()}`);
  const cookie = entered.headers.getSetCookie().map((one) => one.split(";")[0]!).join("; "); // prettier-ignore
  return { origins, cookie, stop: async () => void (await Promise.all(lives.map((life) => life.stop()))) };
}

/** What is planned and kept so far goes, so that one number of processes is measured like the other. */
async function withRooms(databaseUrl: string): Promise<void> {
  const db = await openDatabase(databaseUrl);
  while ((await db.one((r) => Number(r["count"]), sql`select count(*) from rooms`))! === 0) await wait(100);
  await db.transaction(async (tx) => {
    await tx.run(sql`insert into hosts (institution_id, id, email, name, status, licensed, role, signs_in_with, meeting_capacity, webinar_capacity, read_at)
      select institution_id, 'aula-' || n, 'aula' || n || '@rooms.example', 'Aula ' || n, 'active', true, 'member', '{password}', 300, 500, '2020-01-01Z' from institutions, generate_series(1, ${ROOMS}) n on conflict do nothing`);
    await tx.run(sql`insert into rooms (institution_id, id, host_id, name, ord, active)
      select institution_id, md5('room ' || n)::uuid, 'aula-' || n, 'Aula ' || n, 1000 + n, true from institutions, generate_series(1, ${ROOMS}) n on conflict do nothing`);
    await tx.run(sql`update institutions set upkeep_at = '2100-01-01Z'`);
    for (const table of ["reservations", "commands", "deliveries", "webhooks", "sessions"]) await tx.run(sql`delete from ${sql.table(table)}`);
  });
  await db.script("vacuum analyze");
  await db.close();
}

/** The floor under it, in a process of its own. */
export async function openBare(databaseUrl: string): Promise<Servers> {
  const child = node("bare.ts", databaseUrl);
  for await (const line of createInterface({ input: child.stdout! })) {
    const stop = async (): Promise<void> => {
      child.kill("SIGTERM");
      await once(child, "close");
    };
    return { origins: [`http://127.0.0.1:${line}`], cookie: "", stop };
  }
  throw new Error("the bare server did not start");
}

/** What was measured by the process that asks. */
export async function underLoad({ origins, cookie }: Servers, load: Pick<Load, "rate" | "connections" | "seconds">): Promise<Measured> {
  const child = node("load.ts", JSON.stringify({ origins, cookie, ...load }));
  let said = "";
  child.stdout!.on("data", (part: Buffer) => (said += part.toString()));
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new Error(`the load ended with ${code}`);
  return JSON.parse(said) as Measured;
}

function node(file: string, argument: string): ChildProcess {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", join(import.meta.dirname, file), argument], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const endWithUs = (): void => void child.kill("SIGKILL");
  process.once("exit", endWithUs);
  child.once("close", () => process.removeListener("exit", endWithUs));
  return child;
}
