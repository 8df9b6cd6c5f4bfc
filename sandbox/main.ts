import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { systemRandom } from "../src/lib/random.ts";
import type { Instant } from "../src/lib/time.ts";
import { openSandbox } from "./sandbox.ts";
import { serveSandbox } from "./serve.ts";
import { DEFAULT_APP } from "./university.ts";

/** The sandbox alone on its own port. Here, and only here in this folder, the machine's clock is the calendar. */
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
    process.stderr.write(`${(error as Error).message.split(". ")[0]}\n`);
    process.exit(78);
  }
}

const values = readOptions();
const port = Number(values.port);
if (!Number.isInteger(port) || port < 1 || port > 65_535) {
  process.stderr.write(`--port must be a number between 1 and 65535, not ${values.port}\n`);
  process.exit(78);
}
if (values.data !== undefined) mkdirSync(values.data, { recursive: true });
const baseUrl = values["base-url"] ?? `http://localhost:${port}`;

const sandbox = openSandbox({
  now: () => Date.now() as Instant,
  machine: () => performance.now(),
  random: systemRandom,
  baseUrl,
  file: values.data === undefined ? null : join(values.data, "zoom.sqlite"),
  webhook: values.webhook === undefined ? null : { url: values.webhook, secret: values["webhook-secret"] },
  send: (url, init) => fetch(url, init),
});

const { server } = await serveSandbox(sandbox, { port, host: values.host }).catch((error: Error): never => {
  process.stderr.write(`the sandbox cannot listen on ${values.host}:${port}: ${error.message}\n`);
  process.exit(78);
});
const looking = setInterval(() => void sandbox.run(), 500);
process.stdout.write(
  [
    `Sandbox (not Zoom) at ${baseUrl}`,
    `  API base    ${baseUrl}/v2`,
    `  OAuth base  ${baseUrl}/oauth`,
    `  account     ${DEFAULT_APP.accountId}   client ${DEFAULT_APP.clientId} / ${DEFAULT_APP.clientSecret}`,
    `  pages       ${baseUrl}/live  ${baseUrl}/users  ${baseUrl}/calls  ${baseUrl}/webhooks`,
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
