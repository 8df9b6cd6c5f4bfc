import { expect, test } from "vitest";
import { eachDatabase } from "../../test/support/databases.ts";
import { aWorld, valueOf, type TestWorld } from "../../test/world.ts";
import { minutes } from "../lib/time.ts";
import { sql } from "../platform/database.ts";
import { readRooms } from "../rooms/actions.ts";
import { makeClassroom, retireClassroom } from "./actions.ts";
import { made, published, stepsOf, theClassroom, wanted } from "./classrooms.fixtures.ts";
import { sayFarewell } from "./former-actions.ts";
import { whyNotFarewellOf } from "./farewell-actions.ts";
import { manyFrom } from "./many/actions.ts";
import { manyChangesFrom } from "./many/changing-actions.ts";
import type { Farewell } from "./runs/facts.ts";

const NEXT = { email: "aula.20@universidad.example", name: "Aula 20", link: null, passcode: null };

async function inUse(w: TestWorld) {
  const f = await published(w);
  const { id } = await made(w);
  await w.pass(minutes(5));
  await readRooms(w, w.institutionId);
  const { hostId } = await theClassroom(w, id);
  const hostBecomes = (host: string | null) => w.db.run(sql`update connections set default_host_id = ${host} where institution_id = ${w.institutionId}`);
  const retire = (farewell: Farewell, runId = w.random.uuid()) => retireClassroom(w, w.admin, id, { runId, farewell });
  const replace = (farewell: Farewell) => makeClassroom(w, w.admin, wanted(w, { ...NEXT, replaces: id, farewell }));
  const link = async () => (await f.row("101"))!["link_clase_virtual"];
  return { id, hostId: hostId!, hostBecomes, retire, replace, link };
}

const no = (because: string) => ({ ok: false, refusal: { because, field: "farewell" } });

eachDatabase((_, open) => {
  test("what can't be done with the Zoom user is refused before anything is done, alone and in files; nothing else is", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const { id, hostId, hostBecomes, retire, replace, link } = await inUse(w);
    await hostBecomes(hostId);
    const before = await link();
    expect(await whyNotFarewellOf(w, await theClassroom(w, id))).toMatchObject({ nothing: null, deactivate: "zoom_user_hosts_sessions" });
    expect([await retire("deactivate"), await replace("unlink")]).toMatchObject([no("zoom_user_hosts_sessions"), no("zoom_user_hosts_sessions")]);
    await hostBecomes(null);

    await w.db.run(sql`update provisioning set switched_on = false`);
    expect([await retire("take the licence"), await replace("deactivate")]).toMatchObject([no("provisioning_off"), no("provisioning_off")]);
    const whysOf = ({ lines }: { lines: readonly { because: string | null }[] }) => lines.map(({ because }) => because);
    for (const preview of [true, false]) {
      const retiring = { batchId: w.random.uuid(), what: "retire classroom" as const, text: "A10", preview };
      expect(whysOf(valueOf(await manyChangesFrom(w, w.admin, { ...retiring, farewell: "deactivate" })))).toEqual(["provisioning_off"]);
      const replacing = { batchId: w.random.uuid(), what: "replace classroom" as const, text: "A10,aula.20@universidad.example", preview };
      const form = { ...replacing, linkTableId: null, passcodeTableId: null, standing: "personal meeting" as const, licence: false, seen: {}, confirmed: [] };
      expect(whysOf(valueOf(await manyFrom(w, w.admin, { ...form, farewell: "unlink" })))).toEqual(["provisioning_off"]);
      if (preview) expect(whysOf(valueOf(await manyFrom(w, w.admin, { ...form, farewell: "nothing" })))).toEqual([null]);
    }
    await w.pass(minutes(5));
    expect([await link(), (await theClassroom(w, id)).state]).toEqual([before, "in use"]);
    valueOf(await retire("nothing"));
  });

  test("what is so already is not refused; and who asks twice is told once more what was asked, whatever has become of the user", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const { hostId, hostBecomes, retire } = await inUse(w);
    await w.control("user", { id: hostId, set: { type: 1 } });
    await w.pass(minutes(10));
    await readRooms(w, w.institutionId);
    const runId = w.random.uuid();
    valueOf(await retire("take the licence", runId));
    await hostBecomes(hostId);
    valueOf(await retire("take the licence", runId));
    await hostBecomes(null);
    await w.pass(minutes(5));
    expect((await stepsOf(w, runId)).at(-1)).toBe("retire_user done");
  });

  test("a Zoom user that was left as it was when its classroom was retired or replaced can be let go of later, unless it is another's by then", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const { id, hostId, retire, replace } = await inUse(w);
    const say = (of: string, farewell: Farewell, runId = w.random.uuid()) => sayFarewell(w, w.admin, of, { runId, farewell });
    const refusedAs = (because: string) => ({ ok: false, refusal: { because } });
    expect(await say(id, "deactivate")).toMatchObject(refusedAs("classroom_not_former"));
    valueOf(await replace("nothing"));
    expect(await say(id, "deactivate")).toMatchObject(refusedAs("run_under_way"));
    await w.pass(minutes(10));
    await readRooms(w, w.institutionId);
    const user = async () => (await w.control("state"))["users"].find((one: { id: string }) => one.id === hostId);
    expect(await user()).toMatchObject({ status: "active", type: 2 });

    const runId = w.random.uuid();
    valueOf(await say(id, "take the licence", runId));
    valueOf(await say(id, "take the licence", runId));
    await w.pass(minutes(5));
    expect([await stepsOf(w, runId), (await theClassroom(w, id)).state]).toEqual([["retire_user done"], "replaced"]);
    expect(await user()).toMatchObject({ status: "active", type: 1 });

    const again = await made(w, { email: "aula.10@universidad.example", name: "Otra", link: null, passcode: null });
    await w.pass(minutes(10));
    await readRooms(w, w.institutionId);
    expect(await whyNotFarewellOf(w, await theClassroom(w, id))).toMatchObject({ unlink: "zoom_user_is_classroom" });
    expect(await say(id, "unlink")).toMatchObject(refusedAs("zoom_user_is_classroom"));
    valueOf(await retireClassroom(w, w.admin, again.id, { runId: w.random.uuid(), farewell: "nothing" }));
    await w.pass(minutes(5));
    await w.db.run(sql`update rooms set active = true where host_id = ${hostId}`);
    expect(await say(id, "unlink")).toMatchObject(refusedAs("zoom_user_is_room"));
    await w.db.run(sql`update rooms set active = false where host_id = ${hostId}`);
    const last = w.random.uuid();
    valueOf(await say(id, "deactivate", last));
    await w.pass(minutes(5));
    expect([await stepsOf(w, last), (await user()).status]).toEqual([["retire_user done"], "inactive"]);
    expect(await retire("nothing")).toMatchObject(refusedAs("classroom_not_in_use"));
  });
});
