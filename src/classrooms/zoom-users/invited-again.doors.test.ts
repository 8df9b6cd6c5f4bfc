import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld, valueOf } from "../../../test/world.ts";
import { days } from "../../lib/time.ts";
import { theRun } from "../classrooms.fixtures.ts";
import { runsOf } from "../runs/actions.ts";
import { tryAgain } from "../runs/retrying.fixtures.ts";
import { sayFarewellToOther } from "./leaving/others-actions.ts";
import { asAdmin, EVA, provisioning, rowOf, skip } from "./zoom-users.fixtures.ts";

eachDatabase((_, open) => {
  test("whom an administrator has invited again is asked for again", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await provisioning(w, { on: true, madeAs: "invited" });
    const ask = await asAdmin(w);
    await ask("POST", "/api/zoom-users", { batchId: w.random.uuid(), preview: false, memberIds: [], text: `${EVA},Eva Nueva`, licence: true });
    await w.settle();
    await skip(w, days(31));
    const [run] = await runsOf(w.db, w.institutionId, { most: 9 });
    valueOf(await sayFarewellToOther(w, w.admin, EVA, { runId: w.random.uuid(), farewell: "unlink" }));
    await w.settle();
    await skip(w, days(1));
    valueOf(await tryAgain(w, run!.id));
    await w.settle();
    const row = await rowOf(ask, EVA);
    expect([row.state, row.licenceWanted, (await theRun(w, run!.id)).facts.left]).toEqual(["invited", true, false]);
  });
});
