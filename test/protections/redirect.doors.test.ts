import { describe, expect, test } from "vitest";
import { openSandbox } from "../../sandbox/sandbox.ts";
import { seededRandom } from "../../src/lib/random.ts";
import { errorOf, line, NINE, ROOM } from "../../src/zoom/client/client.fixtures.ts";
import { tokensInMemory } from "../../src/zoom/client/tokens.ts";
import type { Fetch } from "../support/outside.ts";

describe("a redirect", () => {
  const HERE = "http://sandbox.example/zoom";
  const THERE = "http://elsewhere.example/zoom";

  /** Zoom sends a call on to another host; what that host was told is kept. */
  async function sentOn(hosts: string[], wire: (fetch: Fetch) => Fetch = (fetch) => fetch) {
    const told: (string | null)[] = [];
    const sandbox = openSandbox({
      now: () => NINE,
      machine: () => 0,
      random: seededRandom(3),
      baseUrl: HERE,
      regionalBaseUrl: THERE,
      file: null,
      webhook: null,
      send: async () => new Response(null, { status: 204 }),
    });
    const fetch: Fetch = async (url, init) => {
      if (url.startsWith(THERE)) told.push(new Headers(init.headers).get("authorization"));
      return sandbox.fetch(new Request(url, init));
    };
    const order = { kind: "next", match: "GET /users/:id", do: "redirect", times: 9 };
    await sandbox.fetch(new Request(`${HERE}/control/faults`, { method: "POST", body: JSON.stringify(order) }));
    const zoom = line().another({ fetch: wire(fetch), tokens: tokensInMemory(), hosts });
    return { told, read: () => zoom.readUser(ROOM) };
  }

  test("to a host that is allowed is followed with the token, to another it is not followed at all", async () => {
    const known = await sentOn(["elsewhere.example"]);
    expect(await known.read()).toMatchObject({ hostId: ROOM });
    const unknown = await sentOn([]);
    expect((await errorOf(unknown.read())).kind).toBe("refused");
    expect([known.told.length, unknown.told.length]).toEqual([1, 0]);
  });

  test("followed as `fetch` does it, without the token, is refused by the very host that Zoom named", async () => {
    const withoutToken =
      (fetch: Fetch): Fetch =>
      (url, init) =>
        fetch(url, url.startsWith(THERE) ? { ...init, headers: {} } : init);
    const { read } = await sentOn(["elsewhere.example"], withoutToken);
    expect(await errorOf(read())).toMatchObject({ kind: "reconnect" });
  });

  test("followed wherever it leads, the token is told to a stranger", async () => {
    const { told, read } = await sentOn([new URL(THERE).host]);
    await read();
    expect(told).toEqual([expect.stringMatching(/^Bearer ./)]);
  });
});
