import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aMember, aWorld, valueOf, type TestWorld } from "../../../test/world.ts";
import { inviteBy } from "../../people/inviting/actions.ts";
import { changeMemberOf, removalOf, removeMemberOf } from "../../people/members/actions.ts";
import type { ZoomFarewell } from "../../people/members/contract.ts";
import { sql } from "../../platform/database.ts";
import { aTeam, idOf, runs, wholeAgenda } from "./teams.fixtures.ts";
import { callsTo, EVA, provisioning, theUser } from "./zoom-users.fixtures.ts";

/** Olga and Inés are owners. Inés has invited Eva as administrator into a team with licences, and Zoom has invited her at once. */
async function invitedByInes(w: TestWorld) {
  await provisioning(w, { on: true, makesAt: "at once" });
  const { id: teamId } = await aTeam(w, true);
  const anOwner = (name: string) =>
    aMember(w.db, { institutionId: w.institutionId, id: w.random.uuid(), name, email: `${name.toLowerCase()}@universidad.example`, role: "owner" });
  const [olga, ines] = [await anOwner("Olga"), await anOwner("Ines")];
  valueOf(await inviteBy(w, ines, { lines: `Eva Nueva <${EVA}>`, role: "admin", teams: [teamId] }));
  await w.settle();
  expect(await theUser(w)).toMatchObject({ status: "pending", type: 2 });
  const id = await idOf(w, "invitations");
  const ways = {
    "is removed": (zoomUser?: ZoomFarewell) =>
      removeMemberOf(w, wholeAgenda(w), olga, ines.id, { successor: null, ...(zoomUser === undefined ? {} : { takenBack: [{ id, zoomUser }] }) }),
    "is an administrator only": (zoomUser?: ZoomFarewell) =>
      changeMemberOf(w, wholeAgenda(w), olga, ines.id, { role: "admin", ...(zoomUser === undefined ? {} : { takenBack: [{ id, zoomUser }] }) }),
  };
  return { olga, ines, id, ways };
}

const isTakenBack = (w: TestWorld) => w.db.one((r) => r["back"] as boolean, sql`select revoked_at is not null as back from invitations where email = ${EVA}`);
const rolesOf = (w: TestWorld) => w.db.list((r) => `${r["name"]} ${r["role"]}`, sql`select name, role from members where role = 'owner' and left_at is null order by name`); // prettier-ignore

eachDatabase((_, open) => {
  test.each(["is removed", "is an administrator only"] as const)("an owner who %s is shown with the invitations that end with that, and Zoom's is taken back where it is wished", async (how) => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const { olga, ines, id, ways } = await invitedByInes(w);
    expect(await removalOf(w, wholeAgenda(w), olga, ines.id)).toMatchObject({ takesBack: [{ id, name: "Eva Nueva", email: EVA }] });
    valueOf(await ways[how]("unlink"));
    await w.settle();
    expect([await isTakenBack(w), await runs(w)]).toEqual([true, ["leaving done", "zoom user stopped"]]);
    expect(await theUser(w)).toBeUndefined();
    expect(await removalOf(w, wholeAgenda(w), olga, ines.id)).toMatchObject({ takesBack: [] });
  }); // prettier-ignore

  test("where nothing is said of these invitations they are taken back, and nothing is done to anybody's Zoom user", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const { ways } = await invitedByInes(w);
    valueOf(await ways["is removed"]());
    await w.settle();
    expect([await isTakenBack(w), await runs(w)]).toEqual([true, ["zoom user stopped"]]);
    expect(await callsTo(w, "DELETE /users/:userId", "PUT /users/:userId/status")).toBe(0);
  });

  test.each(["is removed", "is an administrator only"] as const)("an owner who %s stays where what was said of such an invitation can't be done", async (how) => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const { ways } = await invitedByInes(w);
    await w.db.run(sql`update invitations set accepted_at = sent_at where email = ${EVA}`);
    await expect(ways[how]("unlink")).rejects.toMatchObject({ refusal: { because: "revision_conflict" } });
    await w.db.run(sql`update invitations set accepted_at = null where email = ${EVA}`);
    await provisioning(w, { on: false });
    await expect(ways[how]("unlink")).rejects.toMatchObject({ refusal: { because: "provisioning_off", field: "takenBack" } });
    await w.settle();
    expect([await isTakenBack(w), await rolesOf(w), await runs(w)]).toEqual([false, ["Ines owner", "Olga owner"], ["zoom user running"]]);
    valueOf(await ways[how]("nothing"));
    expect(await isTakenBack(w)).toBe(true);
  }); // prettier-ignore
});
