import { describe, expect, test } from "vitest";
import { line } from "../../src/zoom/client/client.fixtures.ts";
import { tokensInMemory } from "../../src/zoom/client/tokens.ts";
import { after, hours, minutes } from "../../src/lib/time.ts";
import type { Database } from "../../src/platform/database.ts";
import { eachDatabase } from "../support/databases.ts";
import type { Fetch } from "../support/outside.ts";
import * as sessions from "../support/sessions.ts";
import { aWorld, NINE } from "../world.ts";

const START = after(NINE, hours(1));

/** Any 2xx is success, whatever stands in it. */
const believing2xx =
  (fetch: Fetch): Fetch =>
  async (url, init) => {
    const answer = await fetch(url, init);
    const body = answer.ok
      ? ((await answer
          .clone()
          .json()
          .catch(() => ({}))) as object)
      : {};
    return "code" in body ? new Response(null, { status: 204 }) : answer;
  };

/** After a session Zoom answers 200 to the new password of its room, with *No permission.* inside. */
async function closed(db: Database, wire?: (fetch: Fetch) => Fetch) {
  const w = await aWorld(db, wire === undefined ? {} : { wire });
  const s = await w.ask({ start: START });
  await w.advanceTo(START);
  const by = await sessions.start(w, s);
  await sessions.fault(w, "PUT /users/:id/password", "200 with an error", { times: 40 });
  await w.advanceTo(after(START, minutes(90)));
  return { w, close: (await sessions.statesOf(w, s))["close"], lastGroupGetsIn: await w.opens(by.email, by.password) };
}

eachDatabase((_, open) => {
  describe("an error inside a 2xx", () => {
    test("is an error: the room is not called closed", async () => {
      const { w, ...seen } = await closed(await open());
      await using _ = w;
      expect(seen).toEqual({ close: "failed", lastGroupGetsIn: true });
    });

    test("taken for success, the room is called closed, and the last group still gets in", async () => {
      const { w, ...seen } = await closed(await open(), believing2xx);
      await using _ = w;
      expect(seen).toEqual({ close: "done", lastGroupGetsIn: true });
    });
  });
});

describe("a page token that dies while a list is read", () => {
  /** A list of many pages, and a quarter of an hour before the third. */
  async function slowly(wire: (fetch: Fetch) => Fetch = (fetch) => fetch) {
    const it = line();
    const whole = (await it.zoom.listUsers()).length;
    let pages = 0;
    const inSevens: Fetch = async (url, init) => {
      if (url.includes("page_size") && ++pages === 3) await it.pass(minutes(16));
      return it.sandbox.fetch(new Request(url.replace("page_size=300", "page_size=7"), init));
    };
    const read = (await it.another({ fetch: wire(inSevens), tokens: tokensInMemory() }).listUsers()).length;
    return { whole, read };
  }

  test("begins the list anew: it is whole", async () => {
    const { whole, read } = await slowly();
    expect(read).toBe(whole);
  });

  test("taken for the end of the list, most users are missing, and rooms would be taken for gone", async () => {
    const endingThere =
      (fetch: Fetch): Fetch =>
      async (url, init) => {
        const answer = await fetch(url, init);
        return url.includes("next_page_token") && !answer.ok ? Response.json({ users: [], next_page_token: "" }) : answer;
      };
    const { whole, read } = await slowly(endingThere);
    expect(read).toBeLessThan(whole / 2);
  });
});
