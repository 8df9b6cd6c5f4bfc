import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld, valueOf } from "../../../test/world.ts";
import { hours, minutes } from "../../lib/time.ts";
import { expectOpens, made, published, stepsOf, theRun } from "../classrooms.fixtures.ts";
import { retryRun } from "../runs/actions.ts";

eachDatabase((_, open) => {
  test("a row that somebody changed is not written over by itself, even with the other half written; only what an administrator was told of is", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const { id } = await made(w);
    await f.run(`revoke update (clave) on zoom.claves from ${f.role}`);
    await w.pass(minutes(5));
    expect((await stepsOf(w, id)).at(-1)).toBe("write_rows failed (row_rights)");
    await f.run(`update zoom.claves set clave = 'ajena' where aula = 'A1'; grant update (clave) on zoom.claves to ${f.role}`);
    await w.pass(hours(4));
    expect((await stepsOf(w, id)).at(-1)).toBe("write_rows failed (row_changed)");
    expect([await f.passcode("A1"), (await theRun(w, id)).state]).toEqual(["ajena", "running"]);

    await f.run("update zoom.claves set clave = 'otra' where aula = 'A1'"); // after the administrator was told
    valueOf(await retryRun(w, w.admin, id));
    await w.pass(minutes(2));
    expect(await f.passcode("A1")).toBe("otra");
    valueOf(await retryRun(w, w.admin, id));
    await w.pass(minutes(5));
    expect(await theRun(w, id)).toMatchObject({ state: "done" });
    await expectOpens(w, f, id);
  });
});
