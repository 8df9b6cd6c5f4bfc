import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { seededRandom } from "../src/lib/random.ts";
import { minutes } from "../src/lib/time.ts";
import { bench, meetingOf, ROOM, startByAddress, type Bench } from "./testing.ts";

/** The address of the webhooks, which knows its secret. */
const received: Bench["receive"] = async (_, { body }) => {
  const { plainToken } = (JSON.parse(String(body)) as { payload: { plainToken?: string } }).payload;
  if (plainToken === undefined) return new Response(null, { status: 204 });
  return Response.json({ plainToken, encryptedToken: createHmac("sha256", "clave").update(plainToken).digest("hex") });
};

/** Every answer of a morning, and every webhook, byte by byte. */
async function morning(look: (b: Bench) => Promise<void>): Promise<{ answers: string[]; events: string[] }> {
  const b = await bench({ webhook: { url: "http://bedel.example/hook", secret: "clave" } });
  b.receive = received;
  const answers: string[] = [];
  const note = (reply: { status: number; body: unknown; headers: Headers }): void =>
    void answers.push(JSON.stringify([reply.status, reply.body, [...reply.headers]]));
  await b.control("POST", "/faults", { kind: "webhooks", dup: 0.5, reorder: 0.5 });
  for (const topic of ["Ética", "Lógica"]) {
    const { id, join_url } = await meetingOf(b, { topic });
    await look(b);
    note(await b.api("GET", `/meetings/${id}`));
    note(await startByAddress(b, id, { endOthers: true }));
    note(await b.control("POST", "/join", { joinUrl: join_url, name: "Eva" }));
    await look(b);
    note(await b.api("GET", `/users/${ROOM}/meetings`));
  }
  await b.pass(minutes(10));
  const events = b.posted.map(({ init }) => String(init.body)).filter((body) => !body.includes("url_validation"));
  return { answers, events: events.toSorted() };
}

test("the same seed and calls give the same answers and webhooks to the byte, whenever the webhooks leave", async () => {
  const once = await morning(async () => {});
  expect(once.events.length).toBeGreaterThan(6);
  expect(await morning(async () => {})).toEqual(once);
  expect(await morning(({ sandbox }) => sandbox.run())).toEqual(once);
});

test("a file that is opened again with the same seed gives no id that it gave before", async () => {
  const folder = mkdtempSync(join(tmpdir(), "sandbox-"));
  const opened: number[] = [];
  const open = (): Promise<Bench> => bench({ file: join(folder, "zoom.sqlite"), random: (before) => (opened.push(before), seededRandom(7 + before)) });
  const uuids: unknown[] = [];
  for (let i = 0; i < 3; i += 1) {
    const b = await open();
    uuids.push((await meetingOf(b))["uuid"]);
    b.sandbox.close();
  }
  expect(opened).toEqual([0, 1, 2]);
  expect(new Set(uuids).size).toBe(3);
  rmSync(folder, { recursive: true, force: true });
});
