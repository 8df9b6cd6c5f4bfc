import { chownSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { delimiter, join } from "node:path";
import { aptInstall, canInstall } from "./apt.mjs";
import { collect, started } from "./processes.mjs";
import { Trouble, say } from "./say.mjs";

const OLDEST = 15;
const QUICK = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200", "shared_buffers=128MB", "max_wal_size=2GB"];

/**
 * The address of a real PostgreSQL for tests: the one named, or a throw-away cluster that ends with this process. `durable`: set up as it is installed,
 * for who measures what it takes to keep something; otherwise quick, and lost in a power cut.
 */
export async function findPostgres({ durable = false } = {}) {
  const named = process.env.TEST_DATABASE_URL;
  if (named) return { url: named, stop: async () => {} };
  return clusterWith(durable ? [] : QUICK);
}

/** A throw-away cluster in any case, which can be restarted: what was committed is kept. `settings` come after those that make it quick. */
export const ownPostgres = (settings = []) => clusterWith([...QUICK, ...settings]);

async function clusterWith(wanted) {
  let binaries = await findBinaries();
  if (binaries === null) {
    if (!canInstall()) throw new Trouble(`No PostgreSQL ${OLDEST} or newer was found: please install it, or name a database in TEST_DATABASE_URL.`);
    await aptInstall(["postgresql"]);
    binaries = await findBinaries();
  }
  if (binaries === null)
    throw new Trouble(`No PostgreSQL ${OLDEST} or newer is to be had from this machine's packages: please name a database in TEST_DATABASE_URL.`);
  return startCluster(binaries, wanted);
}

export async function findBinaries() {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).toSorted((a, b) => Number(b) - Number(a)) : [];
  const folders = [...(process.env.PATH ?? "").split(delimiter), ...versions.map((version) => join(debian, version, "bin"))];
  for (const folder of folders.filter((each) => existsSync(join(each, "initdb")) && existsSync(join(each, "postgres")))) {
    const { output } = await collect(join(folder, "postgres"), ["--version"]);
    if (Number(/(\d+)/.exec(output)?.[1] ?? 0) >= OLDEST) return folder;
  }
  return null;
}

async function startCluster(binaries, wanted) {
  const folder = mkdtempSync("/tmp/bedel-postgres-");
  const stop = async (server) => {
    if (server !== null) await ended(server);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  const nobody = unprivileged();
  if (nobody.uid !== undefined) chownSync(folder, nobody.uid, nobody.gid);
  const options = { ...nobody, cwd: folder, env: { PATH: process.env.PATH, LC_ALL: "C.UTF-8" } };
  const args = ["-D", join(folder, "data"), "-U", "bedel", "-A", "trust", "-E", "UTF8", "--no-sync", "--no-instructions"];
  const made = await collect(join(binaries, "initdb"), args, options);
  if (made.code !== 0) {
    await stop(null);
    throw new Trouble("A throw-away PostgreSQL cluster could not be made.", made.output);
  }
  const port = await freePort();
  const settings = ["listen_addresses=127.0.0.1", `port=${port}`, `unix_socket_directories=${folder}`, ...wanted].flatMap((each) => ["-c", each]);
  const start = async () => {
    const server = started(join(binaries, "postgres"), ["-D", join(folder, "data"), ...settings], { ...options, stdio: ["ignore", "ignore", "pipe"] });
    await readiness(server, () => stop(server));
    return server;
  };
  let server = await start();
  const restart = async (signal) => {
    await ended(server, signal);
    server = await start();
  };
  return { url: `postgres://bedel@127.0.0.1:${port}/postgres`, stop: () => stop(server), restart };
}

/** At once, unless another signal is told: nothing in the cluster is worth keeping. */
function ended(server, signal = "SIGQUIT") {
  return new Promise((resolve) => {
    if (server.exitCode !== null || server.signalCode !== null) return resolve();
    server.once("exit", resolve);
    server.kill(signal);
  });
}

function readiness(server, stop) {
  return new Promise((resolve, reject) => {
    let output = "";
    const fail = async () => {
      server.off("exit", fail);
      await stop();
      reject(new Trouble("The throw-away PostgreSQL did not start.", output));
    };
    const timer = setTimeout(fail, 30_000);
    server.on("exit", fail);
    server.stderr.on("data", (chunk) => {
      output = (output + chunk).slice(-4000);
      if (!output.includes("ready to accept connections")) return;
      clearTimeout(timer);
      server.off("exit", fail);
      resolve();
    });
  });
}

/** PostgreSQL refuses to run as root, so root hands it to a user who owns nothing. */
export function unprivileged() {
  if (process.getuid?.() !== 0) return {};
  const users = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  const user = users.find(([name]) => name === "postgres") ?? users.find(([name]) => name === "nobody");
  if (user === undefined) throw new Trouble("PostgreSQL does not run as root, and this machine has neither a user postgres nor a user nobody.");
  say(`PostgreSQL for the tests runs as ${user[0]}.`);
  return { uid: Number(user[2]), gid: Number(user[3]) };
}

export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
