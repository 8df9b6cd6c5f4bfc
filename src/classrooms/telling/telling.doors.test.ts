import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld, valueOf, type TestWorld } from "../../../test/world.ts";
import { minutes } from "../../lib/time.ts";
import { made, place, published, stepsOf } from "../classrooms.fixtures.ts";
import { tryAgain } from "../runs/retrying.fixtures.ts";
import { tellStopped } from "./actions.ts";

const subjects = async (w: TestWorld): Promise<string[]> => {
  await w.settle();
  return w.letters(w.admin.email).map(({ subject }) => subject);
};

eachDatabase((_, open) => {
  test("administrators are told once of what came to a stop, together where it is several, and again when it stops anew", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const first = await made(w);
    const second = await made(w, { name: "Aula 20", code: "A20", email: "aula.20@universidad.example", ...place("102") });
    await f.run("update negocio.sga_espacios set nombre = 'Biblioteca' where espacio in (101, 102)");
    await w.pass(minutes(1));
    expect(await stepsOf(w, first.id)).toContain("set_passcode failed (row_changed)");
    expect([await tellStopped(w), await subjects(w)]).toEqual([0, []]); // more may stop for the same reason
    await w.pass(minutes(3));
    expect([await tellStopped(w), await tellStopped(w)]).toEqual([1, 0]);
    expect(await subjects(w)).toEqual(["2 classrooms or Zoom users need somebody"]);
    expect(w.letters(w.admin.email)[0]!.text).toMatch(/Aula 10: New classroom\s[\s\S]*Aula 20: New classroom/);

    valueOf(await tryAgain(w, second.id));
    await w.pass(minutes(5));
    expect(await tellStopped(w)).toBe(0); // it went on
    await f.run("update negocio.sga_espacios set nombre = 'Hemeroteca' where espacio = 101");
    valueOf(await tryAgain(w, first.id));
    await w.pass(minutes(5));
    expect(await stepsOf(w, first.id)).toContain("set_passcode failed (row_changed)");
    expect([await tellStopped(w), (await subjects(w)).slice(1)]).toEqual([1, ["Needs somebody: Aula 10"]]);
    expect(w.letters(w.organizer.email)).toEqual([]);
  });
});
