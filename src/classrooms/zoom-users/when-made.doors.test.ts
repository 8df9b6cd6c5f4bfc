import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld, type TestWorld } from "../../../test/world.ts";
import { pause, resume } from "../../connections/life/actions.ts";
import { after, hours, iso } from "../../lib/time.ts";
import { sql } from "../../platform/database.ts";
import { runsFor } from "../runs/showing-actions.ts";
import { asAdmin, provisioning } from "./zoom-users.fixtures.ts";

const [ONE, TWO] = ["7b1b1f5e-8a51-4d0e-9a58-0d5a1c7a0e02", "7b1b1f5e-8a51-4d0e-9a58-0d5a1c7a0e03"];
const SPENT = "You have exceeded the daily rate limit (50) of Create User API requests permitted. You may resume these requests at GMT 00:00:00.";

const people = (named: string, count: number) => Array.from({ length: count }, (_, i) => `${named}.${i}@otra.example`).join("\n");
const dayOf = (moment: string | null) => moment?.slice(0, 10) ?? null;
const [today, tomorrow] = [(w: TestWorld) => dayOf(iso(w.clock.now())), (w: TestWorld) => dayOf(iso(after(w.clock.now(), hours(24))))];

/** Where Zoom makes fifty users a day. */
const aHouse = (db: Parameters<typeof aWorld>[0]) => aWorld(db, { rooms: 0, plan: "free" });

async function listsIn(w: TestWorld) {
  await provisioning(w, { on: true });
  const ask = await asAdmin(w);
  const list = (batchId: string, text: string, preview: boolean) => ask("POST", "/api/zoom-users", { batchId, preview, memberIds: [], text, licence: false });
  return {
    preview: async (batchId: string, text: string) => (await list(batchId, text, true)).body as { expectedAt: string | null; heldBy: string | null },
    send: async (batchId: string, text: string) => (await list(batchId, text, false)).body as { expectedAt: string | null; heldBy: string | null },
    batch: async (batchId: string) => (await runsFor(w, w.institutionId, { batchId, classroomId: null, memberId: null })).batch!,
  };
}

eachDatabase((_, open) => {
  test("while Zoom is paused or disconnected no time is promised for a list of people, and that is said", async () => {
    await using w = await aHouse(await open());
    const { preview, send, batch } = await listsIn(w);
    await pause(w, w.admin);
    expect(await preview(ONE, people("ana", 3))).toMatchObject({ expectedAt: null, heldBy: "zoom_paused" });
    expect(await send(ONE, people("ana", 3))).toMatchObject({ expectedAt: null, heldBy: "zoom_paused" });
    expect(await batch(ONE)).toMatchObject({ expectedAt: null, invitedBy: null, waitsFor: "somebody" });
    await resume(w, w.admin);
    await w.db.run(sql`update connections set state = 'disconnected' where institution_id = ${w.institutionId}`);
    expect(await preview(TWO, people("leo", 3))).toMatchObject({ expectedAt: null, heldBy: "zoom_disconnected" });
    expect(await batch(ONE)).toMatchObject({ expectedAt: null, invitedBy: null, waitsFor: "somebody" });
    await w.db.run(sql`update connections set state = 'connected' where institution_id = ${w.institutionId}`);
    expect(dayOf((await batch(ONE)).invitedBy)).toBe(today(w));
    expect(await preview(TWO, people("leo", 3))).toMatchObject({ expectedAt: expect.any(String), heldBy: null });
  });

  test("who waits in a list that was sent before comes first", async () => {
    await using w = await aHouse(await open());
    const { preview, send, batch } = await listsIn(w);
    expect(dayOf((await send(ONE, people("ana", 40))).expectedAt)).toBe(today(w));
    expect(dayOf((await preview(TWO, people("leo", 10))).expectedAt)).toBe(today(w));
    expect(dayOf((await preview(TWO, people("leo", 11))).expectedAt)).toBe(tomorrow(w));
    expect(dayOf((await send(TWO, people("leo", 11))).expectedAt)).toBe(tomorrow(w));
    expect(dayOf((await batch(TWO)).invitedBy)).toBe(tomorrow(w));
  });

  test("so does who waits without a list, of the teams or by an administrator", async () => {
    await using w = await aHouse(await open());
    const { preview, send } = await listsIn(w);
    await send(ONE, people("ana", 40));
    await w.db.run(sql`update runs set batch_id = null`);
    expect(dayOf((await preview(TWO, people("leo", 11))).expectedAt)).toBe(tomorrow(w));
    expect(dayOf((await send(TWO, people("leo", 11))).expectedAt)).toBe(tomorrow(w));
  });

  test("a day that Zoom says is spent is spent for the lists that come after, too", async () => {
    await using w = await aHouse(await open());
    const { preview, send, batch } = await listsIn(w);
    await w.control("faults", { kind: "next", match: "POST /users", do: "refuse", status: 429, body: { code: 429, message: SPENT } });
    await send(ONE, people("ana", 1));
    await w.settle();
    expect(dayOf((await batch(ONE)).invitedBy)).toBe(tomorrow(w));
    expect(dayOf((await preview(TWO, people("leo", 1))).expectedAt)).toBe(tomorrow(w));
    expect(dayOf((await send(TWO, people("leo", 1))).expectedAt)).toBe(tomorrow(w));
    expect(dayOf((await batch(TWO)).invitedBy)).toBe(tomorrow(w));
  });
});
