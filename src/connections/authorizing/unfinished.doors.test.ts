import { expect, test } from "vitest";
import { ADMINISTRATOR, OWNER, TEACHER } from "../../../sandbox/oauth/testing.ts";
import { eachDatabase } from "../../../test/support/databases.ts";
import { hours, minutes } from "../../lib/time.ts";
import { sql } from "../../platform/database.ts";
import { personalConnectionOf } from "../actions.ts";
import { aScene, connectedBy, lives, type Browser, type Scene } from "./authorizing.fixtures.ts";

const AWAY = { kind: "next", match: "GET /users/:userId", do: "503", times: 3 };

/** Comes back while Zoom gives a token and then does not tell whose it is. */
async function halfWay(s: Scene, it: Browser, email = ADMINISTRATOR) {
  const back = await s.consent(await it.leave(), email);
  await s.control("faults", AWAY);
  return it.land(back);
}

/** What the page of the administrator's that came back last is told. */
const attempt = async (s: Scene, it: Browser) => {
  const id = await s.db.one((r) => r["id"] as string, sql`select id from authorizations where member_id = ${s.admin.id} order by used_number desc limit 1`);
  return (await it.ask("GET", `/api/connection/attempts/${id}`)).body;
};

eachDatabase((_, open) => {
  test("whoever authorizes again while Zoom does not tell who it is keeps the connection: it is gone on with by itself", async () => {
    await using s = await connectedBy(await open(), ADMINISTRATOR);
    const it = s.browser(s.admin);
    expect(await halfWay(s, it)).toMatchObject({ page: "/connection", outcome: "finishing" });
    expect(await attempt(s, it)).toMatchObject({ outcome: "finishing" });

    await s.pass(minutes(1));
    expect(await attempt(s, it)).toMatchObject({ outcome: "reconnected", details: { email: ADMINISTRATOR } });
    expect(await s.inPlace()).toMatchObject({ state: "connected", authorizedBy: { email: ADMINISTRATOR } });
    expect(await lives(s)).toBe(true);
    expect(
      await s.db.list((r) => r, sql`select from authorizations where token_sealed is not null or refresh_sealed is not null or go_on_at is not null`),
    ).toEqual([]);
  });

  test("it is gone on with after hours too, by the token that follows", async () => {
    await using s = await connectedBy(await open(), ADMINISTRATOR);
    const it = s.browser(s.admin);
    await s.control("faults", { ...AWAY, times: 16 });
    await halfWay(s, it);
    await s.pass(hours(6));
    expect(await attempt(s, it)).toMatchObject({ outcome: "reconnected" });
    expect(await lives(s)).toBe(true);
  });

  test("one that was half done does not take the place of what somebody else has connected meanwhile", async () => {
    await using s = await connectedBy(await open(), ADMINISTRATOR);
    const it = s.browser(s.admin);
    await halfWay(s, it);
    expect(await s.authorize(await s.another("Ben"), OWNER)).toMatchObject({ outcome: "reconnected" });
    await s.pass(minutes(1));
    expect(await attempt(s, it)).toMatchObject({ outcome: "already_connected" });
    expect(await s.inPlace()).toMatchObject({ authorizedBy: { email: OWNER } });
    expect(await lives(s)).toBe(true);
  });

  test("what somebody brought who may not connect any more is given back", async () => {
    await using s = await connectedBy(await open(), OWNER);
    const it = s.browser(s.admin);
    await halfWay(s, it);
    await s.db.run(sql`update members set role = 'organizer' where id = ${s.admin.id}`);
    await s.pass(minutes(1));
    expect(await attempt(s, it)).toMatchObject({ outcome: "other_person" });
    expect(await s.inPlace()).toMatchObject({ authorizedBy: { email: OWNER } });
    expect(await lives(s)).toBe(true);
    const { authorizations } = await s.control("apps");
    expect(authorizations.filter((one: { endedAt: unknown }) => one.endedAt === null)).toHaveLength(1);
  });

  test("a member's own Zoom is gone on with as well", async () => {
    await using s = await aScene(await open());
    await s.control("faults", AWAY);
    expect(await s.personal(s.organizer, TEACHER)).toMatchObject({ page: "/account", outcome: "finishing" });
    await s.pass(minutes(1));
    expect(await personalConnectionOf(s.db, s.institutionId, s.organizer.id)).toMatchObject({ state: "connected", authorizedBy: { email: TEACHER } });
  });

  test("a process that is killed between the exchange and its answer leaves a connection that says what it is", async () => {
    await using s = await connectedBy(await open(), ADMINISTRATOR);
    await s.settle();
    const it = s.browser(s.admin);
    const back = await s.consent(await it.leave());
    await s.control("faults", { kind: "next", match: "POST /oauth/token", do: "obey, then hang up", times: 1 });
    await it.land(back); // Zoom has given a token that nobody here has; as a killed process leaves it:
    await s.db.run(
      sql`update authorizations set outcome = null, go_on_at = used_at + interval '3 minutes' where used_at = (select max(used_at) from authorizations)`,
    );
    await s.db.run(sql`update connections set probe_asked = false`);
    await s.pass(minutes(4));
    expect(await s.inPlace()).toMatchObject({ state: "reconnect needed" });
    expect(await attempt(s, it)).toMatchObject({ outcome: "zoom_away" });
  });

  test.each([
    [
      "the answer of the exchange is lost",
      async (s: Scene) => s.control("faults", { kind: "next", match: "POST /oauth/token", do: "obey, then hang up", times: 1 }),
      "zoom_away",
    ],
    [
      "whoever authorized may not do it any more",
      async (s: Scene) =>
        s.control("faults", { kind: "next", match: "GET /users/:userId", do: "refuse", status: 400, body: { code: 200, message: "No permission." }, times: 2 }),
      "role_unknown",
    ],
  ])("where %s, and the one before has died by it, that is said at once", async (_what, fate, outcome) => {
    await using s = await connectedBy(await open(), ADMINISTRATOR);
    await s.settle();
    const it = s.browser(s.admin);
    const back = await s.consent(await it.leave());
    await fate(s);
    expect(await it.land(back)).toMatchObject({ outcome });
    await s.settle();
    expect(await s.inPlace()).toMatchObject({ state: "reconnect needed" });
  });
});
