import { parseArgs } from "node:util";
import { besideOf, figuresOf, type Beside, type Figures } from "./counting/figures.ts";
import { brokenPromises } from "./counting/promises.ts";
import { dayFrom } from "./day/programme.ts";
import { liveThrough, titleOf } from "./story.ts";

const USAGE = `npm run demo -- [--seed N] [--json]

Lives through a day at an institution in less than a minute, with a server of its own, and counts what came of it.
--seed N   another day (a whole number)
--json     prints one JSON object and nothing else
Exit code 1 when a promise is broken, 78 for an option that there is not.`;

/** What `sysexits.h` calls EX_CONFIG. */
const WRONG_CONFIGURATION = 78;

const write = (line: string): void => void process.stdout.write(`${line}\n`);

function giveUp(sentence: string): never {
  process.stderr.write(`demo: ${sentence}\n`);
  process.exit(WRONG_CONFIGURATION);
}

function readOptions() {
  try {
    return parseArgs({
      options: { seed: { type: "string", default: "1" }, json: { type: "boolean", default: false }, help: { type: "boolean", default: false } },
    }).values;
  } catch (error) {
    return giveUp(`${(error as Error).message.split(". ")[0]!}.`);
  }
}

async function main(): Promise<number> {
  const values = readOptions();
  if (values.help) return (write(USAGE), 0);
  if (!/^\d{1,9}$/.test(values.seed)) giveUp(`--seed takes a whole number of at most nine digits, not ${values.seed}.`);
  const day = dayFrom(Number(values.seed));
  const print = values.json ? (): void => undefined : write;
  titleOf(day).forEach(print);
  const started = performance.now();
  const { records, complaints } = await liveThrough(day, print);
  const realSeconds = (performance.now() - started) / 1000;
  const figures = figuresOf(records);
  const beside = besideOf(records, { realSeconds, complaints });
  const broken = brokenPromises(figures, beside);
  if (values.json) write(JSON.stringify(figures));
  else ["", ...summaryOf(figures, beside), ""].forEach(print);
  for (const sentence of broken) process.stderr.write(`Broken: ${sentence}\n`);
  if (broken.length === 0) print(`Every promise was kept, in ${Math.round(realSeconds)} seconds.`);
  return broken.length === 0 ? 0 : 1;
}

const summaryOf = (f: Figures, b: Beside): string[] => [
  `${f.sessions} sessions, ${b.webinars} of them webinars held; ${f.waiting} had to wait, ${f.servedLater} of these served later; ${f.rearranged} moved to make room; ${f.doubleBooked} double bookings.`,
  `${f.credentials.issued} passwords handed over, ${f.credentials.openAfterClose} still open after closing; ${f.endedByBedel} forgotten sessions ended, ${f.warned} organizers reminded.`,
  `${f.links.sent} of ${f.links.due} links sent, ${f.links.late} late; ${f.reports.made} of ${f.reports.due} reports made; ${f.zoomCalls} calls to Zoom in ${f.virtualHours} hours.`,
];

// Exiting takes the server and its folder along; dying of a signal would not.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => process.exit(130));

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
