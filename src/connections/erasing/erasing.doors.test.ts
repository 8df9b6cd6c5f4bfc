import { expect, test } from "vitest";
import { authorizes, theConnection, type ZoomPerson } from "../../../test/support/connecting.ts";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld, NINE, type TestWorld } from "../../../test/world.ts";
import { after, days, hours } from "../../lib/time.ts";
import { sql, type Database } from "../../platform/database.ts";
import { secretsWith } from "../../platform/secrets.ts";
import { valueOf } from "../../platform/http.ts";
import { connecting } from "../../sessions/showing/wiring-actions.ts";
import { confirmCandidate } from "../authorizing/candidate-actions.ts";
import { candidatesOf } from "../authorizing/grant-store.ts";
import { heardOfRemoval, lastErasure } from "./actions.ts";

const WANDA: ZoomPerson = { id: "wanda", email: "wanda@universidad.example", role: { id: "1", name: "Admin" } };
const OTTO: ZoomPerson = { id: "otto", email: "otto@universidad.example", role: { id: "1", name: "Admin" } };

/** A published app, of which Zoom tells when somebody removes it. */
async function published(db: Database): Promise<TestWorld> {
  const w = await aWorld(db, { people: [WANDA, OTTO] });
  for (const { id } of [WANDA, OTTO]) await w.control("user", { id, set: { role_id: "1" } });
  await w.control("apps", { clientId: "sandbox-admin-app", published: true, deauthorizationUrl: "https://bedel.example/webhooks/zoom", secretToken: "s3cret" });
  await authorizes(w, WANDA);
  return w;
}

const removedBy = (w: TestWorld, { id }: ZoomPerson) => w.control("deauthorize", { clientId: "sandbox-admin-app", userId: id });
const count = (w: TestWorld, table: "hosts" | "webhooks" | "sightings"): Promise<number | null> => {
  const from = { hosts: sql`hosts where name <> ''`, webhooks: sql`webhooks`, sightings: sql`sightings` }[table];
  return w.db.one((r) => Number(r["count"]), sql`select count(*) as count from ${from}`);
};

eachDatabase((_, open) => {
  test("once the app is removed at Zoom, what came from the account is deleted within ten days, and what was is written down", async () => {
    await using w = await published(await open());
    const s = await w.ask({ start: after(NINE, hours(1)) });
    await w.advanceTo(after(NINE, hours(5)));
    const removedAt = w.clock.now();
    await removedBy(w, WANDA);
    await w.settle();

    const c = await theConnection(w);
    expect(c).toMatchObject({ state: "reconnect needed", because: "app_removed", since: removedAt });
    expect(await lastErasure(w.db, c)).toMatchObject({ begunAt: removedAt, erasedAt: null });
    expect(await count(w, "hosts")).toBeGreaterThan(0);

    await w.pass(days(10));
    const erasure = (await lastErasure(w.db, c))!;
    expect(erasure.erasedAt! - removedAt).toBeLessThanOrEqual(days(10));
    expect(erasure.deleted).toMatchObject({ users: 4, passwords: 1 });
    expect([await count(w, "hosts"), await count(w, "webhooks"), await count(w, "sightings")]).toEqual([0, 0, 0]);
    expect(await theConnection(w)).toMatchObject({ state: "disconnected", authorizedBy: null, defaultHostId: null });
    expect((await w.session(s)).title).toBe(s.title);
    expect(await deeds(w)).toEqual(["zoom_erasure_begun", "zoom_erased"]);
  });

  test("connecting again before then stops it, and the record says so", async () => {
    await using w = await published(await open());
    await removedBy(w, WANDA);
    await w.settle();
    await authorizes(w, OTTO);
    await w.pass(days(11));

    expect(await lastErasure(w.db, await theConnection(w))).toMatchObject({ erasedAt: null, stoppedAt: NINE });
    expect(await count(w, "hosts")).toBeGreaterThan(0);
    expect(await deeds(w)).toEqual(["zoom_erasure_begun", "zoom_erasure_stopped"]);
  });

  test("another account in its place stops nothing: what came from the one before is deleted at once, and the new one stays whole", async () => {
    await using w = await published(await open());
    await removedBy(w, WANDA);
    await w.settle();
    await w.db.run(sql`update connections set account_id = 'account-before'`);
    await w.db.run(sql`update zoom_erasures set account_id = 'account-before'`);
    expect(await authorizes(w, OTTO)).toMatchObject({ verdict: "another account" });
    const { id } = (await candidatesOf(w.db, w.institutionId))[0]!;
    valueOf(await confirmCandidate(w, connecting(w, w.neighbours), { institutionId: w.institutionId, id }, { name: "Begoña", memberId: w.admin.id }));

    expect(await lastErasure(w.db, await theConnection(w))).toMatchObject({ erasedAt: NINE, stoppedAt: null });
    expect(await count(w, "hosts")).toBe(0);
    expect(await deeds(w)).toEqual(["zoom_erasure_begun", "zoom_erased"]);
    await w.pass(days(11));
    expect(await theConnection(w)).toMatchObject({ state: "connected", accountId: "sandbox-account", authorizedBy: { email: OTTO.email } });
  });

  test("connecting again before anything here has noticed stops it too", async () => {
    await using w = await published(await open());
    const c = await theConnection(w);
    await w.db.transaction((tx) =>
      heardOfRemoval(tx, w, w.institutionId, { clientId: "sandbox-admin-app", zoomUserId: WANDA.id, at: w.clock.now() }, w.clock.now()),
    );
    expect(await lastErasure(w.db, c)).toMatchObject({ stoppedAt: null });
    await authorizes(w, WANDA); // by the worker's next look it serves as before
    await w.pass(days(11));

    expect(await lastErasure(w.db, await theConnection(w))).toMatchObject({ erasedAt: null, stoppedAt: NINE });
    expect(await theConnection(w)).toMatchObject({ state: "connected", authorizedBy: { email: WANDA.email } });
  });

  test("a connection whose own app can't be opened any more keeps nobody from hearing of a removal", async () => {
    await using w = await published(await open());
    const sealed = secretsWith("another key, long enough", w.random).seal("{}", "anywhere");
    await w.db.run(sql`insert into connections (institution_id, id, kind, app, account_id, since, own_app_sealed, member_id)
      select institution_id, ${w.random.uuid()}, 'personal', app, account_id, since, ${sealed}, ${w.organizer.id} from connections where kind = 'institution'`);
    await removedBy(w, WANDA);
    await w.settle();
    expect(await theConnection(w)).toMatchObject({ state: "reconnect needed", because: "app_removed" });
  });

  test("somebody else's removal, or one from before the connection that is in place, ends nothing", async () => {
    await using w = await published(await open());
    await w.pass(hours(1));
    await authorizes(w, OTTO);
    await removedBy(w, WANDA);
    await w.pass(hours(1));
    expect(await theConnection(w)).toMatchObject({ state: "connected" });
    expect(await lastErasure(w.db, await theConnection(w))).toBe(null);
  });
});

const deeds = (w: TestWorld): Promise<string[]> =>
  w.db.list((r) => r["what"] as string, sql`select what from audit_log where institution_id = ${w.institutionId} and what like 'zoom_eras%' order by seq`);
