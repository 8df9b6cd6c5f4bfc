import { expect, test } from "vitest";
import { eachDatabase } from "../../test/support/databases.ts";
import { CLAVES } from "../../test/external/foreign.ts";
import { aWorld, valueOf, type TestWorld } from "../../test/world.ts";
import { days, hours, minutes } from "../lib/time.ts";
import { sql } from "../platform/database.ts";
import { made, place, published, stepsOf, theClassroom, theRun } from "./classrooms.fixtures.ts";
import { letRowGo } from "./letting-go-actions.ts";
import { changePasscode } from "./passcode-actions.ts";
import { placeName } from "./runs/facts.ts";
import { stopRun } from "./runs/actions.ts";
import { tryAgain } from "./runs/retrying.fixtures.ts";
import { runFor } from "./runs/showing-actions.ts";
import { openingOf } from "./store.ts";

const another = async (w: TestWorld, id: string, passcode: string): Promise<string> => {
  const runId = w.random.uuid();
  valueOf(await changePasscode(w, w.admin, id, { runId, passcode }));
  await w.pass(minutes(5));
  return runId;
};

/** Whoever looks, or tries, sees the row; whoever writes it after both tries finds none. What a sequence has counted is not taken back. */
const VANISHES = `create sequence zoom.tries;
  create function zoom.vanishes() returns trigger language plpgsql security definer as 'begin if nextval(''zoom.tries'') > 2 then return null; end if; return new; end';
  create trigger vanishes before update on zoom.claves for each row execute function zoom.vanishes()`;

eachDatabase((_, open) => {
  test("a passcode whose row vanishes while it is being written: Zoom and the other row have it, nobody can stop it, and an administrator goes on without the row", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const { id } = await made(w);
    await w.pass(minutes(5));
    await f.run(VANISHES);
    const runId = await another(w, id, "Otono-2027");
    await f.run("drop trigger vanishes on zoom.claves; delete from zoom.claves where aula = 'A1'");
    expect(await stepsOf(w, runId)).toEqual(["set_passcode done", "write_rows failed (row_none)"]);
    expect(await stopRun(w, w.admin, runId)).toMatchObject({ refusal: { because: "run_halfway" } });
    expect((await runFor(w, w.institutionId, runId))!.whyNot.letGo).toBeNull();

    const no = async (who: object, shown: object) =>
      await letRowGo(w, { ...w.admin, ...who }, runId, { place: placeName(place("101").passcode), because: "row_none", ...shown });
    expect(await no({}, { place: placeName(place("101").link) })).toMatchObject({ refusal: { because: "revision_conflict" } });
    expect(await no({}, { because: "row_rights" })).toMatchObject({ refusal: { because: "revision_conflict" } });
    expect(await no({ institutionId: w.random.uuid() }, {})).toMatchObject({ refusal: { because: "not_found" } });
    await w.pass(days(1));
    expect((await theRun(w, runId)).state).toBe("running"); // nobody has decided: it is tried again and again

    valueOf(await no({}, {}));
    await w.pass(minutes(5));
    expect(await stepsOf(w, runId)).toEqual(["set_passcode done", "write_rows skipped (rows_but_let_go)"]);
    expect((await theRun(w, runId)).state).toBe("done");
    const classroom = await theClassroom(w, id);
    expect([classroom.link, classroom.passcode]).toEqual([place("101").link, null]);
    const { link, passcode } = openingOf(w.secrets, classroom)!;
    expect([passcode, (await f.row("101"))!["link_clase_virtual"]]).toEqual(["Otono-2027", link]);
    expect(await w.control("join", { joinUrl: link, name: "Ada" })).toMatchObject({ ok: true });
    expect(await no({}, {})).toMatchObject({ refusal: { because: "run_over" } });

    await f.run("insert into zoom.claves (aula, clave) values ('A1', 'ajena')"); // whoever makes it again has it for themselves
    expect((await theRun(w, await another(w, id, "Invierno"))).state).toBe("done");
    expect(await f.passcode("A1")).toBe("ajena");
  });

  test("both rows gone: one after the other; and of what is not halfway no row is given up", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const { id } = await made(w);
    await w.pass(minutes(5));
    await f.run("delete from zoom.claves; delete from negocio.sga_espacios where espacio = 101");
    const runId = await another(w, id, "Otono-2027");
    const without = async (which: "link" | "passcode"): Promise<void> => {
      valueOf(await letRowGo(w, w.admin, runId, { place: placeName(place("101")[which]), because: "row_none" }));
      await w.pass(minutes(5));
    };
    await without("link");
    expect(await stepsOf(w, runId)).toEqual(["set_passcode failed (row_none)", "write_rows to come"]);
    await without("passcode");
    expect(await stepsOf(w, runId)).toEqual(["set_passcode done", "write_rows skipped (rows_let_go)"]);

    await f.run("insert into zoom.claves (aula, clave) values ('A2', '222222')");
    const other = await made(w, { email: "aula.11@universidad.example", ...place("102") });
    await f.run("delete from zoom.claves");
    await w.pass(minutes(5));
    expect(await stepsOf(w, other.id)).toContain("set_passcode failed (row_none)");
    expect(await letRowGo(w, w.admin, other.id, { place: placeName(place("102").passcode), because: "row_none" })).toMatchObject({
      refusal: { because: "nothing_to_let_go" },
    });
    valueOf(await tryAgain(w, other.id));
    expect(await stopRun(w, w.admin, other.id)).toMatchObject({ ok: true });
  });

  test("two tables with the same key: only the row that was shown is given up", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    await f.run("insert into zoom.claves (aula, clave) values ('101', '1')");
    const passcode = { tableId: CLAVES.id, key: "101" };
    const { id } = await made(w, { passcode });
    await w.pass(minutes(5));
    await f.run("delete from zoom.claves where aula = '101'");
    const runId = await another(w, id, "Otono-2027");
    expect((await theRun(w, runId)).steps[0]!.values).toMatchObject({ key: "101", place: placeName(passcode) });
    expect(await letRowGo(w, w.admin, runId, { place: placeName(place("101").link), because: "row_none" })).toMatchObject({
      refusal: { because: "revision_conflict" },
    });
    valueOf(await letRowGo(w, w.admin, runId, { place: placeName(passcode), because: "row_none" }));
    await w.pass(minutes(5));
    expect([(await theClassroom(w, id)).link, (await theClassroom(w, id)).passcode]).toEqual([place("101").link, null]);
  });

  test("a row that somebody holds, or whose database is away, is given up only after an hour of that", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const { id } = await made(w);
    await w.pass(minutes(5));
    await w.db.run(sql`update external_databases set port = 1`);
    const runId = await another(w, id, "Otono-2027");
    expect((await stepsOf(w, runId))[0]).toBe("set_passcode waiting (database_away)");
    const { values } = (await theRun(w, runId)).steps[0]!;
    const without = () => letRowGo(w, w.admin, runId, { place: String(values["place"]), because: "database_away" });
    const offered = async () => (await runFor(w, w.institutionId, runId))!.whyNot.letGo;
    expect([await offered(), await without()]).toMatchObject(["row_may_come_back", { refusal: { because: "row_may_come_back" } }]);
    await w.pass(minutes(50));
    expect(await offered()).toBe("row_may_come_back");
    await w.pass(minutes(10));
    expect(await offered()).toBeNull();
    valueOf(await without());
    await w.db.run(sql`update external_databases set port = ${f.opened.port}`);
    await w.pass(hours(1));
    expect((await theRun(w, runId)).state).toBe("done");
  });
});
