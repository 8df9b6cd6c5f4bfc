import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld, type TestWorld } from "../../../test/world.ts";
import { days } from "../../lib/time.ts";
import { retryThese, runsOf, type These } from "../runs/actions.ts";
import { shownOf, tryAgain } from "../runs/retrying.fixtures.ts";
import { runFor } from "../runs/showing-actions.ts";
import { invitedByZoom } from "./teams.fixtures.ts";
import { asAdmin, EVA, provisioning, rowOf, skip } from "./zoom-users.fixtures.ts";

const FILE = "7b1b1f5e-8a51-4d0e-9a58-0d5a1c7a0e31";
const ANA = "ana@otra.example";

/** Two people of a file, whose invitations of Zoom nobody has accepted within thirty days. */
async function lapsed(w: TestWorld) {
  await provisioning(w, { on: true });
  const ask = await asAdmin(w);
  await ask("POST", "/api/zoom-users", { batchId: FILE, preview: false, memberIds: [], text: `${EVA},Eva\n${ANA},Ana`, licence: false });
  await w.settle();
  await skip(w, days(31));
  const ids = (await runsOf(w.db, w.institutionId, { batchId: FILE, most: 9 })).map(({ id }) => id);
  const those: These = { batchId: FILE, those: await Promise.all(ids.map(async (id) => ({ id, ...(await shownOf(w, id)) }))) };
  expect(those.those.map(({ because }) => because)).toEqual(["invitation_expired", "invitation_expired"]);
  return { ask, ids, those };
}

eachDatabase((_, open) => {
  test("trying again all of a file whose invitations have lapsed has Zoom invite each again, once", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const { ask, ids, those } = await lapsed(w);
    expect(await retryThese(w, w.admin, those)).toEqual([]);
    expect(await retryThese(w, w.admin, those)).toEqual(ids.toSorted().map((id) => ({ id, because: "revision_conflict" })));
    await w.settle();
    expect(await invitedByZoom(w)).toEqual([ANA, ANA, EVA, EVA]);
    expect([(await rowOf(ask, EVA)).state, (await rowOf(ask, ANA)).state]).toEqual(["invited", "invited"]);
  });

  test("while making Zoom users is switched off nobody is invited again, and that is said before", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const { ids, those } = await lapsed(w);
    await provisioning(w, { on: false });
    expect((await runFor(w, w.institutionId, ids[0]!))!.whyNot.retry).toBe("provisioning_off");
    expect(await retryThese(w, w.admin, those)).toEqual(ids.toSorted().map((id) => ({ id, because: "provisioning_off" })));
    await provisioning(w, { on: true });
    expect((await tryAgain(w, ids[0]!)).ok).toBe(true);
    await w.settle();
    expect(await invitedByZoom(w)).toHaveLength(3);
  });
});
