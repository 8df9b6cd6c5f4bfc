import { expect, test } from "vitest";
import { aCommand, NOON } from "../../test/builders.ts";
import { eachDatabase } from "../../test/support/databases.ts";
import { aProcess, beatAgain, holdForDead, killProcess } from "../../test/support/outside.ts";
import { seededRandom } from "../lib/random.ts";
import { after, hours, minutes } from "../lib/time.ts";
import { sql, type Database } from "./database.ts";
import { claim, places, commandAgain, commandDone, commandFailed, laneOf, nameOf, retryDead, wish, withdrawOlder, type Command } from "./outbox.ts";

const random = seededRandom(3);
const I = random.uuid();
const [S1, S2] = [random.uuid(), random.uuid()];
const ours = (more: Partial<Command>): Command => aCommand({ institutionId: I, sessionId: S1, roomId: null, ...more });
const keys = (commands: readonly Command[]): string[] => commands.map((c) => c.key);
const TROUBLE = { kind: "unreachable", message: "", at: NOON };
const row = (db: Database, key: string) =>
  db.one((r) => ({ state: r["state"], attempts: r["attempts"], dueAt: r["due_at"] }), sql`select * from commands where key = ${key}`);

eachDatabase((name, open) => {
  test("wishing twice is one wish; one that ended begins anew", async () => {
    const db = await open();
    const me = await aProcess(db, random.uuid());
    await wish(db, ours({ key: "a" }));
    await wish(db, ours({ key: "a", urgency: 9 }));
    const [taken] = await claim(db, me, NOON, places(10));
    expect(taken).toMatchObject({ key: "a", urgency: 3, attempts: 1 });
    expect(await commandDone(db, taken!, NOON)).toBe(true);
    expect(await claim(db, me, NOON, places(10))).toEqual([]);
    await wish(db, ours({ key: "a" }));
    expect(keys(await claim(db, me, NOON, places(10)))).toEqual(["a"]);
  });

  test("what is not due yet waits; of what is due the urgent goes first, and one of each lane", async () => {
    const db = await open();
    const me = await aProcess(db, random.uuid());
    await wish(db, ours({ key: "later", lane: "x", dueAt: after(NOON, 1) }));
    await wish(db, ours({ key: "slow", lane: "one", urgency: 8 }));
    await wish(db, ours({ key: "urgent", lane: "one", urgency: 0 }));
    await wish(db, ours({ key: "other", lane: "two", urgency: 5 }));
    expect(keys(await claim(db, me, NOON, places(1)))).toEqual(["urgent"]);
    expect(keys(await claim(db, me, NOON, places(10)))).toEqual(["other"]);
    expect(await claim(db, me, NOON, places(10))).toEqual([]);
  });

  test("what stands in two lanes waits for both, and nothing later overtakes it in either", async () => {
    const db = await open();
    const me = await aProcess(db, random.uuid());
    await wish(db, ours({ key: "a", lane: "room", urgency: 0 }));
    await wish(db, ours({ key: "b", lane: laneOf("session", "room"), urgency: 1 }));
    await wish(db, ours({ key: "c", lane: "session", urgency: 2 }));
    const [first] = await claim(db, me, NOON, places(10));
    expect(first!.key).toBe("a");
    expect(await claim(db, me, NOON, places(10))).toEqual([]);
    await commandDone(db, first!, NOON);
    expect(keys(await claim(db, me, NOON, places(10)))).toEqual(["b"]);
  });

  test("a lane is free again once what it carried is done, or is to wait", async () => {
    const db = await open();
    const me = await aProcess(db, random.uuid());
    await wish(db, ours({ key: "first", urgency: 0 }));
    await wish(db, ours({ key: "second", urgency: 1 }));
    const [first] = await claim(db, me, NOON, places(10));
    expect(await commandAgain(db, first!, after(NOON, minutes(1)))).toBe(true);
    expect(keys(await claim(db, me, NOON, places(10)))).toEqual(["second"]);
    expect(await row(db, "first")).toEqual({ state: "queued", attempts: 0, dueAt: after(NOON, minutes(1)) });
  });

  test("what a killed process held is taken by another, and the first may save nothing of it any more", async () => {
    const db = await open();
    const [killed, other] = [await aProcess(db, random.uuid()), await aProcess(db, random.uuid())];
    await wish(db, ours({ key: "a" }));
    const [first] = await claim(db, killed, NOON, places(10));
    expect(await claim(db, other, NOON, places(10))).toEqual([]);
    await killProcess(db, killed);
    const [second] = await claim(db, other, NOON, places(10));
    expect(second!.generation).toBe(first!.generation + 1);
    expect(await commandDone(db, first!, NOON)).toBe(false);
    expect(await commandFailed(db, first!, TROUBLE, null)).toBe(false);
    expect(await commandAgain(db, first!, after(NOON, hours(1)))).toBe(false);
    expect(await row(db, "a")).toMatchObject({ state: "queued", dueAt: NOON });
    expect(await commandDone(db, second!, NOON)).toBe(true);
  });

  test("a process that the others hold for dead takes nothing until it has beaten again: they would take the same", async () => {
    const db = await open();
    const me = await aProcess(db, random.uuid());
    await wish(db, ours({ key: "a" }));
    await holdForDead(db, me);
    expect(await claim(db, me, NOON, places(10))).toEqual([]);
    await beatAgain(db, me);
    expect(keys(await claim(db, me, NOON, places(10)))).toEqual(["a"]);
  });

  test("what a process took and has not in hand is free for itself, and for nobody else", async () => {
    const db = await open();
    const [me, other] = [await aProcess(db, random.uuid()), await aProcess(db, random.uuid())];
    await wish(db, ours({ key: "lost", lane: "one" }));
    await wish(db, ours({ key: "in hand", lane: "two" }));
    const taken = await claim(db, me, NOON, places(10));
    const inHand = new Set(taken.filter((c) => c.key === "in hand").map(nameOf));

    expect(await claim(db, other, NOON, places(10), new Set())).toEqual([]);
    expect(await claim(db, me, NOON, places(10), inHand)).toMatchObject([{ key: "lost", generation: taken[0]!.generation + 1 }]);
  });

  test("however much is being carried out, what is due is seen, and no lane of what is under way is taken", async () => {
    const db = await open();
    const [me, other] = [await aProcess(db, random.uuid()), await aProcess(db, random.uuid())];
    for (let i = 0; i < 1001; i += 1) await wish(db, ours({ key: `under way ${i}`, lane: `lane ${i}` }));
    for (let taken = 0; taken < 1001;) taken += (await claim(db, other, NOON, places(500))).length;
    for (let i = 0; i < 1001; i += 1) await wish(db, ours({ key: `same lane ${i}`, lane: `lane ${i}` }));
    await wish(db, ours({ key: "urgent", lane: "another", urgency: 0 }));

    expect(keys(await claim(db, me, NOON, places(10)))).toEqual(["urgent"]);
  });

  test("what gave up lies among the dead until somebody tries it again, as long as it would help", async () => {
    const db = await open();
    const me = await aProcess(db, random.uuid());
    await wish(db, ours({ key: "a", usefulUntil: after(NOON, hours(9)) }));
    const [taken] = await claim(db, me, NOON, places(10));
    await commandFailed(db, taken!, TROUBLE, null);
    expect(await claim(db, me, after(NOON, hours(8)), places(10))).toEqual([]);
    expect((await row(db, "a"))!.state).toBe("dead");
    expect(await retryDead(db, I, "a", after(NOON, hours(9)))).toBe(0);
    expect(await retryDead(db, I, "a", after(NOON, hours(8)))).toBe(1);
    expect(await claim(db, me, after(NOON, hours(8)), places(10))).toMatchObject([{ key: "a", attempts: 1, usefulUntil: after(NOON, hours(9)) }]);
    expect(await retryDead(db, I, "a", after(NOON, hours(8)))).toBe(0);
    expect(await retryDead(db, I, "unknown", NOON)).toBe(0);
  });

  test("what failed is tried again when it said, and counts its attempts", async () => {
    const db = await open();
    const me = await aProcess(db, random.uuid());
    await wish(db, ours({ key: "a" }));
    const [taken] = await claim(db, me, NOON, places(10));
    await commandFailed(db, taken!, TROUBLE, after(NOON, minutes(1)));
    expect(await claim(db, me, after(NOON, minutes(1) - 1), places(10))).toEqual([]);
    expect(await claim(db, me, after(NOON, minutes(1)), places(10))).toMatchObject([{ attempts: 2 }]);
  });

  test("a newer revision takes back what nobody has begun, of this session's steps only", async () => {
    const db = await open();
    const me = await aProcess(db, random.uuid());
    await wish(db, ours({ key: "begun", lane: "one" }));
    expect(keys(await claim(db, me, NOON, places(10)))).toEqual(["begun"]);
    await wish(db, ours({ key: "old", lane: "two" }));
    await wish(db, ours({ key: "beside", lane: "three", step: null }));
    await wish(db, ours({ key: "newer", lane: "four", revision: 2 }));
    await wish(db, ours({ key: "another's", lane: "five", sessionId: S2 }));
    await withdrawOlder(db, I, S1, 2);
    expect(await db.list((r) => r["key"], sql`select key from commands order by key`)).toEqual(["another's", "begun", "beside", "newer"]);
  });

  test("two processes that look at once never carry out the same wish, nor two of one lane", async () => {
    const db = await open();
    const processes = await Promise.all([1, 2, 3, 4].map(() => aProcess(db, random.uuid())));
    for (let i = 0; i < 40; i += 1) await wish(db, ours({ key: `k${i}`, lane: `lane ${i % 10}` }));
    const taken = (await Promise.all(processes.map((process) => claim(db, process, NOON, places(4))))).flat();
    expect(new Set(keys(taken)).size).toBe(taken.length);
    expect(new Set(taken.map((c) => c.lane)).size).toBe(taken.length);
    expect(taken.length).toBe(10);
    expect(name).toBe(db.kind === "pglite" ? "PGlite" : "PostgreSQL");
  });
});
