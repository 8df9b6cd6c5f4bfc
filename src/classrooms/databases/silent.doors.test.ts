import { createServer, type AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { emptyDatabase } from "../../../test/support/databases.ts";
import { ESPACIOS } from "../../../test/external/foreign.ts";
import { aWorld, valueOf } from "../../../test/world.ts";
import { minutes } from "../../lib/time.ts";
import { sql } from "../../platform/database.ts";
import { made, published } from "../classrooms.fixtures.ts";
import { compareDue } from "../drift/actions.ts";
import { compareNow, driftsFor } from "../drift/settling-actions.ts";
import { manyFrom } from "../many/actions.ts";

/** Takes every call and answers none. */
async function aSilentOne(): Promise<{ port: number; calls(): number }> {
  let calls = 0;
  const server = createServer((socket) => {
    calls += 1;
    socket.on("error", () => undefined);
    onTestFinished(() => void socket.destroy());
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return { port: (server.address() as AddressInfo).port, calls: () => calls };
}

test("a database that never answers is asked once in a round: its other lines and classrooms are told that it is away, and nobody waits for it", { timeout: 60_000 }, async () => {
  await using w = await aWorld(await emptyDatabase("PostgreSQL"), { rooms: 0 });
  const f = await published(w);
  for (const n of [101, 102, 103])
    await made(w, { email: `aula.${n}@universidad.example`, name: `Aula ${n}`, link: { tableId: ESPACIOS.id, key: String(n) }, passcode: null });
  await w.pass(minutes(5));
  const silent = await aSilentOne();
  await w.db.run(sql`update external_databases set host = '127.0.0.1', port = ${silent.port}`);
  await compareNow(w, w.admin);
  expect(await compareDue(w)).toBe(3);
  expect(silent.calls()).toBe(1);
  expect((await driftsFor(w, w.institutionId)).unread).toMatchObject([{ side: "row", because: "silent", n: 3, classrooms: ["Aula 101", "Aula 102", "Aula 103"] }]);

  const text = Array.from({ length: 20 }, (_, i) => `nueva.${i}@universidad.example,Aula,${i},Nueva ${i},N${i},${i}`).join("\n");
  const form = { batchId: w.random.uuid(), text, preview: true, linkTableId: ESPACIOS.id, passcodeTableId: null, standing: "personal meeting", licence: false, farewell: "nothing", confirmed: [], what: "new classroom", seen: {} } satisfies Parameters<typeof manyFrom>[2];
  const { lines } = valueOf(await manyFrom(w, w.admin, form));
  expect(new Set(lines.map(({ because }) => because))).toEqual(new Set(["row_unreachable"]));
  expect(silent.calls()).toBeLessThanOrEqual(1 + 4); // those of the first lines, which are read together

  // Back again it is asked again.
  await w.db.run(sql`update external_databases set host = ${f.opened.host}, port = ${f.opened.port}`);
  await w.pass(minutes(1));
  await compareNow(w, w.admin);
  expect([await compareDue(w), (await driftsFor(w, w.institutionId)).unread]).toEqual([3, []]);
}); // prettier-ignore
