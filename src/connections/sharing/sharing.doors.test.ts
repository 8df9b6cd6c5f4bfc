import { expect, test } from "vitest";
import { ADMIN_APP, ADMINISTRATOR, OWNER, TEACHER } from "../../../sandbox/oauth/testing.ts";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aMember } from "../../../test/world.ts";
import { hours, minutes } from "../../lib/time.ts";
import { DEFAULT_SETTINGS } from "../../people/institution.ts";
import type { Member } from "../../people/member.ts";
import { insertInstitution } from "../../people/store.ts";
import type { Database } from "../../platform/database.ts";
import { aboveConnections } from "../../sessions/connecting/actions.ts";
import { keepWebhooks } from "../../sessions/watching/webhook-actions.ts";
import { aScene, type Scene } from "../authorizing/authorizing.fixtures.ts";
import { connectionOf, openConnections, personalConnectionOf } from "../actions.ts";
import { disconnect } from "../leaving/actions.ts";
import { lookAfterOwnZooms } from "../personal/actions.ts";
import { saveDisconnected } from "../personal/store.ts";

const STILL = { ownZoomChanged: async () => undefined, affected: async () => ({ counts: {}, next: [] }) } as never;

/** Two institutions of one server, each with somebody who connects it. */
async function two(db: Database): Promise<{ s: Scene; first: Member; second: Member }> {
  const s = await aScene(db);
  const institutionId = s.random.uuid();
  await insertInstitution(db, institutionId, { ...DEFAULT_SETTINGS, name: "Otra" });
  const second = await aMember(db, { institutionId, id: s.random.uuid(), name: "Otra", email: "admin@otra.example", role: "owner" });
  return { s, first: s.admin, second };
}

/** As another process would ask, or this one when it has read its connections anew. */
const asks = (s: Scene, { institutionId }: Member, via: string | null = null) =>
  openConnections({ ...s, process: null }, s.zooms)(institutionId, 0, via)
    .whoAmI()
    .then(
      ({ email }) => email,
      (error: { kind: string }) => error.kind,
    );
const stateOf = async (s: Scene, { institutionId }: Member) => (await connectionOf(s.db, institutionId))!.state;
const opened = async (s: Scene): Promise<number> =>
  ((await s.control("apps"))["authorizations"] as { endedAt: unknown }[]).filter(({ endedAt }) => endedAt === null).length;
const ends = async (s: Scene, who: Member): Promise<void> => {
  const account = (await connectionOf(s.db, who.institutionId))!.accountId;
  expect(await disconnect(s, aboveConnections(s), who, { account, leave: [] })).toMatchObject({ ok: true });
};

