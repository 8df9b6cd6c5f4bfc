import { expect, test } from "vitest";
import { hours } from "../../src/lib/time.ts";
import { bench, meetingOf, type Bench } from "../testing.ts";

async function day(): Promise<{ b: Bench; id: number; rows: Record<string, unknown>[] }> {
  const b = await bench();
  await b.control("POST", "/visitors", { on: true });
  const { id } = await meetingOf(b, { settings: { approval_type: 0 } });
  const registrants = Array.from({ length: 30 }, (_, i) => ({ email: `p${i}@fuera.example`, first_name: `P${i}` }));
  await b.api("POST", `/meetings/${id}/batch_registrants`, { registrants });
  await b.pass(hours(2));
  await b.api("PUT", `/meetings/${id}/status`, { action: "end" });
  await b.pass(hours(1));
  const { participants } = (await b.api("GET", `/report/meetings/${id}/participants?page_size=300&include_fields=registrant_id`)).body;
  return { b, id, rows: participants };
}

test("with visitors on, the host, most registrants and a guest or two come by themselves", async () => {
  const { rows } = await day();
  const known = new Set(rows.map((row) => row["registrant_id"]).filter((id) => id !== ""));
  expect(known.size).toBeGreaterThan(20);
  expect(rows.some((row) => row["user_email"] === "")).toBe(true);
  expect(rows.length).toBeGreaterThan(known.size + 1);
  expect(rows[0]).toMatchObject({ user_email: "sala.aula-magna@universidad.example" });
});

test("the same seed lives the same day", async () => {
  expect((await day()).rows).toEqual((await day()).rows);
});

test("nobody comes to a meeting that was deleted, or when visitors are off", async () => {
  const b = await bench();
  const off = await meetingOf(b);
  await b.control("POST", "/visitors", { on: true });
  const gone = await meetingOf(b);
  await b.api("DELETE", `/meetings/${gone["id"]}`);
  await b.control("POST", "/visitors", { on: false });
  await b.pass(hours(3));
  for (const { id } of [off, gone]) expect((await b.api("GET", `/past_meetings/${id}/instances`)).body["meetings"]).toEqual([]);
});
