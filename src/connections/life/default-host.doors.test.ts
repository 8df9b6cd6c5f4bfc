import { expect, test } from "vitest";
import { authorizes, type ZoomPerson } from "../../../test/support/connecting.ts";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld, NINE, valueOf, type TestWorld } from "../../../test/world.ts";
import { after, hours } from "../../lib/time.ts";
import { connecting, upstairs } from "../../sessions/showing/wiring-actions.ts";
import { aboveConnections } from "../../sessions/connecting/actions.ts";
import { candidatesOf } from "../authorizing/grant-store.ts";
import { confirmCandidate } from "../authorizing/candidate-actions.ts";
import { readFromZoom } from "../../rooms/routes.ts";
import { sql } from "../../platform/database.ts";
import { connectOwnApp } from "../own-app/actions.ts";
import { askToken, BASE } from "../../../sandbox/testing.ts";
import { DEFAULT_APP } from "../../../sandbox/university.ts";
import { connectionOf } from "../actions.ts";
import { whyNotDefaultHost } from "../hosts/actions.ts";
import { saveDefaultHost } from "./store.ts";

const DAVID = { id: "david", email: "david@universidad.example" };
const OWN = { accountId: DEFAULT_APP.accountId, clientId: "own-client", clientSecret: "own-secret", webhookSecret: "" };
const EVA = { id: "eva", email: "eva@universidad.example" };

const WANDA: ZoomPerson = { id: "wanda", email: "wanda@universidad.example", role: { id: "1", name: "Admin" } };

const choose = async (w: TestWorld, hostId: string | null) => {
  await saveDefaultHost(w.db, (await connectionOf(w.db, w.institutionId))!, hostId);
  const done = await aboveConnections(w).rehost(w.institutionId, hostId);
  await w.settle();
  return done;
};
/** No user of the account any more. */
const removed = async (w: TestWorld, id: string) => {
  const headers = { authorization: `Bearer ${String((await askToken(w.sandbox)).body["access_token"])}` };
  await w.sandbox.fetch(new Request(`${BASE}/v2/users/${id}?action=delete`, { method: "DELETE", headers }));
};
const hosts = async (w: TestWorld): Promise<unknown[]> => (await w.meetings()).map((meeting) => meeting["hostId"]);

eachDatabase((_, open) => {
  test("another default host gets the meetings that are to come, made anew, and their sessions stay the same; with nobody they stay where they are", async () => {
    await using w = await aWorld(await open(), { people: [DAVID, EVA] });
    await choose(w, DAVID.id);
    const s = await w.ask({ source: "default host", start: after(NINE, hours(3)) });
    await w.settle();
    expect(await hosts(w)).toEqual([DAVID.id]);
    expect((await aboveConnections(w).affected(w.institutionId, "default host", w.clock.now())).counts).toEqual({ made_anew: 1 });

    expect(await choose(w, EVA.id)).toEqual({ moved: 1, kept: 0 });
    expect(await hosts(w)).toEqual([EVA.id]);
    expect((await w.session(s)).hostId).toBe(EVA.id);

    expect(await choose(w, null)).toEqual({ moved: 0, kept: 1 });
    expect(await hosts(w)).toEqual([EVA.id]);
  });

  test("when another account is connected, the default host's sessions that are to come go to whoever authorized it, and stay the same", async () => {
    await using w = await aWorld(await open(), { people: [DAVID, WANDA] });
    await w.control("user", { id: WANDA.id, set: { role_id: "1" } });
    await choose(w, DAVID.id);
    const made = await w.ask({ source: "default host", start: after(NINE, hours(3)) });
    const later = await w.ask({ source: "default host", start: after(NINE, hours(60)) });
    await w.settle();
    expect(await hosts(w)).toEqual([DAVID.id]);

    await w.control("account", { id: "another-account" }); // whoever authorizes is in that one
    expect(await authorizes(w, WANDA, "another-account")).toMatchObject({ verdict: "another account" });
    expect((await w.session(made)).hostId, "nothing moves before the yes").toBe(DAVID.id);
    const [candidate] = await candidatesOf(w.db, w.institutionId);
    valueOf(await confirmCandidate(w, connecting(w, w.neighbours), candidate!, { name: w.admin.name, memberId: w.admin.id }));
    await w.control("user", { id: DAVID.id, set: { status: "inactive" } }); // nobody there knows him
    await w.pause(1000);
    await readFromZoom(w, upstairs(w, w.neighbours), w.institutionId);
    await w.settle();

    for (const s of [made, later]) expect(await w.session(s)).toMatchObject({ status: "placed", hostId: WANDA.id });
    expect(await hosts(w)).toContain(WANDA.id);
  });

  test("an app of another account knows nobody who hosts: the default host's sessions wait, and go on with whoever is chosen", async () => {
    await using w = await aWorld(await open(), { people: [DAVID, EVA] });
    await choose(w, DAVID.id);
    const made = await w.ask({ source: "default host", start: after(NINE, hours(3)) });
    const later = await w.ask({ source: "default host", start: after(NINE, hours(26)) });
    await w.settle();
    await w.db.run(sql`update connections set account_id = 'account-before', synced_at = since`);
    expect((await aboveConnections(w).affected(w.institutionId, "account by app", w.clock.now())).counts).toEqual({ waits_for_host: 2 });
    await w.control("apps", { clientId: OWN.clientId, clientSecret: OWN.clientSecret, kind: "server-to-server", scopes: "every" });
    valueOf(await connectOwnApp(w, connecting(w, w.neighbours), w.admin, OWN));
    const [candidate] = await candidatesOf(w.db, w.institutionId);
    valueOf(await confirmCandidate(w, connecting(w, w.neighbours), candidate!, { name: w.admin.name, memberId: w.admin.id }));
    await removed(w, DAVID.id); // nobody there knows him
    await w.pause(1000);
    await readFromZoom(w, upstairs(w, w.neighbours), w.institutionId);
    await w.advanceTo(after(NINE, hours(2)));

    expect((await w.session(made)).steps.generate).toMatchObject({ is: "held", until: "host_is_known" });
    expect((await w.session(later)).steps.generate).toMatchObject({ is: "held", until: "host_is_known" });
    expect(w.letters(w.admin.email), "each of them is no alarm of its own").toEqual([]);
    expect(await aboveConnections(w).hostless(w.institutionId, w.clock.now())).toBe(2);

    expect(await choose(w, EVA.id)).toEqual({ moved: 2, kept: 0 });
    for (const s of [made, later]) expect(await w.session(s)).toMatchObject({ hostId: EVA.id, steps: { generate: { is: "done" } } });
    expect(await aboveConnections(w).hostless(w.institutionId, w.clock.now())).toBe(0);
  });

  test("a room is no default host, nor is anybody who is not in the account", async () => {
    await using w = await aWorld(await open(), { people: [DAVID] });
    expect(await whyNotDefaultHost(w.db, w.institutionId, w.rooms[0]!.hostId)).toBe("default_host_is_room");
    expect(await whyNotDefaultHost(w.db, w.institutionId, "nobody")).toBe("host_unknown");
    expect(await whyNotDefaultHost(w.db, w.institutionId, DAVID.id)).toBeNull();
  });
});
