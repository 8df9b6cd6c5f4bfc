import { expect, test } from "vitest";
import { eachDatabase } from "../../test/support/databases.ts";
import { aWorld, valueOf, type TestWorld } from "../../test/world.ts";
import { minutes } from "../lib/time.ts";
import { sql } from "../platform/database.ts";
import { made, published, stepsOf, theRun } from "./classrooms.fixtures.ts";
import { tryAgain } from "./runs/retrying.fixtures.ts";

const email = "prof@universidad.example";
const named = async (w: TestWorld) => (await w.zoomOf(w.institutionId).findUser(email))!;
const somebody = (w: TestWorld) =>
  w.zoomOf(w.institutionId).makeUser({ email, firstName: "Ana", lastName: "Prof", displayName: "Ana Prof", licensed: false, as: "automatic", password: "Clave-larga-7" }); // prettier-ignore
const switchOn = (w: TestWorld, on: boolean) => w.db.run(sql`update provisioning set switched_on = ${on}`);

eachDatabase((_, open) => {
  test("a Zoom user whom Bedel did not know of becomes a classroom only once somebody, told so, says that it is meant", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await published(w);
    await somebody(w);
    const { id } = await made(w, { email, confirmed: false, link: null, passcode: null });
    await w.pass(minutes(10));
    expect((await stepsOf(w, id))[0]).toBe("look_up failed (user_unconfirmed)");
    expect(await named(w)).toMatchObject({ name: "Ana Prof", licensed: false });
    valueOf(await tryAgain(w, id));
    await w.pass(minutes(10));
    expect(await theRun(w, id)).toMatchObject({ state: "done" });
    expect(await named(w)).toMatchObject({ name: "Aula 10", licensed: true });
  });

  test("nor one who came to be while users could not be made", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await published(w);
    await switchOn(w, false);
    const { id } = await made(w, { email, confirmed: false, link: null, passcode: null });
    await w.pass(minutes(10));
    expect((await stepsOf(w, id))[1]).toBe("make_user waiting (provisioning_off)");
    await somebody(w);
    await switchOn(w, true);
    valueOf(await tryAgain(w, id));
    await w.pass(minutes(10));
    expect((await stepsOf(w, id))[1]).toBe("make_user failed (user_unconfirmed)");
    expect(await named(w)).toMatchObject({ name: "Ana Prof", licensed: false });
  });

  test("an administrator of the Zoom account becomes none, and keeps name and licence, even where that was said to be meant", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await published(w);
    await somebody(w);
    await w.control("user", { id: (await named(w)).hostId, set: { role_id: "1" } });
    const { id } = await made(w, { email, confirmed: true, link: null, passcode: null });
    await w.pass(minutes(10));
    expect((await stepsOf(w, id))[0]).toBe("look_up failed (password_of_administrator)");
    expect(await named(w)).toMatchObject({ name: "Ana Prof", licensed: false });
  });
});
