import { expect, test } from "vitest";
import { ADMINISTRATOR } from "../../../sandbox/oauth/testing.ts";
import { eachDatabase } from "../../../test/support/databases.ts";
import { hours } from "../../lib/time.ts";
import { sql, type Row } from "../../platform/database.ts";
import { secretsWith } from "../../platform/secrets.ts";
import { aScene, type Scene } from "../authorizing/authorizing.fixtures.ts";
import { openConnections } from "../actions.ts";

/** As another process, or this one after a restart, would ask. */
const asks = (s: Scene, secrets = s.secrets) => openConnections({ ...s, secrets, process: null }, s.zooms)(s.institutionId).listUsers();
const sessionsOf = (s: Scene) =>
  s.db.list((r) => r, sql`select id, status, room_id, wake_at from sessions where institution_id = ${s.institutionId} order by id`);

eachDatabase((_, open) => {
  test("an older copy of the tokens leads to *reconnect needed* with its reason; nothing else is lost, and authorizing again mends it", async () => {
    await using s = await aScene(await open());
    await s.authorize(s.admin, ADMINISTRATOR);
    await s.ask();
    const copy = (await s.db.one(
      (r) => r as Row,
      sql`select token_sealed, token_expires_at, refresh_sealed from connections where institution_id = ${s.institutionId}`,
    ))!;
    await s.pass(hours(1));
    expect(await asks(s)).not.toEqual([]); // the refresh token of the copy is used up by it
    const before = await sessionsOf(s);

    await s.db
      .run(sql`update connections set token_sealed = ${copy["token_sealed"]}, token_expires_at = ${new Date(copy["token_expires_at"]).toISOString()}::timestamptz,
      refresh_sealed = ${copy["refresh_sealed"]} where institution_id = ${s.institutionId}`);
    await expect(asks(s)).rejects.toMatchObject({ kind: "reconnect", code: 4740 });
    expect(await s.inPlace()).toMatchObject({ state: "reconnect needed", because: "used_twice", authorizedBy: { email: ADMINISTRATOR } });
    expect((await s.browser(s.admin).ask("GET", "/api/connection")).body).toMatchObject({ standing: "reconnect needed", because: "used_twice" });
    expect(await sessionsOf(s)).toEqual(before);

    expect(await s.authorize(s.admin, ADMINISTRATOR)).toMatchObject({ outcome: "reconnected" });
    expect(await asks(s)).not.toEqual([]);
    expect(await s.inPlace()).toMatchObject({ state: "connected", because: null });
  });

  test("tokens that were sealed with a key which is no more lead to *reconnect needed*, and authorizing again mends it", async () => {
    await using s = await aScene(await open());
    await s.authorize(s.admin, ADMINISTRATOR);
    const other = secretsWith("another key, long enough", s.random);
    await expect(asks(s, other)).rejects.toMatchObject({ kind: "reconnect" });
    expect(await s.inPlace()).toMatchObject({ state: "reconnect needed", because: "refused", authorizedBy: { email: ADMINISTRATOR } });

    expect(await s.authorize(s.admin, ADMINISTRATOR)).toMatchObject({ outcome: "reconnected" });
    expect(await s.inPlace()).toMatchObject({ state: "connected" });
  });
});
