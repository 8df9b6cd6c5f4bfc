import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { collect } from "./processes.mjs";
import { Trouble, say } from "./say.mjs";

const NO_CLUSTER = "/etc/postgresql-common/createcluster.d/bedel.conf";
const MINUTES = 60_000;

export const canInstall = () => process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");

let last = Promise.resolve();
let listsAreFresh = false;

/** Debian's packages, one installation at a time as apt wants it. */
export function aptInstall(packages) {
  last = last.catch(() => {}).then(() => install(packages));
  return last;
}

async function install(packages) {
  say(`Installing ${packages.join(" and ")}…`);
  if (!listsAreFresh) await apt(["update"], packages);
  listsAreFresh = true;
  mkdirSync("/etc/postgresql-common/createcluster.d", { recursive: true });
  writeFileSync(NO_CLUSTER, "create_main_cluster = false\n"); // tests start a cluster of their own; the machine's stays as it is
  try {
    await apt(["install", "-y", "--no-install-recommends", ...packages], packages);
  } finally {
    rmSync(NO_CLUSTER, { force: true });
  }
}

async function apt(args, packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const { code, output } = await collect("/usr/bin/apt-get", ["-q", ...args], { env, timeout: 5 * MINUTES });
  if (code !== 0) throw new Trouble(`${packages.join(" and ")} could not be installed with apt-get.`, output);
}
