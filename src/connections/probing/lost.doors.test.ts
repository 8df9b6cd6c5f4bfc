import { expect, test } from "vitest";
import { authorizes, theConnection, type ZoomPerson } from "../../../test/support/connecting.ts";
import { eachDatabase } from "../../../test/support/databases.ts";
import { ALL_DONE, statesOf } from "../../../test/support/sessions.ts";
import { aMember, aWorld, NINE, type TestWorld, type WorldOptions } from "../../../test/world.ts";
import { after, hours, minutes, seconds } from "../../lib/time.ts";
import type { Database } from "../../platform/database.ts";

const WANDA: ZoomPerson = { id: "wanda", email: "wanda@universidad.example", role: { id: "1", name: "Admin" } };
const OTTO: ZoomPerson = { id: "otto", email: "otto@universidad.example", role: { id: "1", name: "Admin" } };

/** An institution whose connection Wanda has authorized, an administrator at Zoom. */
async function authorized(db: Database, options: WorldOptions = {}): Promise<TestWorld> {
  const w = await aWorld(db, { people: [WANDA, OTTO], ...options });
  for (const { id } of [WANDA, OTTO]) await roleAtZoom(w, id, "1");
  await authorizes(w, WANDA);
  return w;
}

const roleAtZoom = (w: TestWorld, id: string, role: string) => w.control("user", { id, set: { role_id: role } });
const reconnectLetters = (w: TestWorld, to: string): number => w.letters(to).filter(({ subject }) => subject.includes("reconnected")).length;

eachDatabase((_, open) => {
  test("a lost role is known within a minute, told once to each administrator, and costs no session of the day anything once another one reconnects", async () => {
    await using w = await authorized(await open(), { rooms: 3 });
    const owner = await aMember(w.db, { institutionId: w.institutionId, id: w.random.uuid(), name: "Olga", email: "olga@universidad.example", role: "owner" });
    const day = [
      await w.ask({ start: after(NINE, minutes(30)) }),
      await w.ask({ start: after(NINE, hours(2)) }),
      await w.ask({ start: after(NINE, hours(4)) }),
    ];
    await w.advanceTo(after(NINE, minutes(40)));
    const lostAt = w.clock.now();
    await roleAtZoom(w, WANDA.id, "2");
    await w.pass(minutes(1));

    const lost = await theConnection(w);
    expect(lost).toMatchObject({ state: "reconnect needed", because: "role_lost" });
    expect(lost.since).toBeLessThanOrEqual(after(lostAt, minutes(1)));

    await w.advanceTo(after(NINE, hours(2) + minutes(20)));
    expect([reconnectLetters(w, w.admin.email), reconnectLetters(w, owner.email), reconnectLetters(w, w.organizer.email)]).toEqual([1, 1, 0]);
    expect(w.letters(w.admin.email)).toHaveLength(1);

    await authorizes(w, OTTO);
    expect(await theConnection(w)).toMatchObject({ state: "connected", because: null, authorizedBy: { email: OTTO.email } });
    await w.advanceTo(after(NINE, hours(8)));
    for (const s of day) expect(await statesOf(w, s)).toEqual(ALL_DONE);
    expect(reconnectLetters(w, w.admin.email)).toBe(1);
  });

  test("a plan's limit, or a scope that was never given, is not taken for a lost role", async () => {
    await using w = await authorized(await open());
    await w.ask({ start: after(NINE, minutes(30)) });
    await w.control("faults", { kind: "next", match: "PUT /users/:id/password", do: "refuse", status: 400, body: { code: 200, message: "No permission." } });
    await w.pass(minutes(2));
    expect((await theConnection(w)).state).toBe("connected");
  });

  test("where nothing depends on it within the hour, it is asked about every quarter of an hour only", async () => {
    await using w = await authorized(await open());
    await w.pass(minutes(1));
    const asked = await callsOf(w);
    for (let i = 0; i < 14; i += 1) await w.pass(minutes(1));
    expect((await callsOf(w)) - asked).toBeLessThanOrEqual(1);
    await w.ask({ start: after(w.clock.now(), minutes(50)) });
    await w.settle();
    const before = await callsOf(w);
    for (let i = 0; i < 4; i += 1) await w.pass(seconds(45));
    expect((await callsOf(w)) - before).toBeGreaterThanOrEqual(3);
  });

  test("somebody who left the account, an app that was removed, a secret that was changed: each has its cause", async () => {
    await using w = await authorized(await open());
    await w.ask({ start: after(NINE, minutes(30)) });
    await w.control("deauthorize", { clientId: "sandbox-admin-app", userId: WANDA.id });
    await w.pass(minutes(1));
    expect(await theConnection(w)).toMatchObject({ state: "reconnect needed", because: "revoked" });

    await authorizes(w, OTTO);
    await w.control("user", { id: OTTO.id, set: { status: "inactive" } });
    await w.pass(minutes(1));
    expect(await theConnection(w)).toMatchObject({ state: "reconnect needed", because: "owner_gone" });

    await authorizes(w, WANDA);
    await w.control("apps", { clientId: "sandbox-admin-app", switchedOff: "by its developer" });
    await w.pass(minutes(1));
    expect(await theConnection(w)).toMatchObject({ state: "reconnect needed", because: "app_switched_off" });
    expect(reconnectLetters(w, w.admin.email)).toBe(3);
  });
});

const callsOf = async (w: TestWorld): Promise<number> => Number((await w.control("state"))["calls"]["byOperation"]["GET /users/:userId"] ?? 0);
