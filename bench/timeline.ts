import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { wallClock } from "../src/platform/clock.ts";
import { freePort, live } from "../test/crash/server.ts";
import { open, scrolled, type Frames, type Opened } from "./timeline/looking.ts";
import { fillWeek, mondayBefore } from "./timeline/week.ts";
import { ownDatabase } from "./timers/database.ts";
import { openInstitution, ROOMS } from "./timers/pending.ts";

/**
 * A week of two hundred rooms and five thousand sessions on the page that people have, in Chromium without a screen, which draws without a graphics card. Beside it how many
 * frames a second the same browser has of an empty page. Of several looks the best one counts: other work on the machine only ever makes them worse.
 */
const [MOST, LEAST] = [{ usableMs: 1000 }, { framesPerSecond: 50 }];

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    json: { type: "boolean" }, // it never says anything else
    sessions: { type: "string", default: "5000" },
    runs: { type: "string", default: "3" },
    seconds: { type: "string", default: "6" },
  },
});
const [many, runs, seconds] = [Number(values.sessions), Number(values.runs), Number(values.seconds)];

const { findChromium } = (await import(new URL("../scripts/lib/chromium.mjs", import.meta.url).href)) as { findChromium(node: string): Promise<string> };
const executablePath = process.env["CHROMIUM_PATH"] ?? (await findChromium(process.execPath));

async function cookieOf(origin: string): Promise<{ name: string; value: string; url: string }> {
  const answer = await fetch(`${origin}/api/sandbox/sign-in`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ as: "administrator" }),
  });
  if (!answer.ok) throw new Error(`signing in: ${answer.status} ${await answer.text()}`);
  const [name, value] = answer.headers.getSetCookie()[0]!.split(";")[0]!.split("=") as [string, string];
  return { name, value: decodeURIComponent(value), url: origin };
}

const folder = mkdtempSync(join(tmpdir(), "bedel-bench-"));
const base = await ownDatabase(`bedel_bench_timeline_${process.pid}`);
const settings = { PORT: String(await freePort()), BEDEL_DATA: join(folder, "data"), DATABASE_URL: base.address };
const db = await openInstitution(settings);
const server = await live(settings);
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
try {
  const origin = `http://127.0.0.1:${settings.PORT}`;
  const monday = mondayBefore(wallClock());
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, locale: "en" });
  await context.addCookies([await cookieOf(origin)]);
  const empty = await context.newPage();
  const still = await scrolled(empty, 2);
  await empty.goto(`${origin}/timeline?view=day`, { waitUntil: "networkidle" });
  await empty.close();

  const growth: Record<string, Opened> = {};
  const looks: (Opened & Frames)[] = [];
  for (const [times, part] of [
    [1, 0.1],
    [3, 0.3],
    [10, 1],
  ] as const) {
    // prettier-ignore
    await fillWeek(db, monday, Math.round(many * part));
    looks.length = 0;
    for (let run = 0; run < runs; run += 1) {
      const { page, opened } = await open(context, `${origin}/timeline?view=week`);
      looks.push({ ...opened, ...(part === 1 ? await scrolled(page, seconds) : { perSecond: 0, slowestMs: 0, sessionsSeen: 0 }) });
      await page.close();
    }
    const { shown, usable } = looks.toSorted((a, b) => a.usable - b.usable)[0]!;
    growth[`x${times}`] = { shown, usable };
  }
  const { shown, usable } = growth["x10"]!;
  const { perSecond, slowestMs } = looks.toSorted((a, b) => b.perSecond - a.perSecond)[0]!;
  const figures = {
    rooms: ROOMS,
    sessions: many,
    shownMs: shown,
    usableMs: usable,
    framesPerSecond: perSecond,
    slowestFrameMs: slowestMs,
    looks,
    most: MOST,
    least: LEAST,
  };
  const missed = [...(usable > MOST.usableMs ? ["usable"] : []), ...(perSecond < LEAST.framesPerSecond ? ["scrolling"] : [])];
  const ratio = Math.round((100 * perSecond) / still.perSecond) / 100;
  const times = Math.round((10 * usable) / growth["x1"]!.usable) / 10;
  console.log(JSON.stringify({ name: "timeline", figures, peer: { emptyPage: still }, ratio, growth: { ...growth, ratio: times }, missed }));
  process.exitCode = missed.length === 0 ? 0 : 1;
} finally {
  await browser.close();
  await server.stop();
  await db.close();
  await base.close();
  rmSync(folder, { recursive: true, force: true });
}
