import { expect, test } from "vitest";
import { eachDatabase } from "../../test/support/databases.ts";
import { aWorld, valueOf } from "../../test/world.ts";
import { minutes } from "../lib/time.ts";
import { expectOpens, made, place, published, stepsOf, theRun } from "./classrooms.fixtures.ts";
import { changePasscode } from "./passcode-actions.ts";
import { stopRun } from "./runs/actions.ts";

const DIGITS = "alter table zoom.claves add constraint only_digits check (clave ~ '^[0-9]*$')";

/* A row has rules of its own, of which the catalogue tells nothing that could be asked. */
eachDatabase((_, open) => {
  test("a passcode that its row would not take is not set in Zoom; another that it takes can be asked for once that is stopped", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const { id } = await made(w);
    await w.pass(minutes(5));
    await f.run("update zoom.claves set clave = '' where clave !~ '^[0-9]*$' and aula <> 'A1'");
    const [first, letters, digits] = [w.random.uuid(), w.random.uuid(), w.random.uuid()];
    valueOf(await changePasscode(w, w.admin, id, { runId: first, passcode: "123456" }));
    await w.pass(minutes(5));
    await f.run(DIGITS);
    valueOf(await changePasscode(w, w.admin, id, { runId: letters, passcode: "Otono-2027" }));
    await w.pass(minutes(5));
    expect([(await theRun(w, letters)).state, await stepsOf(w, letters)]).toEqual(["failed", ["set_passcode failed (row_refused)", "write_rows to come"]]);
    await expectOpens(w, f, id);
    valueOf(await stopRun(w, w.admin, letters));
    valueOf(await changePasscode(w, w.admin, id, { runId: digits, passcode: "654321" }));
    await w.pass(minutes(5));
    expect([(await theRun(w, digits)).state, await f.passcode("A1")]).toEqual(["done", "654321"]);
    await expectOpens(w, f, id);
  });

  test("where the second row would not take what it is to hold, the first is not written either", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const before = await f.row("101");
    await f.run(DIGITS);
    const { id } = await made(w, place("101"));
    await w.pass(minutes(5));
    expect((await stepsOf(w, id)).some((step) => step.endsWith("failed (row_refused)"))).toBe(true);
    expect([await f.row("101"), await f.passcode("A1")]).toEqual([before, "111111"]);
  });
});
