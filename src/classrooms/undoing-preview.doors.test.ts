import { expect, test } from "vitest";
import { eachDatabase } from "../../test/support/databases.ts";
import { aWorld, valueOf } from "../../test/world.ts";
import { minutes } from "../lib/time.ts";
import { sql } from "../platform/database.ts";
import { made, place, published, stepsOf, theRun } from "./classrooms.fixtures.ts";
import { changePasscode } from "./passcode-actions.ts";
import { secretsOf } from "./runs/store.ts";
import { undoReplacing } from "./undoing-actions.ts";
import { undoingFor } from "./undoing-preview-actions.ts";

const NEXT = { name: "Aula 20", code: "A20", email: "aula.20@universidad.example", link: null, passcode: null };

eachDatabase((_, open) => {
  test("before a replacing is taken back, what each row shows again is told, and whether a passcode set since is lost, but no link and no passcode", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const old = await made(w);
    await w.pass(minutes(5));
    expect(await undoingFor(w, w.institutionId, old.id)).toMatchObject({ ok: false, refusal: { because: "nothing_to_undo" } });
    const next = await made(w, { ...NEXT, replaces: old.id });
    await w.pass(minutes(5));
    const preview = valueOf(await undoingFor(w, w.institutionId, next.id));
    expect(preview).toMatchObject({ isPasscodeLost: false, movesSessions: true, former: { name: "Aula 10", email: old.email }, next: { name: "Aula 20" } });
    expect(preview.rows.map(({ key, columns }) => [key, columns.map(({ what, value, isHidden }) => `${what} ${isHidden ? "hidden" : value}`)])).toEqual([
      ["101", ["name Aula 10", "code A10", expect.stringMatching(/^link [a-z.:0-9-]+$/)]],
      ["A1", ["passcode hidden"]],
    ]);
    const { before, passcode } = secretsOf(w.secrets, await theRun(w, next.id));
    const secrets = [passcode, ...Object.values(before ?? {}).flatMap((row) => [row.link, row.passcode])].filter((one) => one != null);
    expect(secrets.length).toBeGreaterThan(2);
    expect(secrets.filter((one) => JSON.stringify(preview).includes(one))).toEqual([]);

    const told = async () => {
      const { rows } = valueOf(await undoingFor(w, w.institutionId, next.id));
      return rows.map(({ trouble, columns }) => [trouble, ...columns.map(({ what, now, isChanged }) => `${what} ${now === null ? "unread" : now.isHidden ? "hidden" : what === "link" ? "told" : now.value}${isChanged ? " changed" : ""}`)]); // prettier-ignore
    };
    const unchanged = [[null, "name Aula 20", "code A20", "link told"], [null, "passcode hidden"]]; // prettier-ignore
    expect(await told()).toEqual(unchanged);
    await f.run("update negocio.sga_espacios set nombre = 'Laboratorio' where espacio = 101; delete from zoom.claves where aula = 'A1'");
    expect(await told()).toEqual([
      [null, "name Laboratorio changed", "code A20", "link told"],
      ["row_not_found", "passcode unread"],
    ]);
    await f.run("update negocio.sga_espacios set nombre = 'Aula 20' where espacio = 101; insert into zoom.claves select 'A1', '111111', 'x'");
    expect((await told())[1]).toEqual([null, "passcode hidden changed"]);
    await w.db.run(sql`update external_databases set port = 1`);
    expect(await told()).toEqual([
      ["row_unreachable", "name unread", "code unread", "link unread"],
      ["row_unreachable", "passcode unread"],
    ]);
    await w.db.run(sql`update external_databases set port = ${f.opened.port}`);
    await f.run(`update zoom.claves set clave = '${secretsOf(w.secrets, await theRun(w, next.id)).passcode!}' where aula = 'A1'`);
    expect(await told()).toEqual(unchanged);

    valueOf(await changePasscode(w, w.admin, next.id, { runId: w.random.uuid(), passcode: null }));
    await w.pass(minutes(5));
    expect(valueOf(await undoingFor(w, w.institutionId, next.id)).isPasscodeLost).toBe(true);
    valueOf(await undoReplacing(w, w.admin, next.id, w.random.uuid()));
    await w.pass(minutes(5));
    expect(await undoingFor(w, w.institutionId, next.id)).toMatchObject({ ok: false, refusal: { because: "replacement_taken_back" } });
  });

  test("of a row that goes back to its former classroom it tells what that is called by now, which is written over, and nothing that it is called later", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const old = await made(w);
    await w.pass(minutes(5));
    const next = await made(w, { ...NEXT, ...place("102"), replaces: old.id });
    await w.pass(minutes(10));
    await f.run("update negocio.sga_espacios set nombre = 'Laboratorio' where espacio = 101");
    const { rows, seen } = valueOf(await undoingFor(w, w.institutionId, next.id));
    const names = rows.flatMap(({ key, columns }) =>
      columns.flatMap(({ what, value, now, isChanged }) => (what === "name" ? [[key, value, now?.value, isChanged]] : [])),
    );
    expect(names).toContainEqual(["101", "Aula 10", "Laboratorio", false]);
    expect(rows.flatMap(({ columns }) => columns.filter(({ isChanged }) => isChanged))).toEqual([]);
    const undoing = w.random.uuid();
    await f.run("update negocio.sga_espacios set nombre = 'Taller' where espacio = 101"); // before somebody says yes
    expect(await undoReplacing(w, w.admin, next.id, undoing, seen)).toMatchObject({ ok: false, refusal: { because: "rows_not_as_shown" } });
    valueOf(await undoReplacing(w, w.admin, next.id, undoing, valueOf(await undoingFor(w, w.institutionId, next.id)).seen));
    await w.pass(minutes(10));
    expect([(await theRun(w, undoing)).state, (await f.row("101"))!["nombre"]]).toEqual(["done", "Aula 10"]);
  });

  test("a link that somebody else wrote into such a row is told as what stops it", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const old = await made(w);
    await w.pass(minutes(5));
    const next = await made(w, { ...NEXT, ...place("102"), replaces: old.id });
    await w.pass(minutes(10));
    await f.run("update negocio.sga_espacios set nombre = 'Laboratorio', link_clase_virtual = 'https://otra.example/aula' where espacio = 101");
    const { rows } = valueOf(await undoingFor(w, w.institutionId, next.id));
    expect(rows.flatMap(({ key, columns }) => columns.filter(({ isChanged }) => isChanged).map(({ what }) => `${key} ${what}`))).toEqual(["101 link"]);
    const undoing = w.random.uuid();
    valueOf(await undoReplacing(w, w.admin, next.id, undoing));
    await w.pass(minutes(10));
    expect(await stepsOf(w, undoing)).toContain("write_rows failed (row_changed)");
  });

  test("while making users is switched off it is not taken back where the former's was let go of, which is said before", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await published(w);
    const old = await made(w);
    await w.pass(minutes(5));
    const next = await made(w, { ...NEXT, replaces: old.id, farewell: "deactivate" });
    await w.pass(minutes(10));
    await w.db.run(sql`update provisioning set switched_on = false`);
    const refused = { ok: false, refusal: { because: "provisioning_off" } };
    expect([await undoingFor(w, w.institutionId, next.id), await undoReplacing(w, w.admin, next.id, w.random.uuid())]).toMatchObject([refused, refused]);
    await w.db.run(sql`update provisioning set switched_on = true`);
    valueOf(await undoReplacing(w, w.admin, next.id, w.random.uuid()));
  });
});
