import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readConfig } from "../../src/platform/config.ts";
import { serve, type Running } from "../../src/serve.ts";

export type Server = Running & {
  origin: string;
  /** Its data folder. */
  data: string;
  /** Every line that it wrote: its log, at its most talkative, and what it says to whoever started it. */
  lines: string[];
  end(): Promise<void>;
  /** What was started beside it ends with it. */
  endsToo(end: () => Promise<void>): void;
};

/** A Monday in Madrid, half past eight in the morning, far from any change of clocks. */
const MORNING = "2027-03-01T07:30:00Z";

/** The whole server in this process, as people run it, with the sandbox as Zoom and pages that are only names. `database`: the address of an empty PostgreSQL; null: the embedded one. */
export async function aServer(database: string | null, settings: Record<string, string> = {}): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), "bedel-access-"));
  const pages = join(folder, "pages");
  mkdirSync(pages);
  for (const page of ["index.html", "public.html", "booking.html"]) writeFileSync(join(pages, page), `<title>${page}</title>`);
  const port = await freePort();
  const config = readConfig({
    PORT: String(port),
    HOST: "127.0.0.1",
    BEDEL_ADDRESS: `http://127.0.0.1:${port}`,
    BEDEL_DATA: join(folder, "data"),
    BEDEL_EXAMPLE: "nothing",
    BEDEL_EXAMPLE_BEGINS: MORNING,
    LOG_LEVEL: "info",
    ...(database === null ? {} : { DATABASE_URL: database }),
    ...settings,
  });
  const lines: string[] = [];
  const running = await serve(config, { pages, say: (line) => void lines.push(line), logTo: { write: (line) => void lines.push(line) } });
  let stopped: Promise<void> | null = null;
  const stop = (): Promise<void> => (stopped ??= running.stop());
  const beside: (() => Promise<void>)[] = [];
  const end = async (): Promise<void> => {
    await stop();
    for (const one of beside) await one();
    rmSync(folder, { recursive: true, force: true });
  };
  return { ...running, stop, origin: config.origin, data: config.dataFolder, lines, end, endsToo: (one) => void beside.push(one) };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}
