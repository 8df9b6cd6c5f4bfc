import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld, valueOf, type TestWorld } from "../../../test/world.ts";
import { hours, minutes } from "../../lib/time.ts";
import { sql } from "../../platform/database.ts";
import { retryRun } from "../runs/actions.ts";
import { asAdmin, EVA, PASSWORD, provisioning, rowOf, theUser, type Ask } from "./zoom-users.fixtures.ts";

const LATER = "sara.segunda@otra.example";

const make = async (w: TestWorld, ask: Ask, email: string): Promise<void> => {
  await ask("POST", "/api/zoom-users", { batchId: w.random.uuid(), preview: false, memberIds: [], text: `${email},Profe Nueva`, licence: true });
  await w.settle();
};
const accepts = (w: TestWorld, email: string) => w.control("accept-invitation", { email, password: PASSWORD });

/** Eva is active and waits for a licence; one is bought, which nobody tells. */
async function evaWaits(w: TestWorld): Promise<{ ask: Ask; used: number }> {
  await provisioning(w, { on: true });
  const ask = await asAdmin(w);
  const { used } = (await ask("GET", "/api/zoom-users")).body.seats;
  await w.control("account", { seats: { paid: used } });
  await make(w, ask, EVA);
  await accepts(w, EVA);
  await w.pass(minutes(10));
  expect(await rowOf(ask, EVA)).toMatchObject({ licensed: false, because: "no_licence_left" });
  await w.control("account", { seats: { paid: used + 1 } });
  return { ask, used };
}

/* Whoever has waited longest for a licence gets it first, however it came to be free. */
eachDatabase((_, open) => {
  test("while somebody waits for a licence whoever is made later is made without one, and waits behind", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const { ask, used } = await evaWaits(w);
    await make(w, ask, LATER);
    expect(await theUser(w, LATER)).toMatchObject({ status: "pending", type: 1 });
    expect(await rowOf(ask, LATER)).toMatchObject({ state: "invited", isLicenceShort: true });
    await accepts(w, LATER);
    await w.pass(hours(2));
    expect([(await theUser(w))["type"], (await theUser(w, LATER))["type"]]).toEqual([2, 1]);
    expect(await rowOf(ask, LATER)).toMatchObject({ state: "active", because: "no_licence_left", values: { most: used + 1 } });
    await w.control("account", { seats: { paid: used + 2 } });
    await w.pass(hours(2));
    expect((await theUser(w, LATER))["type"]).toBe(2);
    await make(w, ask, "una.tercera@otra.example"); // nobody waits any more
    expect(await rowOf(ask, "una.tercera@otra.example")).toMatchObject({ isLicenceShort: true });
  });

  test("who waits behind somebody and is tried again has that one look, and then gets what is left", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const { ask, used } = await evaWaits(w);
    await make(w, ask, LATER);
    await accepts(w, LATER);
    await w.settle();
    await w.pass(minutes(1));
    expect([(await theUser(w))["type"], (await theUser(w, LATER))["type"]]).toEqual([2, 1]);
    await w.control("account", { seats: { paid: used + 2 } });
    const { runId, because } = await rowOf(ask, LATER);
    const { at } = (await w.db.one((r) => ({ at: String(r["at"]) }), sql`select at from run_steps where run_id = ${runId} and state = 'waiting'`))!;
    valueOf(await retryRun(w, w.admin, runId!, { because, at }));
    await w.settle();
    expect((await theUser(w, LATER))["type"]).toBe(2);
  });
});
