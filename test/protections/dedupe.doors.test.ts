import { describe, expect, test } from "vitest";
import { askToken, BASE } from "../../sandbox/testing.ts";
import { seconds } from "../../src/lib/time.ts";
import { sql, type Database } from "../../src/platform/database.ts";
import { keepUp } from "../../src/rooms/upkeep/actions.ts";
import { upstairs } from "../../src/sessions/showing/wiring-actions.ts";
import { eachDatabase } from "../support/databases.ts";
import { aWorld, type TestWorld } from "../world.ts";

/** Each delivery is taken for a new one, whatever its body. */
function withoutKey(): { keyOf: () => string } {
  let deliveries = 0;
  return { keyOf: () => `delivery ${++deliveries}` };
}

const kept = (w: TestWorld): Promise<string[]> => w.db.list((r) => r["key"] as string, sql`select key from webhooks where body ->> 'event' = 'user.updated'`);

/** As another app of the account does it. */
async function changeRoom(w: TestWorld): Promise<void> {
  const { access_token } = (await askToken(w.sandbox)).body;
  const headers = { authorization: `Bearer ${String(access_token)}`, "content-type": "application/json" };
  const init = { method: "PATCH", headers, body: JSON.stringify({ dept: "Salas de grados" }) };
  expect((await w.sandbox.fetch(new Request(`${BASE}/v2/users/${w.rooms[0]!.hostId}`, init))).status).toBe(204);
}

/** Somebody changes a room in Zoom, which tells everything twice, the second time some seconds later. */
async function toldTwice(db: Database, receiving: { keyOf?: () => string }): Promise<{ w: TestWorld; kept: number; compared: number }> {
  const w = await aWorld(db, { receiving });
  const compare = (): Promise<number> => keepUp(w, upstairs(w, w.neighbours));
  await compare();
  await w.control("faults", { kind: "webhooks", dup: 1, reorder: 1 });
  await changeRoom(w);
  let compared = 0;
  for (let second = 0; second < 30; second += 1) {
    await w.pass(seconds(1));
    compared += await compare();
  }
  return { w, kept: (await kept(w)).length, compared };
}

eachDatabase((_, open) => {
  describe("a delivery that comes twice", () => {
    test("is kept and acted on once, known by its bytes", async () => {
      const { w, ...seen } = await toldTwice(await open(), {});
      await using _ = w;
      expect(seen).toEqual({ kept: 1, compared: 1 });
    });

    test("is kept twice without its key, and all rooms are compared with Zoom twice; people see one and the same, since a fact believed twice is the same fact", async () => {
      const { w, ...seen } = await toldTwice(await open(), withoutKey());
      await using _ = w;
      expect(seen).toEqual({ kept: 2, compared: 2 });
    });
  });
});
