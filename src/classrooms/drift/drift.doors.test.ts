import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld, valueOf, type TestWorld } from "../../../test/world.ts";
import { CLAVES, ESPACIOS } from "../../../test/external/foreign.ts";
import { sql } from "../../platform/database.ts";
import { iso, minutes } from "../../lib/time.ts";
import { expectOpens, made, published, theClassroom } from "../classrooms.fixtures.ts";
import { openingOf } from "../store.ts";
import { compareDue } from "./actions.ts";
import { compareNow, driftsFor, settleDrift } from "./settling-actions.ts";
import type { Way } from "./ways.ts";

/** What is apart, by the kinds, after all was compared now. */
async function apart(w: TestWorld): Promise<string[]> {
  await compareNow(w, w.admin);
  await compareDue(w);
  return (await driftsFor(w, w.institutionId)).drifts.map(({ what }) => what);
}

async function settle(w: TestWorld, what: string, way: Way): Promise<void> {
  const drift = (await driftsFor(w, w.institutionId)).drifts.find((one) => one.what === what)!;
  valueOf(await settleDrift(w, w.admin, drift.id, { way, seen: drift.seen, runId: w.random.uuid() }));
  await w.pass(minutes(5));
}

const openingIn = async (w: TestWorld, id: string) => openingOf(w.secrets, await theClassroom(w, id))!;

