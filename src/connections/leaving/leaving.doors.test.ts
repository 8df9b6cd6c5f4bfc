import { expect, test } from "vitest";
import { authorizes, theConnection, type ZoomPerson } from "../../../test/support/connecting.ts";
import { eachDatabase } from "../../../test/support/databases.ts";
import { ALL_DONE, fault, start, statesOf } from "../../../test/support/sessions.ts";
import { aWorld, NINE, valueOf, type TestWorld, type WorldOptions } from "../../../test/world.ts";
import { after, before, hours, minutes } from "../../lib/time.ts";
import { sql, type Database } from "../../platform/database.ts";
import { secretsWith } from "../../platform/secrets.ts";
import { aboveConnections } from "../../sessions/connecting/actions.ts";
import { disconnect, leavingView, stay } from "./actions.ts";

const WANDA: ZoomPerson = { id: "wanda", email: "wanda@universidad.example", role: { id: "1", name: "Admin" } };
const ACCOUNT = "sandbox-account";

async function authorized(db: Database, options: WorldOptions = {}): Promise<TestWorld> {
  const w = await aWorld(db, { people: [WANDA], ...options });
  await w.control("user", { id: WANDA.id, set: { role_id: "1" } });
  await authorizes(w, WANDA);
  return w;
}

const ends = (w: TestWorld, leave: readonly string[] = []) => disconnect(w, aboveConnections(w), w.admin, { account: ACCOUNT, leave });
const tokens = (w: TestWorld): Promise<unknown> =>
  w.db.one((r) => [r["token_sealed"], r["refresh_sealed"], r["own_app_sealed"]], sql`select * from connections where institution_id = ${w.institutionId}`);
const opened = async (w: TestWorld): Promise<string[]> =>
  ((await w.control("apps"))["authorizations"] as { userId: string; endedAt: unknown }[]).filter(({ endedAt }) => endedAt === null).map(({ userId }) => userId);

