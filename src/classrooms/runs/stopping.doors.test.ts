import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld, valueOf } from "../../../test/world.ts";
import { days, minutes } from "../../lib/time.ts";
import { expectOpens, made, published, stepsOf, theRun } from "../classrooms.fixtures.ts";
import { changePasscode } from "../passcode-actions.ts";
import { stopRun } from "./actions.ts";

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

    const during = await asked("PATCH");
    expect(during.said).toMatchObject({ ok: false, refusal: { because: "run_halfway" } });
    expect(await theRun(w, during.runId)).toMatchObject({ state: "done" });
    expect(await f.passcode("A1")).toBe("Invierno");
    await expectOpens(w, f, id);
  });
});
