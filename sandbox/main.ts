import { join } from "node:path";
import { parseArgs } from "node:util";
import { makeFolder } from "../src/lib/folder.ts";
import { systemRandom } from "../src/lib/random.ts";
import type { Instant } from "../src/lib/time.ts";
import { openSandbox, type Sandbox } from "./sandbox.ts";
import { serveSandbox } from "./serve.ts";
import { DEFAULT_APP } from "./university.ts";

/** What `sysexits.h` calls EX_CONFIG: whoever started it must change something first. */
const WRONG_CONFIGURATION = 78;

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
      },
    }).values;
  } catch (error) {
    return giveUp((error as Error).message.split(". ")[0]!);
  }
}

const values = readOptions();
const port = Number(values.port);
if (!Number.isInteger(port) || port < 1 || port > 65_535) giveUp(`--port must be a number between 1 and 65535, not ${values.port}`);
const baseUrl = values["base-url"] ?? `http://localhost:${port}`;
for (const [name, address] of Object.entries({ "base-url": baseUrl, webhook: values.webhook }))
  if (address !== undefined && !URL.canParse(address)) giveUp(`--${name} must be an address, not ${address}`);

function fileIn(folder: string): string {
  try {
    makeFolder(folder, 0o777);
  } catch (error) {
    giveUp(`--data ${folder} can't be made or written: ${(error as Error).message}`);
  }
  return join(folder, "zoom.sqlite");
}

function open(file: string | null): Sandbox {
  try {
    return openSandbox({
      now: () => Date.now() as Instant,
      ownClock: true,
      machine: () => performance.now(),
      random: systemRandom,
      baseUrl,
      file,
      webhook: values.webhook === undefined ? null : { url: values.webhook, secret: values["webhook-secret"] },
      send: (url, init) => fetch(url, init),
    });
  } catch (error) {
    return giveUp(`${file} is damaged or can't be opened: restore it, or move it away to begin with a new account (${(error as Error).message})`);
  }
}

const sandbox = open(values.data === undefined ? null : fileIn(values.data));

const { server } = await serveSandbox(sandbox, { port, host: values.host }).catch((error: Error) =>
  giveUp(`the sandbox cannot listen on ${values.host}:${port}: ${error.message}`),
);
const looking = setInterval(() => void sandbox.run(), 500);
process.stdout.write(
  [
    `Sandbox (not Zoom) at ${baseUrl}`,
    `  API base    ${baseUrl}/v2`,
    `  OAuth base  ${baseUrl}/oauth`,
    `  account     ${DEFAULT_APP.accountId}   client ${DEFAULT_APP.clientId} / ${DEFAULT_APP.clientSecret}`,
    `  pages       ${baseUrl}/live  ${baseUrl}/users  ${baseUrl}/calls  ${baseUrl}/webhooks  ${baseUrl}/clock`,
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
