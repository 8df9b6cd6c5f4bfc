import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { makeFolder } from "../src/lib/folder.ts";
import { seededRandom, systemRandom } from "../src/lib/random.ts";
import type { Instant } from "../src/lib/time.ts";
import { openSandbox, type Sandbox } from "./sandbox.ts";
import { readSeed, seedText } from "./seed.ts";
import { serveSandbox } from "./serve.ts";
import { defaultAccount, type University } from "./university.ts";

/** What `sysexits.h` calls EX_CONFIG: whoever started it must change something first. */
const WRONG_CONFIGURATION = 78;
/** Seeds have nine digits at most. */
const MOST_SEEDS = 1_000_000_000;

function giveUp(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(WRONG_CONFIGURATION);
}

/** The sandbox alone on its own port. Here, and only here in this folder, the machine's clock is the calendar, until it is moved ahead. */
function readOptions() {
  try {
    return parseArgs({
      options: {
        port: { type: "string", default: "4000" },
        host: { type: "string", default: "127.0.0.1" },
        data: { type: "string" },
        webhook: { type: "string" },
        "webhook-secret": { type: "string", default: "sandbox-webhook-secret" },
        "base-url": { type: "string" },
        "regional-base-url": { type: "string" },
        "tls-cert": { type: "string" },
        "tls-key": { type: "string" },
        seed: { type: "string" },
        "print-seed": { type: "boolean", default: false },
        random: { type: "string" },
      },
    }).values;
  } catch (error) {
    return giveUp((error as Error).message.split(". ")[0]!);
  }
}

const values = readOptions();
if (values["print-seed"]) {
  process.stdout.write(seedText());
  process.exit(0);
}
const port = Number(values.port);
if (!Number.isInteger(port) || port < 1 || port > 65_535) giveUp(`--port must be a number between 1 and 65535, not ${values.port}`);
if ((values["tls-cert"] === undefined) !== (values["tls-key"] === undefined)) giveUp("--tls-cert and --tls-key go together");
const certificate = values["tls-cert"] === undefined ? null : { cert: pem("tls-cert"), key: pem("tls-key") };
const scheme = certificate === null ? "http" : "https";
const baseUrl = values["base-url"] ?? `${scheme}://localhost:${port}`;
/** Another name of the same house, so that a client that follows a redirect there leaves its token behind. */
const regionalBaseUrl = values["regional-base-url"] ?? `${scheme}://127.0.0.1:${port}`;
for (const [name, address] of Object.entries({ "base-url": baseUrl, "regional-base-url": regionalBaseUrl, webhook: values.webhook }))
  if (address !== undefined && !URL.canParse(address)) giveUp(`--${name} must be an address, not ${address}`);

if (values.random !== undefined && !/^\d{1,9}$/.test(values.random)) giveUp(`--random must be a number, not ${values.random}`);

function textOf(option: string, file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    return giveUp(`--${option} ${file} can't be read: ${(error as Error).message}`);
  }
}

/** A certificate or its key. What OpenSSL says of a wrong one names neither the file nor the option. */
function pem(option: "tls-cert" | "tls-key"): string {
  const file = values[option]!;
  const text = textOf(option, file);
  return text.includes("-----BEGIN ") ? text : giveUp(`--${option} ${file} is not a PEM file`);
}

function universityIn(file: string): University {
  const said = readSeed(textOf("seed", file));
  return said.ok ? said.value : giveUp(`--seed ${file}: ${said.problem}`);
}

function fileIn(folder: string): string {
  try {
    makeFolder(folder, 0o777);
  } catch (error) {
    giveUp(`--data ${folder} can't be made or written: ${(error as Error).message}`);
  }
  return join(folder, "zoom.sqlite");
}

function open(file: string | null, university: University): Sandbox {
  try {
    return openSandbox({
      now: () => Date.now() as Instant,
      ownClock: true,
      machine: () => performance.now(),
      random: values.random === undefined ? systemRandom : (openedBefore) => seededRandom(Number(values.random) + openedBefore * MOST_SEEDS),
      baseUrl,
      regionalBaseUrl: regionalBaseUrl.replace(/\/+$/, ""),
      university,
      file,
      webhook: values.webhook === undefined ? null : { url: values.webhook, secret: values["webhook-secret"] },
      send: (url, init) => fetch(url, init),
    });
  } catch (error) {
    return giveUp(`${file} is damaged or can't be opened: restore it, or move it away to begin with a new account (${(error as Error).message})`);
  }
}

const file = values.data === undefined ? null : fileIn(values.data);
const begun = file !== null && existsSync(file);
const university = values.seed === undefined ? defaultAccount() : universityIn(values.seed);
const sandbox = open(file, university);

const { server } = await serveSandbox(sandbox, { port, host: values.host, certificate }).catch((error: Error) =>
  giveUp(`the sandbox cannot listen on ${values.host}:${port}: ${error.message}`),
);
const { app } = university;
const looking = setInterval(() => void sandbox.run(), 500);
process.stdout.write(
  [
    `Sandbox (not Zoom) at ${baseUrl}`,
    `  API base    ${baseUrl}/v2`,
    `  OAuth base  ${baseUrl}/oauth`,
    ...(begun
      ? [`  account     as kept in ${file}${values.seed === undefined ? "" : ": --seed is for a new one"}`]
      : [`  account     ${app.accountId}   client ${app.clientId} / ${app.clientSecret}`]),
    `  pages       ${["live", "meetings", "users", "calls", "webhooks", "faults", "clock"].map((page) => `${baseUrl}/${page}`).join("  ")}`,
    "",
  ].join("\n"),
);

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    clearInterval(looking);
    server.close();
    server.closeAllConnections();
    sandbox.close();
    process.exit(0);
  });
}