eachDatabase((_, open) => {
  test("a row that somebody changed is told with both sides, and put back or taken over as somebody says", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const { id } = await made(w);
    await w.pass(minutes(5));
    expect(await apart(w)).toEqual([]);
    await f.run("update negocio.sga_espacios set nombre = 'Laboratorio', link_clase_virtual = 'https://elsewhere.example' where espacio = 101");
    expect(await apart(w)).toEqual(["link", "name"]);
    expect((await driftsFor(w, w.institutionId)).drifts[0]).toMatchObject({ classroom: "Aula 10", bedel: (await openingIn(w, id)).link, row: "https://elsewhere.example", ways: ["as Bedel has it", "published no more"] });
    await settle(w, "name", "as it is there");
    const classroom = await theClassroom(w, id);
    expect([classroom.name, (await w.room(classroom.roomId)).name]).toEqual(["Laboratorio", "Laboratorio"]);
    await settle(w, "link", "as Bedel has it");
    await expectOpens(w, f, id);
    expect(await apart(w)).toEqual([]);
  }); // prettier-ignore

  test("a passcode that was changed in Zoom is put back there, or taken over into the rows", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const { id } = await made(w);
    await w.pass(minutes(5));
    const { hostId } = await theClassroom(w, id);
    const before = await openingIn(w, id);
    await w.zoomOf(w.institutionId).setPersonalPasscode(hostId!, "Otro-2027");
    expect(await apart(w)).toEqual(["zoom passcode"]);
    await settle(w, "zoom passcode", "as Bedel has it");
    expect((await openingIn(w, id)).passcode).toBe(before.passcode);
    await expectOpens(w, f, id);
    await w.zoomOf(w.institutionId).setPersonalPasscode(hostId!, "Otro-2028");
    expect(await apart(w)).toEqual(["zoom passcode"]);
    await settle(w, "zoom passcode", "as it is there");
    expect((await openingIn(w, id)).passcode).toBe("Otro-2028");
    await expectOpens(w, f, id);
    expect(await apart(w)).toEqual([]);
  });

  test("a row that is gone, or is there twice, is told; what can't be read is not said to be apart, and what was known of it stays", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const { id } = await made(w);
    await w.pass(minutes(5));
    await f.run("update negocio.sga_espacios set nombre = 'Laboratorio' where espacio = 101");
    expect(await apart(w)).toEqual(["name"]);
    await w.db.run(sql`update external_databases set port = 1`);
    await w.pass(minutes(5));
    expect(await apart(w)).toEqual(["name"]);
    const dark = await driftsFor(w, w.institutionId);
    const there = { side: "row", database: "Guaraní", because: "nobody_there", n: 1, classrooms: ["Aula 10"] };
    expect(dark.unread.toSorted((a, b) => a.table!.localeCompare(b.table!))).toEqual([{ ...there, table: "Claves" }, { ...there, table: "Espacios" }]); // prettier-ignore
    expect(dark.drifts).toMatchObject([{ what: "name", seenAt: expect.any(String) }]);
    await w.db.run(sql`update external_databases set port = ${f.opened.port}`);
    await f.run("delete from negocio.sga_espacios where espacio = 101");
    expect(await apart(w)).toEqual(["row gone"]);
    expect((await driftsFor(w, w.institutionId)).unread).toEqual([]);
    await settle(w, "row gone", "published no more");
    expect([(await theClassroom(w, id)).link, await apart(w)]).toEqual([null, []]);
  });

  test("where the rows of link and passcode have one key, only the one that is gone is published no more", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    await f.run("insert into zoom.claves (aula, clave) values ('101', '1')");
    const { id } = await made(w, { passcode: { tableId: CLAVES.id, key: "101" } });
    await w.pass(minutes(5));
    await f.run("delete from zoom.claves where aula = '101'");
    expect(await apart(w)).toEqual(["row gone"]);
    expect((await driftsFor(w, w.institutionId)).drifts[0]).toMatchObject({ place: { key: "101", table: CLAVES.name } });
    await settle(w, "row gone", "published no more");
    const { link, passcode } = await theClassroom(w, id);
    expect([link, passcode]).toEqual([{ tableId: ESPACIOS.id, key: "101" }, null]);
  });

  test.each([
    ["by Bedel itself", "link", "published no more", "drift_row_left", "drift_settled"],
    ["taken over by a run", "name", "as it is there", "drift_taken_over", "run_under_way"],
    ["put back by a run", "link", "as Bedel has it", "drift_put_back", "run_under_way"],
  ] as const)(
    "two who settle one difference at once have one effect, and the second is told that it is settled or being settled: %s",
    async (_how, what, way, noted, why) => {
      await using w = await aWorld(await open(), { rooms: 0 });
      const f = await published(w);
      const { id } = await made(w);
      await w.pass(minutes(5));
      await f.run("update negocio.sga_espacios set nombre = 'Laboratorio', link_clase_virtual = 'https://elsewhere.example' where espacio = 101");
      await apart(w);
      const before = await theClassroom(w, id);
      const drift = (await driftsFor(w, w.institutionId)).drifts.find((one) => one.what === what)!;
      const settling = () => settleDrift(w, w.admin, drift.id, { way, seen: drift.seen, runId: w.random.uuid() });
      const both = await Promise.all([settling(), settling()]);
      expect(both.map((outcome) => (outcome.ok ? "settled" : outcome.refusal.because)).toSorted()).toEqual([why, "settled"].toSorted());
      expect(await settling()).toMatchObject({ ok: false, refusal: { because: why } });
      const deeds = await w.db.list((r) => r["what"] as string, sql`select what from audit_log where what = ${noted}`);
      expect(deeds).toEqual([noted]);
      await w.pass(minutes(5));
      expect((await theClassroom(w, id)).revision - before.revision).toBe(1);
      expect((await apart(w)).includes(what)).toBe(false);
    },
  );

  test("from when somebody asks until it is done, the list says that it is being compared; one that a run is at is named, and the others keep their moment", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await published(w);
    const busy = await made(w);
    await made(w, { email: "otra@universidad.example", name: "Otra", link: null, passcode: null });
    await w.pass(minutes(5));
    await apart(w);
    const far = async () => {
      const { compared, classrooms, isComparing, notYet, comparedAt } = await driftsFor(w, w.institutionId);
      return [compared, classrooms, isComparing, notYet.classrooms, comparedAt === iso(w.clock.now())];
    };
    expect(await far()).toEqual([2, 2, false, [], true]);
    await w.db.run(sql`update runs set ended_at = null, state = 'failed' where id = ${busy.id}`);
    await w.pass(minutes(5));
    await compareNow(w, w.admin);
    expect(await far()).toEqual([0, 2, true, ["Aula 10", "Otra"], false]);
    await compareDue(w);
    expect(await far()).toEqual([1, 2, false, ["Aula 10"], true]);
  });

  test("with no classroom, and with one that has no passcode yet, nothing waits to be compared: it is told how many are", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await published(w);
    const list = async () => {
      await apart(w);
      const { classrooms, comparedAt } = await driftsFor(w, w.institutionId);
      return { classrooms, isCompared: comparedAt !== null };
    };
    expect(await list()).toEqual({ classrooms: 0, isCompared: false });
    await made(w);
    const unset = await made(w, { email: "otra@universidad.example", name: "Otra", link: null, passcode: null });
    await w.pass(minutes(5));
    await w.db.run(sql`update classrooms set standing_sealed = null, compared_at = null where id = ${unset.id}`);
    expect(await list()).toEqual({ classrooms: 1, isCompared: true });
  });
});
