import { expect, test } from "vitest";
import { ESPACIOS } from "../../test/external/foreign.ts";
import { eachDatabase } from "../../test/support/databases.ts";
import { aWorld, valueOf } from "../../test/world.ts";
import { minutes } from "../lib/time.ts";
import type { Outcome } from "../lib/outcome.ts";
import { sql } from "../platform/database.ts";
import { makeClassroom } from "./actions.ts";
import { made, place, published, stepsOf, wanted } from "./classrooms.fixtures.ts";
import { tryAgain } from "./databases/table-actions.ts";
import { manyFrom } from "./many/actions.ts";
import { newRowsNow, previewed } from "./previewing-actions.ts";
import { previewPublishing, publish } from "./publishing-actions.ts";

const NOWHERE = { link: null, passcode: null };
const why = (outcome: Outcome<unknown>) => (outcome.ok ? "done" : [outcome.refusal.because, outcome.refusal.field]);

eachDatabase((_, open) => {
  test("nothing new is published by a mapping while a fault was found of it; what is there is kept up, and once it is mended or was never tried it does", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const old = await made(w, place("101"));
    const bare = await made(w, { email: "aula.11@universidad.example", ...NOWHERE });
    await w.pass(minutes(5));
    await f.run("alter table negocio.sga_espacios add column clase text; update negocio.sga_espacios set clase = 'same'");
    await f.run(`grant select (clase) on negocio.sga_espacios to ${f.role}`);
    const { keyColumn } = ESPACIOS;
    await w.db.run(sql`update external_tables set key_column = 'clase' where id = ${ESPACIOS.id}`);
    expect(valueOf(await tryAgain(w, w.admin, ESPACIOS.id))[0]).toMatchObject({ is: "fault", because: "key_twice" });
    await w.db.run(sql`update external_tables set key_column = ${keyColumn} where id = ${ESPACIOS.id}`);

    const faulty = ["row_mapping_faulty", "link.key"];
    const another = { email: "aula.12@universidad.example", ...place("102") };
    expect(why(await makeClassroom(w, w.admin, wanted(w, another)))).toEqual(faulty);
    expect(why(await makeClassroom(w, w.admin, wanted(w, { ...another, ...NOWHERE, replaces: old.id })))).toEqual(faulty);
    expect(why(await publish(w, w.admin, bare.id, { runId: w.random.uuid(), seen: null, ...NOWHERE, link: place("103").link }))).toEqual(faulty);
    expect(valueOf(await previewPublishing(w, w.admin, bare.id, { ...NOWHERE, link: place("103").link })).rows).toMatchObject([
      { trouble: "row_mapping_faulty" },
    ]);
    const rows = await newRowsNow(w, w.institutionId, wanted(w, another), {});
    expect((await previewed(w, w.institutionId, rows, { name: "", code: "" })).map(({ trouble }) => trouble)).toEqual(["row_mapping_faulty", null]);
    const form = { what: "new classroom" as const, text: "email,name,key\na13@universidad.example,Aula 13,103", standing: "personal meeting" as const };
    const more = { licence: false, farewell: "nothing" as const, seen: {}, confirmed: [], linkTableId: ESPACIOS.id, passcodeTableId: null };
    for (const preview of [true, false])
      expect(valueOf(await manyFrom(w, w.admin, { ...form, ...more, preview, batchId: w.random.uuid() })).lines[0]!.because).toBe("row_mapping_faulty");

    expect(why(await makeClassroom(w, w.admin, wanted(w, { ...another, link: null })))).toBe("done");
    expect(valueOf(await tryAgain(w, w.admin, ESPACIOS.id)).some(({ is }) => is === "fault")).toBe(false);
    const inRow = { runId: w.random.uuid(), seen: null, ...NOWHERE, link: place("103").link };
    expect(why(await publish(w, w.admin, bare.id, inRow))).toBe("done");
    await w.pass(minutes(5));
    expect(await stepsOf(w, inRow.runId)).toEqual(["set_passcode done", "write_rows done"]);
    await w.db.run(sql`update external_tables set tried = null, tried_at = null where id = ${ESPACIOS.id}`);
    expect(why(await makeClassroom(w, w.admin, wanted(w, { email: "aula.14@universidad.example", link: place("102").link, passcode: null })))).toBe("done");
  });
});
