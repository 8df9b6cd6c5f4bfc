import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { fault } from "../../../test/support/sessions.ts";
import { aWorld, valueOf } from "../../../test/world.ts";
import { minutes } from "../../lib/time.ts";
import { changeTeam } from "../../people/teams/actions.ts";
import { anActiveMember, idOf } from "./teams.fixtures.ts";
import { asAdmin, EVA, rowOf, theUser } from "./zoom-users.fixtures.ts";

const NOT_OURS = { status: 400, body: { code: 1107, message: "The user's domain is managed." } };

/* What Zoom did not do with the user of somebody who stays a member. */
eachDatabase((_, open) => {
  test("stands on the page of Zoom users with why, leads to the run that says it, and is done in another way from there", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const team = await anActiveMember(w);
    const ask = await asAdmin(w);
    const url = `/api/members/${await idOf(w, "members")}/zoom-user`;
    valueOf(await changeTeam(w, w.admin, team.id, { members: [] }));
    await fault(w, "DELETE /users/:userId", "refuse", { times: 9, ...NOT_OURS });
    const runId = w.random.uuid();
    expect((await ask("POST", url, { runId, farewell: "unlink" })).status).toBe(200);
    expect(await rowOf(ask, EVA)).toMatchObject({
      mayLetGo: false,
      lettingGo: { runId, farewell: "unlink", failed: false },
      whyNot: { make: "run_under_way" },
    });
    await w.settle();
    expect(await rowOf(ask, EVA)).toMatchObject({ state: "active", mayLetGo: true, lettingGo: { runId, failed: true, because: "managed_domain" } });

    const other = { runId: w.random.uuid(), farewell: "deactivate" };
    for (const _time of [1, 2]) expect((await ask("POST", url, other)).status).toBe(200);
    await w.pass(minutes(10));
    expect(await theUser(w)).toMatchObject({ status: "inactive" });
    expect(await rowOf(ask, EVA)).toMatchObject({ lettingGo: null });
  });
});
