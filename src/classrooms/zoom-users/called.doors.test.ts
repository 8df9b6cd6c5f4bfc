import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld, valueOf, type TestWorld } from "../../../test/world.ts";
import { minutes } from "../../lib/time.ts";
import { inviteBy } from "../../people/inviting/actions.ts";
import { sql } from "../../platform/database.ts";
import { acceptBedels, aTeam, runs } from "./teams.fixtures.ts";
import { asAdmin, callsTo, EVA, PASSWORD, provisioning, theUser } from "./zoom-users.fixtures.ts";

async function invitedAs(w: TestWorld, lines: string): Promise<void> {
  await provisioning(w, { on: true, makesAt: "at once" });
  valueOf(await inviteBy(w, w.admin, { lines, role: "organizer", teams: [(await aTeam(w)).id] }));
  await w.settle();
}

/** Accepts Zoom's invitation, and is called so there. */
async function acceptsAs(w: TestWorld, first_name: string, last_name: string): Promise<void> {
  await w.control("user", { id: (await theUser(w))["id"], set: { first_name, last_name } });
  await w.control("accept-invitation", { email: EVA, password: PASSWORD });
  await w.pass(minutes(10));
  expect(await runs(w)).toEqual(["zoom user done"]);
}

/* How somebody is called in Zoom whose name was not known, or not so, when they were invited. */
eachDatabase((_, open) => {
  test("who was invited by address alone is called as they said when they came to Bedel", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await invitedAs(w, EVA);
    expect(await theUser(w)).toMatchObject({ first_name: "Eva", last_name: "Nueva" }); // as the address has it
    await acceptBedels(w, EVA);
    await w.db.run(sql`update members set name = 'Fe María Núñez' where email = ${EVA}`);
    await acceptsAs(w, "Eva", "Nueva");
    expect(await theUser(w)).toMatchObject({ first_name: "Fe", last_name: "María Núñez" });
  });

  test("a name in Zoom that is that of the member, cut in two elsewhere, stays as it is cut", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await invitedAs(w, EVA);
    await acceptBedels(w, EVA);
    await w.db.run(sql`update members set name = 'Fe María Núñez' where email = ${EVA}`);
    await acceptsAs(w, "Fe María", "Núñez");
    expect(await theUser(w)).toMatchObject({ first_name: "Fe María", last_name: "Núñez" });
  });

  test("a name that was only guessed from the address is put over none that is there, and where none is", async () => {
    for (const [first, last, becomes] of [
      ["Fe", "Núñez", ["Fe", "Núñez"]],
      ["", "", ["Eva", "Nueva"]],
    ] as const) {
      // prettier-ignore
      await using w = await aWorld(await open(), { rooms: 0 });
      await provisioning(w, { on: true });
      const ask = await asAdmin(w);
      await ask("POST", "/api/zoom-users", { batchId: w.random.uuid(), preview: false, memberIds: [], text: EVA, licence: false });
      await w.settle();
      await acceptsAs(w, first, last);
      const { first_name, last_name } = await theUser(w);
      expect([first_name, last_name]).toEqual(becomes);
      expect(await callsTo(w, "PATCH /users/:userId")).toBe(first === "" ? 1 : 0);
    }
  });

  test("a name that an administrator gave in a list is said, also of a member", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await provisioning(w, { on: true });
    const ask = await asAdmin(w);
    await ask("POST", "/api/zoom-users", { batchId: w.random.uuid(), preview: false, memberIds: [], text: `${EVA},Evita Lista`, licence: false });
    await w.settle();
    valueOf(await inviteBy(w, w.admin, { lines: EVA, role: "organizer", teams: [] }));
    await w.settle();
    await acceptBedels(w, EVA);
    await acceptsAs(w, "Fe", "Núñez");
    expect(await theUser(w)).toMatchObject({ first_name: "Evita", last_name: "Lista" });
  });
});
