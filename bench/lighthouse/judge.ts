import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** An outside judge, fetched for the occasion and in one version: nothing of Bedel needs it. */
const LIGHTHOUSE = "lighthouse@13.5.0";

type Audit = { numericValue?: number; details?: { items?: { resourceType?: string; transferSize?: number }[] } };
type Report = { categories: Record<string, { score: number | null }>; audits: Record<string, Audit> };

/** Scores of 100, kilobytes of 1,000 bytes as they came over the wire, times in milliseconds on the phone that Lighthouse plays. */
export type Judged = {
  performance: number;
  accessibility: number;
  scriptKilobytes: number;
  allKilobytes: number;
  firstPaint: number;
  largestPaint: number;
  blocked: number;
  shifted: number;
};

/** One look at a page with Lighthouse's own phone: a slow processor, 1.6 Mbit/s and 150 ms to the server. */
export async function judge(url: string, chromium: string): Promise<Judged> {
  const folder = mkdtempSync(join(tmpdir(), "bedel-lighthouse-"));
  try {
    const file = join(folder, "report.json");
    await ask([url, "--quiet", "--only-categories=performance,accessibility", "--output=json", `--output-path=${file}`, "--chrome-flags=--headless=new --no-sandbox"], chromium); // prettier-ignore
    return read(JSON.parse(readFileSync(file, "utf8")) as Report);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function ask(args: readonly string[], chromium: string): Promise<void> {
  const env = { ...process.env, PATH: `${dirname(process.execPath)}:${process.env["PATH"] ?? ""}`, CHROME_PATH: chromium };
  const child = spawn("npm", ["exec", "--yes", `--package=${LIGHTHOUSE}`, "--", "lighthouse", ...args], { env, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (part: Buffer) => (said += part.toString()));
  const [code] = (await once(child, "exit")) as [number | null];
  if (code !== 0) throw new Error(`${LIGHTHOUSE} could not be fetched or run: it needs npm and the npm registry.\n${said.slice(-2000)}`);
}

function read({ categories, audits }: Report): Judged {
  const score = (name: string): number => Math.round((categories[name]?.score ?? 0) * 100);
  const figure = (name: string): number => Math.round((audits[name]?.numericValue ?? Number.POSITIVE_INFINITY) * 1000) / 1000;
  const requests = audits["network-requests"]?.details?.items ?? [];
  if (requests.length === 0) throw new Error("Lighthouse tells of no request: nothing was measured");
  const kilobytes = (items: typeof requests): number => Math.round(items.reduce((sum, { transferSize = 0 }) => sum + transferSize, 0) / 100) / 10;
  return {
    performance: score("performance"),
    accessibility: score("accessibility"),
    scriptKilobytes: kilobytes(requests.filter(({ resourceType }) => resourceType === "Script")),
    allKilobytes: kilobytes(requests),
    firstPaint: figure("first-contentful-paint"),
    largestPaint: figure("largest-contentful-paint"),
    blocked: figure("total-blocking-time"),
    shifted: figure("cumulative-layout-shift"),
  };
}
