import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { ESPACIOS } from "../../../test/external/foreign.ts";
import { aWorld } from "../../../test/world.ts";
import { minutes } from "../../lib/time.ts";
import { made, theClassroom } from "../classrooms.fixtures.ts";
import { aClassroom, apart } from "./drift.fixtures.ts";
import { driftsFor, settleMany } from "./settling-actions.ts";

eachDatabase((_, open) => {
  /** Three classrooms, of which the row of each has another name. */
  const aScene = async () => {
    const w = await aWorld(await open(), { rooms: 0 });
    const { f, id } = await aClassroom(w, { passcode: null });
    const at = (key: string) => ({ link: { tableId: ESPACIOS.id, key }, passcode: null });
    await made(w, { email: "aula.11@universidad.example", name: "Aula 11", code: "A11", ...at("102") });
    await made(w, { email: "aula.12@universidad.example", name: "Aula 12", code: "A12", ...at("103") });
    await w.pass(minutes(5));
    await f.run("update negocio.sga_espacios set nombre = 'Sala ' || espacio");
    expect(await apart(w)).toEqual(["name", "name", "name"]);
    const { drifts } = await driftsFor(w, w.institutionId);
    const settles = drifts.map((one) => ({ id: one.id, seen: one.seen, runId: w.random.uuid() }));
    const names = async () => (await f.run("select nombre from negocio.sga_espacios order by espacio")).map((row) => row["nombre"]);
    return { w, f, id, settles, names, [Symbol.asyncDispose]: () => w[Symbol.asyncDispose]() };
  };

  test("many are settled in one way, each as it was shown; what says something else by now is left, and so is what is not there", async () => {
    await using s = await aScene();
    await s.f.run("update negocio.sga_espacios set nombre = 'Biblioteca' where espacio = 102");
    await apart(s.w);
    const nobodys = { id: s.w.random.uuid(), seen: "", runId: s.w.random.uuid() };
    const left = await settleMany(s.w, s.w.admin, { way: "as Bedel has it", settles: [...s.settles, nobodys] });
    expect(left).toEqual([
      { id: s.settles[1]!.id, because: "drift_moved", values: {} },
      { id: nobodys.id, because: "drift_settled", values: {} },
    ]);
    await s.w.pass(minutes(5));
    expect(await s.names()).toEqual(["Aula 10", "Biblioteca", "Aula 12"]);
    expect(await apart(s.w)).toEqual(["name"]);
  });

  test("sent twice at once each is settled once; of another institution none is", async () => {
    await using s = await aScene();
    const elsewhere = { ...s.w.admin, institutionId: s.w.random.uuid() };
    expect((await settleMany(s.w, elsewhere, { way: "as it is there", settles: s.settles })).map(({ because }) => because)).toEqual(Array(3).fill("drift_settled"));
    const both = await Promise.all([1, 2].map(() => settleMany(s.w, s.w.admin, { way: "as it is there", settles: s.settles })));
    expect(both).toEqual([[], []]);
    await s.w.pass(minutes(5));
    expect((await theClassroom(s.w, s.id)).name).toBe("Sala 101");
    expect(await apart(s.w)).toEqual([]);
  }); // prettier-ignore
});
