import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld, valueOf, type TestWorld } from "../../../test/world.ts";
import { after, days, hours, minutes } from "../../lib/time.ts";
import { sql } from "../../platform/database.ts";
import { made, place } from "../classrooms.fixtures.ts";
import { compareDue } from "../drift/actions.ts";
import { aClassroom, apart, ask } from "../drift/drift.fixtures.ts";
import { nextNight } from "../drift/night.ts";
import { stopRun } from "../runs/actions.ts";
import { tellDrifts } from "./drifts-actions.ts";

const ZONE = "Europe/Madrid";
const letters = async (w: TestWorld) => {
  await w.settle();
  return w.letters(w.admin.email).map(({ subject, text }) => ({ subject, text }));
};
const subjects = async (w: TestWorld): Promise<string[]> => (await letters(w)).map(({ subject }) => subject);

/** The night comes, all is compared, and it is told. */
async function aNight(w: TestWorld): Promise<number> {
  w.clock.set({ offset: 0, frozenAt: nextNight(w.clock.now(), ZONE) });
  await compareDue(w);
  return tellDrifts(w);
}

/** Two classrooms in use, whose first comparison is over. */
async function aScene(w: TestWorld) {
  const scene = await aClassroom(w);
  await made(w, { name: "Aula 20", code: "A20", email: "aula.20@universidad.example", ...place("102") });
  await w.pass(minutes(5));
  expect([await apart(w), await tellDrifts(w)]).toEqual([[], 0]);
  return scene;
}

eachDatabase((_, open) => {
  test("of what was not there before administrators get one mail a night with how many, and none where nothing is new", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const { f } = await aScene(w);
    expect([await aNight(w), await subjects(w)]).toEqual([0, []]);
    await f.run("update negocio.sga_espacios set nombre = 'Sala ' || espacio, codigo = 'S' || espacio where espacio in (101, 102)");
    expect([await aNight(w), await tellDrifts(w), await subjects(w)]).toEqual([1, 0, ["4 new differences in classrooms"]]);
    const [told] = await letters(w);
    expect(told!.text).toMatch(/4 differences were not there before, in 2 classrooms[\s\S]*There are 4 in all[\s\S]*\/classrooms\/differences\s/);
    expect([await aNight(w), (await subjects(w)).length]).toEqual([0, 1]); // they are still there
    await f.run("update zoom.claves set clave = 'ajena' where aula = 'A1'");
    expect([await aNight(w), (await subjects(w)).slice(1)]).toEqual([1, ["One new difference in classrooms"]]);
    expect((await letters(w))[1]!.text).toContain("There are 5 in all");
  });

  test("what somebody had compared by day is told with the night, where it still is there and nobody is at it", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const { f } = await aScene(w);
    await aNight(w);
    w.clock.set({ offset: 0, frozenAt: after(w.clock.now(), hours(8)) });
    await f.run("update negocio.sga_espacios set nombre = 'Sala ' || espacio where espacio in (101, 102)");
    expect([await apart(w), await tellDrifts(w)]).toEqual([["name", "name"], 0]);
    const settling = await ask(w, "name", { way: "as Bedel has it" });
    valueOf(settling.outcome);
    await w.db.run(sql`update runs set wake_at = null where id = ${settling.runId}`); // it takes until after the night
    expect([await aNight(w), await subjects(w)]).toEqual([1, ["One new difference in classrooms"]]);
    valueOf(await stopRun(w, w.admin, settling.runId));
    expect([await aNight(w), (await subjects(w)).length]).toEqual([1, 2]); // it was not settled after all
  });

  test("it waits until all of the night was compared, and not for what can't be; two processes tell it once", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const { f, id } = await aScene(w);
    await aNight(w);
    await f.run("update negocio.sga_espacios set nombre = 'Sala ' || espacio where espacio in (101, 102)");
    w.clock.set({ offset: 0, frozenAt: nextNight(w.clock.now(), ZONE) });
    expect(await tellDrifts(w)).toBe(0); // nothing is compared yet
    await w.db.run(sql`update classrooms set standing_sealed = '\\x00' where id = ${id}`); // its link can't be read
    await compareDue(w);
    expect(w.surprises.splice(0)).toHaveLength(1);
    const both = await Promise.all([tellDrifts(w), tellDrifts(w)]);
    expect([both.toSorted(), await subjects(w)]).toEqual([[0, 1], ["One new difference in classrooms"]]);
  });

  test("a server that comes to it for the first time, or was off for days, tells no more than one mail", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const { f } = await aScene(w);
    await f.run("update negocio.sga_espacios set nombre = 'Sala' where espacio = 101");
    w.clock.set({ offset: 0, frozenAt: after(w.clock.now(), days(5)) });
    await compareDue(w);
    expect([await tellDrifts(w), await tellDrifts(w), await subjects(w)]).toEqual([1, 0, ["One new difference in classrooms"]]);
    await w.db.run(sql`update institutions set drifts_tell_at = null`);
    await f.run("update negocio.sga_espacios set nombre = 'Sala' where espacio = 102");
    expect([(await apart(w)).length, await tellDrifts(w), (await subjects(w)).length]).toEqual([2, 0, 1]);
    expect([await aNight(w), (await subjects(w)).length]).toEqual([1, 2]);
  });
});
