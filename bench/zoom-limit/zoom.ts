import { openSandbox } from "../../sandbox/sandbox.ts";
import { serveSandbox } from "../../sandbox/serve.ts";
import { DEFAULT_APP, defaultAccount, type University } from "../../sandbox/university.ts";
import { seededRandom } from "../../src/lib/random.ts";
import type { Instant } from "../../src/lib/time.ts";

export type Limiter = "fixed window" | "token bucket" | "sliding log";

export type Zoom = {
  base: string;
  /** Calls that arrived, by method and path without numbers and ids. */
  calls: Map<string, number>;
  refused: () => number;
  /** Distinct meetings that were made, and when each was (monotonic milliseconds). */
  meetings: () => number;
  madeAt: readonly number[];
  close(): void;
};

const JITTER_MS = 40;

/** The sandbox over HTTP: so many hosts on a Business account, each call up to 40 ms on its way. */
export async function openZoom(limiter: Limiter, hosts: number): Promise<Zoom> {
  const sandbox = openSandbox({
    now: () => Date.now() as Instant,
    machine: () => performance.now(),
    random: seededRandom(23),
    baseUrl: "http://127.0.0.1",
    file: null,
    webhook: null,
    send: (url, init) => fetch(url, init),
    university: university(limiter, hosts),
  });
  const calls = new Map<string, number>();
  const made = new Set<unknown>();
  const madeAt: number[] = [];
  let refused = 0;
  const watched = async (request: Request): Promise<Response> => {
    const response = await sandbox.fetch(request);
    const what = `${request.method} ${new URL(request.url).pathname.replaceAll(/\/(u\w{10,}|\d{9,})/g, "/:id")}`;
    calls.set(what, (calls.get(what) ?? 0) + 1);
    if (response.status === 429) refused += 1;
    if (what !== "POST /v2/users/:id/meetings" || response.status !== 201) return response;
    made.add(((await response.clone().json()) as { id: unknown }).id);
    madeAt.push(performance.now());
    return response;
  };
  const { server, port } = await serveSandbox({ ...sandbox, fetch: watched }, { port: 0, host: "127.0.0.1" });
  return {
    base: `http://127.0.0.1:${port}`,
    calls,
    refused: () => refused,
    meetings: () => made.size,
    madeAt,
    close: () => {
      server.close();
      server.closeAllConnections();
      sandbox.close();
    },
  };
}

function university(limiter: Limiter, hosts: number): University {
  const all = defaultAccount();
  const [room] = all.users.filter((user) => user.dept === "Salas compartidas");
  const rooms = Array.from({ length: hosts }, (_, i) => ({ ...room!, id: hostId(i), email: `room.${i + 1}@universidad.example`, last_name: `Room ${i + 1}` }));
  return {
    ...all,
    account: { ...all.account, plan: "business", limitBy: limiter, jitterMs: JITTER_MS },
    users: [...all.users.filter((user) => user.role_id === "0"), ...rooms],
  };
}

export const hostId = (i: number): string => `uHost${String(i).padStart(5, "0")}00000000AA`;

export const APP = DEFAULT_APP;
