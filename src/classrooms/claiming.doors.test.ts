import { expect, test } from "vitest";
import { eachDatabase } from "../../test/support/databases.ts";
import { CLAVES, ESPACIOS } from "../../test/external/foreign.ts";
import { aWorld } from "../../test/world.ts";
import { minutes } from "../lib/time.ts";
import { makeClassroom } from "./actions.ts";
import { made, place, published, theClassroom, theRun, wanted } from "./classrooms.fixtures.ts";

eachDatabase((_, open) => {
  test("a row that a replacing names is its own from the moment it is asked for; the row of the one that is replaced stays that one's until it is written", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w, "invited");
    const old = await made(w);
    const accept = async (email: string): Promise<void> => {
      await w.pass(minutes(5));
      await w.control("accept-invitation", { email, password: "Typed-by-hand-7" });
      await w.pass(minutes(60));
    };
    await accept(old.email);
    // It waits for its invitation meanwhile. Of the rows that it names one is the old one's.
    const next = await made(w, { email: "aula.20@universidad.example", name: "Aula 20", link: { tableId: ESPACIOS.id, key: "102" }, passcode: place("101").passcode, replaces: old.id });
    expect(await theClassroom(w, next.id)).toMatchObject({ link: { key: "102" }, passcode: null });
    expect(await theClassroom(w, old.id)).toMatchObject({ link: { key: "101" }, passcode: { key: "A1" } });
    const no = (more: object) => makeClassroom(w, w.admin, wanted(w, { email: "aula.30@universidad.example", link: null, passcode: null, ...more }));
    expect(await no({ link: { tableId: ESPACIOS.id, key: "102" } })).toMatchObject({ refusal: { because: "classroom_row_taken", field: "link.key" } });
    expect(await no({ passcode: { tableId: ESPACIOS.id, key: "102" } })).toMatchObject({ refusal: { because: "classroom_row_taken", field: "passcode.key" } });
    expect(await no({ passcode: { tableId: CLAVES.id, key: "A1" } })).toMatchObject({ refusal: { because: "classroom_row_taken", field: "passcode.key" } });
    await accept(next.email);
    expect(await theRun(w, next.id)).toMatchObject({ state: "done" });
    expect(await theClassroom(w, next.id)).toMatchObject({ link: { key: "102" }, passcode: { key: "A1" } });
    const opening = (await f.row("102"))!["link_clase_virtual"];
    expect(await w.control("join", { joinUrl: opening, name: "Ada" })).toMatchObject({ ok: true });
  }); // prettier-ignore
});
