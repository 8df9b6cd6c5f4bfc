import { expect, test } from "vitest";
import { eachDatabase } from "../../test/support/databases.ts";
import { aWorld, valueOf } from "../../test/world.ts";
import { minutes } from "../lib/time.ts";
import { made, published, theRun } from "./classrooms.fixtures.ts";
import { retireClassroom } from "./actions.ts";
import { letGoOtherwise } from "./otherwise-actions.ts";
import { stepAt } from "./runs/run.ts";
import { runFor } from "./runs/showing-actions.ts";

eachDatabase((_, open) => {
  test("where Zoom lets nobody of its own domain go, something else is chosen, which is done and told; nowhere else, nor for another reason than was shown", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await published(w);
    const { id, email } = await made(w);
    expect(await letGoOtherwise(w, w.admin, id, { farewell: "nothing", because: "" })).toMatchObject({ ok: false, refusal: { because: "nothing_to_let_go" } });
    await w.pass(minutes(5));
    const runId = w.random.uuid();
    valueOf(await retireClassroom(w, w.admin, id, { runId, farewell: "unlink" }));
    await w.pass(minutes(5));
    expect(stepAt(await theRun(w, runId))).toMatchObject({ name: "retire_user", because: "managed_domain" });
    expect((await runFor(w, w.institutionId, runId))!.whyNot.otherwise).toBeNull();
    expect(await letGoOtherwise(w, w.admin, runId, { farewell: "deactivate", because: "zoom_away" })).toMatchObject({
      ok: false,
      refusal: { because: "revision_conflict" },
    });
    valueOf(await letGoOtherwise(w, w.admin, runId, { farewell: "deactivate", because: "managed_domain" }));
    await w.pass(minutes(5));
    const shown = (await runFor(w, w.institutionId, runId))!;
    expect([shown.state, shown.asked.farewell, shown.steps.at(-1)!.did?.what]).toEqual(["done", "deactivate", "deactivated"]);
    const { users } = await w.control("state");
    expect(users.find((one: { email: string }) => one.email === email)).toMatchObject({ status: "inactive" });
  });
});
