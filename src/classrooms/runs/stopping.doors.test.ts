import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld, valueOf } from "../../../test/world.ts";
import { days, minutes } from "../../lib/time.ts";
import { sql } from "../../platform/database.ts";
import { expectOpens, made, published, stepsOf, theClassroom, theRun } from "../classrooms.fixtures.ts";
import { changePasscode } from "../passcode-actions.ts";
import { openingOf } from "../store.ts";
import { stopRun } from "./actions.ts";
import { runFor } from "./showing-actions.ts";
import { tryAgain } from "./retrying.fixtures.ts";

type Call = { url: string; method: string };
/** Says *stop* when the next such call to Zoom is about to be sent. */
const stopping = { at: (_: Call): boolean => false, stop: async (): Promise<unknown> => null };
const wire = (fetch: (url: string, init: RequestInit) => Promise<Response>) => async (url: string, init: RequestInit) => {
  if (stopping.at({ url, method: init.method ?? "GET" })) {
    stopping.at = () => false;
    await stopping.stop();
  }
  return fetch(url, init);
};

eachDatabase((_, open) => {
  test("stopped before the passcode is set, it is not set; stopped later, it is refused and both halves come to agree", async () => {
    await using w = await aWorld(await open(), { rooms: 0, wire });
    const f = await published(w);
    const { id } = await made(w);
    await w.pass(minutes(5));
    const asked = async (method: string) => {
      const runId = w.random.uuid();
      valueOf(await changePasscode(w, w.admin, id, { runId, passcode: method === "GET" ? "Otono-2027" : "Invierno" }));
      let said: unknown = null;
      stopping.stop = async () => (said = await stopRun(w, w.admin, runId));
      stopping.at = (call) => call.method === method && /\/(users|meetings)\//.test(call.url);
      await w.pass(days(1));
      return { runId, said };
    };
    const before = await asked("GET");
    expect(before.said).toMatchObject({ ok: true });
    expect([(await theRun(w, before.runId)).state, await stepsOf(w, before.runId)]).toEqual([
      "stopped",
      ["set_passcode failed (run_stopped)", "write_rows to come"],
    ]);
    await expectOpens(w, f, id);
    const shown = (await runFor(w, w.institutionId, before.runId))!;
    expect([shown.stopped?.name, shown.stopped?.by, shown.steps.map(({ state }) => state)]).toEqual([w.admin.name, "stopping", ["failed", "not done"]]);

    const during = await asked("PATCH");
    expect(during.said).toMatchObject({ ok: false, refusal: { because: "run_halfway" } });
    expect(await theRun(w, during.runId)).toMatchObject({ state: "done" });
    expect(await f.passcode("A1")).toBe("Invierno");
    await expectOpens(w, f, id);
  });

  test("one from the time when its passcode was set before it became a room writes its rows, whatever hinders a room", async () => {
    await using w = await aWorld(await open(), { rooms: 0, wire, people: [{ id: "aula-7", email: "aula.7@universidad.example" }] });
    const f = await published(w);
    const { joinUrl } = await w.zoomOf(w.institutionId).personalMeeting("aula-7");
    await f.run(`update negocio.sga_espacios set link_clase_virtual = '${joinUrl}' where espacio = 101`);
    stopping.stop = () => w.db.run(sql`update connections set default_host_id = 'aula-7' where institution_id = ${w.institutionId}`);
    stopping.at = (call) => call.method === "PATCH" && call.url.endsWith("/settings");
    const { id } = await made(w, { email: "aula.7@universidad.example", passcode: null });
    await w.db.run(sql`update run_steps set name = case name when 'open_room' then 'set_passcode' else 'open_room' end where run_id = ${id} and name in ('open_room', 'set_passcode')`);
    await w.pass(minutes(5));
    expect((await stepsOf(w, id)).slice(-3)).toEqual(["set_passcode done", "open_room skipped (room_left_out)", "write_rows done"]);
    expect([await theRun(w, id), await theClassroom(w, id)]).toMatchObject([{ state: "done" }, { state: "in use", hostId: "aula-7", roomId: null }]);
    const after = openingOf(w.secrets, await theClassroom(w, id))!;
    expect((await f.row("101"))!["link_clase_virtual"]).toBe(after.link);
    expect(await w.control("join", { joinUrl: after.link, name: "Iva" })).toMatchObject({ ok: true });
  }); // prettier-ignore

  test("one that can't be made a room is stopped, and whoever had its link and passcode still comes in", async () => {
    await using w = await aWorld(await open(), { rooms: 0, wire, people: [{ id: "aula-7", email: "aula.7@universidad.example" }] });
    const f = await published(w);
    const { joinUrl, meetingId, passcode } = await w.zoomOf(w.institutionId).personalMeeting("aula-7");
    await f.run(`update negocio.sga_espacios set link_clase_virtual = '${joinUrl}' where espacio = 101`);
    stopping.stop = () => w.db.run(sql`update connections set default_host_id = 'aula-7' where institution_id = ${w.institutionId}`);
    stopping.at = (call) => call.method === "PATCH" && call.url.endsWith("/users/aula-7"); // once it was looked whose the address is
    const { id } = await made(w, { email: "aula.7@universidad.example", passcode: null });
    await w.pass(minutes(5));
    expect(await stepsOf(w, id)).toContain("open_room failed (room_hosts_sessions)");
    expect(await w.control("join", { meetingId: Number(meetingId), passcode, name: "Ada" })).toMatchObject({ ok: true });
    valueOf(await stopRun(w, w.admin, id));
    expect((await runFor(w, w.institutionId, id))!.stopped).toMatchObject({ name: w.admin.name, by: "stopping" });
    await w.pass(days(1));
    expect(await theRun(w, id)).toMatchObject({ state: "stopped" });
    expect(await w.control("join", { joinUrl: (await f.row("101"))!["link_clase_virtual"], name: "Eva" })).toMatchObject({ ok: true });
    // Once it can be, it is begun anew, and goes through to the end.
    await w.db.run(sql`update connections set default_host_id = null where institution_id = ${w.institutionId}`);
    valueOf(await tryAgain(w, id));
    expect([(await theRun(w, id)).facts.stoppedBy, (await runFor(w, w.institutionId, id))!.stopped]).toEqual([null, null]);
    await w.pass(minutes(5));
    expect(await theRun(w, id)).toMatchObject({ state: "done" });
    const after = openingOf(w.secrets, await theClassroom(w, id))!;
    expect((await f.row("101"))!["link_clase_virtual"]).toBe(after.link);
    expect(await w.control("join", { joinUrl: after.link, name: "Iva" })).toMatchObject({ ok: true });
  });
});