eachDatabase((_, open) => {
  test("one Zoom user authorizes the app for two institutions: both go on, also when tokens are exchanged, by both at once", async () => {
    const { s, first, second } = await two(await open());
    await using _s = s;
    await s.authorize(first, ADMINISTRATOR);
    await s.authorize(second, ADMINISTRATOR);
    expect(await Promise.all([asks(s, first), asks(s, second)])).toEqual([ADMINISTRATOR, ADMINISTRATOR]);
    for (let i = 0; i < 3; i += 1) {
      await s.pass(hours(1));
      const zoomOf = openConnections({ ...s, process: null }, s.zooms);
      const both = await Promise.all([first, second].map(({ institutionId }) => zoomOf(institutionId).whoAmI()));
      expect(both.map(({ email }) => email)).toEqual([ADMINISTRATOR, ADMINISTRATOR]);
    }
    expect([await stateOf(s, first), await stateOf(s, second)]).toEqual(["connected", "connected"]);
  });

  test("whichever is disconnected leaves the other its own; with the last it ends at Zoom", async () => {
    const { s, first, second } = await two(await open());
    await using _s = s;
    await s.authorize(first, ADMINISTRATOR);
    await s.authorize(second, ADMINISTRATOR);
    await s.pass(hours(1));
    await asks(s, first);
    await ends(s, second);
    expect([await stateOf(s, second), await asks(s, first), await opened(s)]).toEqual(["disconnected", ADMINISTRATOR, 1]);
    await s.pass(hours(1));
    expect(await asks(s, first)).toBe(ADMINISTRATOR);

    await s.authorize(second, ADMINISTRATOR);
    await ends(s, first);
    await s.pass(hours(2));
    expect([await asks(s, second), await asks(s, first)]).toEqual([ADMINISTRATOR, "disconnected"]);
    await ends(s, second);
    expect(await opened(s)).toBe(0);
  });

  test("when the app is removed at Zoom both lose it, and one who authorizes it again brings back only their own", async () => {
    const { s, first, second } = await two(await open());
    await using _s = s;
    await s.authorize(first, ADMINISTRATOR);
    await s.authorize(second, ADMINISTRATOR);
    await s.pass(minutes(1));
    const c = (await connectionOf(s.db, first.institutionId))!;
    const payload = {
      account_id: c.accountId,
      user_id: c.authorizedBy!.hostId,
      client_id: ADMIN_APP.id,
      deauthorization_time: new Date(s.clock.now()).toISOString(),
    };
    await keepWebhooks(s.db, [{ key: "removed", body: { event: "app_deauthorized", event_ts: s.clock.now(), payload } }], s.clock.now());
    await s.settle();
    expect([await stateOf(s, first), await stateOf(s, second)]).toEqual(["reconnect needed", "reconnect needed"]);

    await s.authorize(second, ADMINISTRATOR);
    expect([await asks(s, second), await asks(s, first)]).toEqual([ADMINISTRATOR, "reconnect"]);
    expect([await stateOf(s, first), await stateOf(s, second)]).toEqual(["reconnect needed", "connected"]);
  });

  test("another administrator of one institution takes over: what is given up there stays the other's", async () => {
    const { s, first, second } = await two(await open());
    await using _s = s;
    await s.authorize(first, ADMINISTRATOR);
    await s.authorize(second, ADMINISTRATOR);
    await s.authorize(second, OWNER);
    expect([await asks(s, second), await asks(s, first)]).toEqual([OWNER, ADMINISTRATOR]);
  });

  test("a refused authorization by the same person ends nothing in the other institution", async () => {
    const { s, first, second } = await two(await open());
    await using _s = s;
    await s.authorize(first, ADMINISTRATOR);
    await s.authorize(second, OWNER);
    const browser = s.browser(second);
    const url = await browser.leave();
    await s.authorize(second, OWNER); // quicker
    const came = await browser.land(await s.consent(url, ADMINISTRATOR));
    expect([came.outcome, await asks(s, second), await asks(s, first)]).toEqual(["already_connected", OWNER, ADMINISTRATOR]);
  });

  test("a person's own Zoom in two institutions: both go on, and disconnecting one leaves the other", async () => {
    const { s, first, second } = await two(await open());
    await using _s = s;
    await s.personal(first, TEACHER);
    await s.personal(second, TEACHER);
    const own = async (who: Member) => (await personalConnectionOf(s.db, who.institutionId, who.id))!;
    const both = async () => [await asks(s, first, (await own(first)).id), await asks(s, second, (await own(second)).id)];
    expect(await both()).toEqual([TEACHER, TEACHER]);
    await s.pass(hours(1));
    expect(await both()).toEqual([TEACHER, TEACHER]);
    await saveDisconnected(s.db, await own(second), s.clock.now());
    await lookAfterOwnZooms(s, STILL);
    expect(await both()).toEqual([TEACHER, "disconnected"]);

    const colleague = await s.another("Colleague");
    expect(await s.personal(colleague, TEACHER)).toMatchObject({ outcome: "personal_taken" });
    expect(await both()).toEqual([TEACHER, "disconnected"]);
  });
});
