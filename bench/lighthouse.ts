import { parseArgs } from "node:util";
import { openBookingHouse } from "./lighthouse/house.ts";
import { judge, type Judged } from "./lighthouse/judge.ts";
import { tell } from "./result.ts";

/**
 * What strangers wait for who come to a booking page by telephone, judged by Lighthouse on its phone profile. Of several looks the best one counts: other work
 * on the machine only ever makes them worse.
 */
const LEAST = { performance: 95, accessibility: 100 };
const MOST = { scriptKilobytes: 110 };

const { values } = parseArgs({ args: process.argv.slice(3), options: { json: { type: "boolean" }, runs: { type: "string", default: "3" } } });

const { findChromium } = (await import(new URL("../scripts/lib/chromium.mjs", import.meta.url).href)) as { findChromium(node: string): Promise<string> };
const chromium = await findChromium(process.execPath);
const house = await openBookingHouse();
try {
  const looks: Judged[] = [];
  for (let run = 0; run < Number(values.runs); run += 1) looks.push(await judge(house.page, chromium));
  const figures = looks.toSorted((a, b) => b.performance - a.performance || a.blocked - b.blocked)[0]!;
  const missed = [
    ...Object.entries(LEAST).filter(([name, least]) => figures[name as keyof Judged] < least),
    ...Object.entries(MOST).filter(([name, most]) => figures[name as keyof Judged] > most),
  ].map(([name]) => name);
  tell({ name: "lighthouse", figures: { ...figures, least: LEAST, most: MOST, looks }, peer: null, ratio: null, growth: null, missed });
} finally {
  await house.stop();
}
