import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { minutes } from "../src/lib/time.ts";
import { openStore } from "./store.ts";
import type { Account } from "./account.ts";
import { bench, meetingOf, startByAddress } from "./testing.ts";
import { defaultAccount } from "./university.ts";

const folder = (): { file: string; remove: () => void } => {
  const path = mkdtempSync(join(tmpdir(), "sandbox-"));
  return { file: join(path, "zoom.sqlite"), remove: () => rmSync(path, { recursive: true, force: true }) };
};

test("what was answered is found again: meetings, people inside, passwords and tokens", async () => {
  const { file, remove } = folder();
  const before = await bench({ file });
  const made = await meetingOf(before);
  await startByAddress(before, made["id"]);
  await before.control("POST", "/join", { joinUrl: made["join_url"], name: "Eva" });
  const after = await bench({ file });
  expect((await after.api("GET", `/meetings/${made["id"]}`)).body).toMatchObject({ status: "started", topic: "Óptica cuántica" });
  await after.pass(minutes(10));
  await after.control("POST", "/end", { meetingId: made["id"] });
  await after.pass(minutes(20));
  expect((await after.api("GET", `/report/meetings/${made["id"]}/participants`)).body["participants"]).toHaveLength(2);
  before.sandbox.close();
  after.sandbox.close();
  remove();
});

test("documents come back in the order in which they came to be, changed or not", () => {
  const { file, remove } = folder();
  const first = openStore(file);
  const shelf = first.shelf<{ n: number }>("thing");
  for (const [n, id] of ["z", "a", "m"].entries()) shelf.put(id, { n });
  shelf.put("z", { n: 9 });
  shelf.drop("a");
  first.close();
  const again = openStore(file);
  expect([...again.shelf<{ n: number }>("thing").all()]).toEqual([{ n: 9 }, { n: 2 }]);
  again.close();
  remove();
});

test("a process killed without warning loses nothing that it said it had", async () => {
  const { file, remove } = folder();
  // Bounded, and written straight to the pipe: a child that nobody stops must end by itself, and what it says must be said when it says it.
  const program = `
    const { writeSync } = await import("node:fs");
    const { openStore } = await import(${JSON.stringify(new URL("./store.ts", import.meta.url).href)});
    const store = openStore(${JSON.stringify(file)});
    const shelf = store.shelf("thing");
    for (let i = 1; i < 20000; i += 1) { store.atomically(() => { shelf.put("a", { i }); shelf.put("b", { i }); }); writeSync(1, i + "\\n"); }`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], { stdio: ["ignore", "pipe", "ignore"] });
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => {
    said += chunk.toString();
    if (said.length > 1500) child.kill("SIGKILL");
  });
  await once(child, "close");
  const last = Number(said.slice(0, said.lastIndexOf("\n")).split("\n").at(-1));
  const store = openStore(file);
  const shelf = store.shelf<{ i: number }>("thing");
  expect(last).toBeGreaterThan(200);
  expect(shelf.get("a")!.i).toBeGreaterThanOrEqual(last);
  expect(shelf.get("a")).toEqual(shelf.get("b"));
  store.close();
  remove();
});

test("what could not be written is told, and written as soon as it can be", () => {
  const { file, remove } = folder();
  const first = openStore(file);
  const shelf = first.shelf<{ n: unknown }>("thing");
  const both = (n: unknown): void => first.atomically(() => (shelf.put("a", { n: 1 }), void shelf.put("b", { n })));
  expect(() => both(2n)).toThrow(/BigInt/);
  both(2);
  first.close();
  const again = openStore(file);
  expect([...again.shelf<{ n: number }>("thing").all()]).toEqual([{ n: 1 }, { n: 2 }]);
  again.close();
  remove();
});

test("a file of an older sandbox keeps its account and learns the knobs that it lacks", async () => {
  const { file, remove } = folder();
  const { account, ...rest } = defaultAccount();
  const { seats, ...older } = { ...account, concurrentMeetings: 7 };
  const before = await bench({ file, university: { ...rest, account: older as Account } });
  before.sandbox.close();
  const after = await bench({ file });
  expect((await after.control("GET", "/account")).body).toMatchObject({ concurrentMeetings: 7, seats });
  after.sandbox.close();
  remove();
});
