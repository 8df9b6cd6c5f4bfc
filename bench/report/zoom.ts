import { openSandbox } from "../../sandbox/sandbox.ts";
import { serveSandbox } from "../../sandbox/serve.ts";
import { DEFAULT_APP, defaultAccount } from "../../sandbox/university.ts";
import { seededRandom } from "../../src/lib/random.ts";
import { iso, type Instant } from "../../src/lib/time.ts";
import { LASTED, type Visitor } from "./crowd.ts";

export type Zoom = {
  base: string;
  /** A meeting of the first shared room that was held, by its number; and whose room it is. */
  hold(start: number, people: readonly Visitor[]): Promise<{ id: string; hostId: string; instanceId: string }>;
  calls(): number;
  close(): void;
};

/** The sandbox over HTTP, which counts no calls against anybody. */
export async function openZoom(): Promise<Zoom> {
  const all = defaultAccount();
  let calls = 0;
  const sandbox = openSandbox({
    now: () => Date.now() as Instant,
    machine: () => performance.now(),
    random: seededRandom(23),
    baseUrl: "http://127.0.0.1",
    file: null,
    webhook: null,
    send: (url, init) => fetch(url, init),
    university: { ...all, account: { ...all.account, plan: "business", limitBy: "nothing" } },
  });
  const counted = (request: Request): Promise<Response> => {
    calls += 1;
    return sandbox.fetch(request);
  };
  const { server, port } = await serveSandbox({ ...sandbox, fetch: counted }, { port: 0, host: "127.0.0.1" });
  const ask = async (method: string, path: string, body?: object, token?: string): Promise<Record<string, string>> => {
    const headers = { "content-type": "application/json", ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) };
    const answer = await sandbox.fetch(
      new Request(`http://127.0.0.1${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }),
    );
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Record<string, string>;
  };
  const room = all.users.find((user) => user.dept === "Salas compartidas" && user.type === 2)!;
  return {
    base: `http://127.0.0.1:${port}`,
    hold: async (start, people) => {
      const token = await tokenFrom(sandbox.fetch);
      const planned = { topic: "Congress", type: 2, start_time: iso((Date.now() + 86_400_000) as Instant), duration: 120, timezone: "UTC" };
      const { id } = await ask("POST", `/v2/users/${room.id}/meetings`, planned, token);
      const held = { meetingId: id, from: iso(start as Instant), to: iso((start + LASTED) as Instant), people };
      const { uuid } = await ask("POST", "/control/held", held);
      return { id: String(id), hostId: room.id, instanceId: uuid! };
    },
    calls: () => calls,
    close: () => {
      server.close();
      server.closeAllConnections();
      sandbox.close();
    },
  };
}

async function tokenFrom(ask: (request: Request) => Promise<Response>): Promise<string> {
  const basic = Buffer.from(`${DEFAULT_APP.clientId}:${DEFAULT_APP.clientSecret}`).toString("base64");
  const query = new URLSearchParams({ grant_type: "account_credentials", account_id: DEFAULT_APP.accountId });
  const answer = await ask(new Request(`http://127.0.0.1/oauth/token?${query}`, { method: "POST", headers: { authorization: `Basic ${basic}` } }));
  return ((await answer.json()) as { access_token: string }).access_token;
}
