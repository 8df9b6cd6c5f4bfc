import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld, type TestWorld } from "../../../test/world.ts";
import { days, minutes } from "../../lib/time.ts";
import { sql } from "../../platform/database.ts";
import { made, published, stepsOf, theClassroom, theRun } from "../classrooms.fixtures.ts";
import { callsTo, PASSWORD, skip, theUser } from "./zoom-users.fixtures.ts";

const AULA = "aula.10@universidad.example";
const becomesMember = (w: TestWorld) => w.db.run(sql`update members set email = ${AULA} where id = ${w.admin.id}`);

eachDatabase((_, open) => {
  test("who becomes a member while Zoom's invitation waits keeps name and password of the own Zoom user: the classroom is not made", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await published(w, "invited");
    const { id } = await made(w);
    await w.settle();
    await skip(w, days(3));
    await becomesMember(w);
    await w.control("accept-invitation", { email: AULA, password: PASSWORD });
    const before = await theUser(w, AULA);
    await w.pass(minutes(5));
    expect((await stepsOf(w, id)).slice(2, 4)).toEqual(["activation done", "secure_user failed (user_is_member)"]);
    expect([await theRun(w, id), await theClassroom(w, id)]).toMatchObject([{ state: "failed" }, { state: "being made" }]);
    expect([await w.opens(AULA, PASSWORD), await callsTo(w, "PUT /users/:userId/password", "PATCH /users/:userId")]).toEqual([true, 0]);
    expect(await theUser(w, AULA)).toEqual(before);
  });

  test("nor is it where that happens while the licence is waited for", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await published(w);
    await w.control("account", { seats: { paid: 0 } });
    const { id } = await made(w);
    await w.settle();
    expect((await stepsOf(w, id))[4]).toBe("settle_user waiting (no_licence_left)");
    await becomesMember(w);
    await w.control("account", { seats: { paid: 9 } });
    await w.pass(days(1));
    expect((await stepsOf(w, id))[4]).toBe("settle_user failed (user_is_member)");
    expect(await theUser(w, AULA)).toMatchObject({ type: 1 });
  });
});