eachDatabase((_, open) => {
  test("disconnecting ends the tokens at Zoom and deletes them here; what is generated stays usable, what is not waits", async () => {
    await using w = await authorized(await open(), { rooms: 2 });
    const generated = await w.ask({ start: after(NINE, hours(3)) });
    await w.attend(generated, "Ana <ana@example.com>");
    await w.settle();
    valueOf(await ends(w));
    const later = await w.ask({ title: "later", start: after(NINE, hours(4)) });
    await w.advanceTo(before(generated.time.end, minutes(1)));

    expect(await theConnection(w)).toMatchObject({ state: "disconnected", leavingAt: null });
    expect([await tokens(w), await opened(w)]).toEqual([[null, null, null], []]);
    expect((await w.meetings()).map((m) => m["topic"])).toEqual([generated.title]);
    expect((await w.session(generated)).steps).toMatchObject({ handOver: { is: "done" }, sendLinks: { is: "done" }, warn: { is: "done" } });
    await w.advanceTo(after(later.time.start, minutes(1)));
    expect((await w.session(later)).steps).toMatchObject({ generate: { is: "held", until: "connected" }, handOver: { is: "held", until: "connected" } });
    await w.advanceTo(after(later.time.end, hours(1)));
    expect((await w.session(generated)).steps).toMatchObject({
      end: { is: "held", until: "connected" },
      close: { is: "held", until: "connected" },
      report: { is: "held", until: "connected" },
    });
    expect(w.letters(w.admin.email)).toEqual([]);

    await authorizes(w, WANDA);
    await w.pass(hours(1));
    expect(await statesOf(w, generated)).toEqual(ALL_DONE);
  });

  test("rooms that somebody can open are closed before the tokens are ended, and their sessions get them anew on reconnecting", async () => {
    await using w = await authorized(await open(), { rooms: 2 });
    const running = await w.ask({ title: "running", start: after(NINE, minutes(30)) });
    const ahead = await w.ask({ title: "ahead", start: after(NINE, minutes(60)) });
    await w.advanceTo(after(NINE, minutes(46)));
    const by = await start(w, running);
    const rooms = await aboveConnections(w).openRooms(w.institutionId);
    expect(rooms.map(({ session }) => [session?.title, session?.isRunning]).toSorted()).toEqual([["ahead", false], ["running", true]]); // prettier-ignore

    valueOf(await ends(w));
    expect(await theConnection(w)).toMatchObject({ state: "disconnected" });
    expect(await w.opens(by.email, by.password)).toBe(false);
    for (const room of w.rooms) expect((await w.room(room.id)).password.exposedTo).toBe(null);
    expect((await w.session(ahead)).steps.handOver).toMatchObject({ is: "held", until: "connected" });

    await w.pass(minutes(3));
    for (const room of w.rooms) expect((await w.room(room.id)).password.exposedTo, "nobody could close it again").toBe(null);
    await authorizes(w, WANDA);
    await w.settle();
    expect((await w.session(ahead)).steps.handOver.is).toBe("done");
    await w.advanceTo(after(ahead.time.end, hours(1)));
    expect(await statesOf(w, ahead)).toEqual(ALL_DONE);
    expect(await statesOf(w, running)).toEqual(ALL_DONE);
  });

  test("a room that can't be closed is named, and nothing is ended until somebody has decided about it", async () => {
    await using w = await authorized(await open());
    const s = await w.ask({ start: after(NINE, minutes(30)) });
    await w.advanceTo(before(s.time.start, minutes(5)));
    await fault(w, "PUT /users/:id/password", "503", { times: 20 });
    valueOf(await ends(w));

    const named = await leavingView(w.db, await theConnection(w));
    expect(named).toMatchObject({ revoke: null, rooms: [{ id: w.rooms[0]!.id, session: s.title, because: "unreachable" }] });
    expect(await theConnection(w)).toMatchObject({ state: "unreachable", leavingAt: w.clock.now() });
    expect(await opened(w)).toEqual([WANDA.id]);

    valueOf(await stay(w, w.admin));
    expect(await theConnection(w)).toMatchObject({ leavingAt: null });
    valueOf(await ends(w, [w.rooms[0]!.id]));
    expect([(await theConnection(w)).state, await opened(w)]).toEqual(["disconnected", []]);
  });

  test("a process that is killed while it closes rooms leaves nothing half ended: the worker goes on, with what was decided", async () => {
    await using w = await authorized(await open(), { rooms: 1 });
    const s = await w.ask({ start: after(NINE, minutes(30)) });
    await w.advanceTo(after(NINE, minutes(20)));
    const killed = { ...aboveConnections(w), closeRoom: () => Promise.reject(new Error("killed")) };
    await expect(disconnect(w, killed, w.admin, { account: ACCOUNT, leave: [] })).rejects.toThrow("killed");
    expect(await theConnection(w)).toMatchObject({ state: "connected", leavingAt: w.clock.now() });
    expect(await leavingView(w.db, await theConnection(w))).toMatchObject({ rooms: [], closing: true });

    await w.pass(minutes(10));
    expect(await theConnection(w)).toMatchObject({ state: "disconnected", leavingAt: null });
    expect([await tokens(w), await opened(w)]).toEqual([[null, null, null], []]);
    expect((await w.room((await w.session(s)).roomId)).password.exposedTo).toBeNull();
  });

  test("as long as Zoom has not confirmed, it is not told as done, the tokens are kept and Zoom is told again", async () => {
    await using w = await authorized(await open());
    await fault(w, "* /oauth/revoke", "hang up", { times: 2 });
    valueOf(await ends(w));

    expect(await leavingView(w.db, await theConnection(w))).toMatchObject({ rooms: [], revoke: { because: "unanswered" } });
    expect(((await tokens(w)) as unknown[])[0]).not.toBe(null);
    expect(await stay(w, w.admin)).toMatchObject({ ok: false, refusal: { because: "disconnecting_too_far" } });
    await w.pass(minutes(1));
    expect([(await theConnection(w)).state, await tokens(w), await opened(w)]).toEqual(["disconnected", [null, null, null], []]);
  });

  test.each(["stay", "connect anew"] as const)("who decides to %s while rooms are still being closed is not disconnected afterwards", async (what) => {
    await using w = await authorized(await open());
    const s = await w.ask({ start: after(NINE, minutes(30)) });
    await w.advanceTo(before(s.time.start, minutes(5)));
    const above = aboveConnections(w);
    const closeRoom = async (...of: Parameters<typeof above.closeRoom>) => {
      if (what === "stay") valueOf(await stay(w, w.admin));
      else await authorizes(w, WANDA);
      return above.closeRoom(...of);
    };
    expect(await disconnect(w, { ...above, closeRoom }, w.admin, { account: ACCOUNT, leave: [] })).toMatchObject({ refusal: { because: "stayed_meanwhile" } });
    expect(await theConnection(w)).toMatchObject({ state: "connected", leavingAt: null });
    expect(await opened(w)).toEqual([WANDA.id]);
  });

  test("an app of its own that was sealed with a key which is no more keeps nobody from disconnecting", async () => {
    await using w = await aWorld(await open());
    const sealed = secretsWith("another key, long enough", w.random).seal("{}", "anywhere");
    await w.db.run(sql`update connections set own_app_sealed = ${sealed} where institution_id = ${w.institutionId}`);
    await w.pause(1000);
    valueOf(await ends(w));
    expect([(await theConnection(w)).state, await tokens(w)]).toEqual(["disconnected", [null, null, null]]);
  });

  test("another account's name typed ends nothing", async () => {
    await using w = await authorized(await open());
    expect(await disconnect(w, aboveConnections(w), w.admin, { account: "another", leave: [] })).toMatchObject({
      refusal: { because: "account_typed_differently", field: "account" },
    });
    expect(await theConnection(w)).toMatchObject({ state: "connected", leavingAt: null });
  });
});
