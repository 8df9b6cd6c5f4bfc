import { existsSync, renameSync, rmSync } from "node:fs";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import { PGlite } from "@electric-sql/pglite";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";
import { connectUntried } from "../../classrooms/databases/actions.ts";
import { demoInstitution } from "../../people/actions.ts";
import { PGLITE_OPTIONS } from "../../platform/database.ts";
import type { World } from "../../world.ts";
import { BEGINNING, CONNECTION, MAPPINGS, ROLE } from "./portal.ts";

/** The demo's external database: a PostgreSQL that whoever tries Bedel can watch change. */
export type Portal = { port: number; close(): Promise<void>; remove(): Promise<void> };

/** A PostgreSQL weighs as much as all the rest of an idle demo, so it is there only while somebody speaks with it, and a while longer. */
const RESTS_AFTER_MS = 60_000;

type Behind = { port: number; stop(): Promise<void> };

/** Listens on a free port of this machine alone. What lies in the folder is opened with the first who comes. */
export async function openPortal(folder: string): Promise<Portal> {
  let behind: Promise<Behind> | null = null;
  let rest: NodeJS.Timeout | undefined;
  const open = new Set<Socket>();
  const stop = async (): Promise<void> => {
    clearTimeout(rest);
    const it = behind;
    behind = null;
    await it?.then((server) => server.stop()).catch(() => undefined);
  };
  const front = createServer((near) => {
    clearTimeout(rest);
    open.add(near);
    near.on("error", () => undefined);
    near.on("close", () => {
      open.delete(near);
      if (open.size === 0) rest = setTimeout(() => void stop(), RESTS_AFTER_MS).unref();
    });
    near.pause();
    (behind ??= openBehind(folder)).then(
      ({ port }) => through(near, port),
      () => {
        behind = null;
        near.destroy();
      },
    );
  });
  await new Promise<void>((resume, fail) => front.once("error", fail).listen(0, CONNECTION.host, resume));
  const close = async (): Promise<void> => {
    for (const near of open) near.destroy();
    await new Promise((resume) => front.close(resume));
    await stop();
  };
  return { port: (front.address() as AddressInfo).port, close, remove: () => close().then(() => rmSync(folder, { recursive: true, force: true })) };
}

function through(near: Socket, port: number): void {
  const far = connect(port, CONNECTION.host);
  far.on("error", () => near.destroy());
  far.on("close", () => near.destroy());
  near.on("close", () => far.destroy());
  near.pipe(far).pipe(near);
}

async function openBehind(folder: string): Promise<Behind> {
  if (!existsSync(folder)) await begin(folder);
  const pglite = await PGlite.create({ ...OPTIONS, dataDir: folder });
  await pglite.exec(`set session authorization ${ROLE}`); // it asks nobody for a password: whoever comes is this role
  const server = new PGLiteSocketServer({ db: pglite, port: 0, host: CONNECTION.host, maxConnections: 32 });
  const port = new Promise<number>((resume) => server.addEventListener("listening", (event) => resume((event as CustomEvent<{ port: number }>).detail.port)));
  await server.start();
  const stop = async (): Promise<void> => {
    await server.stop();
    await pglite.close();
  };
  return { port: await port, stop };
}

const OPTIONS = { startParams: PGLITE_OPTIONS.startParams };

/** Beside its place, which it takes once it is whole: who was killed on the way begins anew. */
async function begin(folder: string): Promise<void> {
  const unfinished = `${folder}-unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  const pglite = await PGlite.create({ ...OPTIONS, dataDir: unfinished });
  await pglite.exec(BEGINNING);
  await pglite.close();
  renameSync(unfinished, folder);
}

/** The demo institution knows it, wherever it listens this time. */
export async function connectPortal(world: Pick<World, "db" | "clock" | "secrets">, { port }: Portal): Promise<void> {
  const institution = await demoInstitution(world.db);
  if (institution === null) return;
  const database = { ...CONNECTION, port, tls: "none" as const, ca: null };
  await connectUntried(world, institution.id, database, "not asked for", MAPPINGS);
}
