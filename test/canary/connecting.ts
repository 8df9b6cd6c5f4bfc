import { generalApps } from "../../sandbox/oauth/general-apps.ts";
import { DEFAULT_APP, defaultAccount, FIRST_PASSWORD } from "../../sandbox/university.ts";
import { aboutOwnApp, reconnected } from "../../src/connections/actions.ts";
import { CALLBACK } from "../../src/connections/authorizing/actions.ts";
import { assert } from "../../src/lib/assert.ts";
import { after, hours } from "../../src/lib/time.ts";
import { sql } from "../../src/platform/database.ts";
import type { Connect } from "../access/house.ts";
import type { Server } from "../access/server.ts";

const generalApp = (clientId: string) => generalApps(DEFAULT_APP.accountId).find((app) => app.clientId === clientId)!;
const [ADMIN_APP, USER_APP] = [generalApp("sandbox-admin-app"), generalApp("sandbox-user-app")];
type Keys = { clientId: string; clientSecret: string };
export const APPS: readonly Keys[] = [DEFAULT_APP, ADMIN_APP, USER_APP];

/** One institution lives by an app of its own, whose secret is sealed in its row; the other by a token that a person got, and that is refreshed. */
export const connectBothWays =
  (server: Server): Connect =>
  async (institutionId, name) => {
    const { db, clock, secrets } = server.world;
    const id = (await db.one((r) => String(r["id"]), sql`select id from connections where institution_id = ${institutionId}`))!;
    if (name === "Aurora") {
      const { accountId, clientId, clientSecret } = DEFAULT_APP;
      const sealed = secrets.seal(JSON.stringify({ accountId, clientId, clientSecret }), aboutOwnApp({ id }));
      await db.run(sql`update connections set own_app_sealed = ${sealed} where institution_id = ${institutionId}`);
      return;
    }
    await db.run(sql`update connections set app = 'admin' where institution_id = ${institutionId}`);
    const { access_token: accessToken, refresh_token: refreshToken } = await authorize(server);
    const expiresAt = after(clock.now(), hours(1));
    await reconnected(
      { db, clock, secrets },
      { institutionId, id },
      { accessToken, refreshToken, expiresAt, refreshExpiresAt: after(clock.now(), hours(2000)) },
    );
  };

/** What a Zoom administrator does in Zoom's pages. */
async function authorize({ app, origin }: Server): Promise<{ access_token: string; refresh_token: string }> {
  const redirect = `${origin}${CALLBACK}`;
  const url = `/zoom/oauth/authorize?${new URLSearchParams({ response_type: "code", client_id: ADMIN_APP.clientId, redirect_uri: redirect, state: "any" })}`;
  const post = (to: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
    app.inject({
      method: "POST",
      url: to,
      payload: new URLSearchParams(form).toString(),
      headers: { host: new URL(origin).host, "content-type": "application/x-www-form-urlencoded", ...headers },
    });
  const owner = defaultAccount().users.find(({ role_id: role }) => role === "0")!;
  const page = await post(url, { email: owner.email, password: FIRST_PASSWORD });
  const ticket = /name="ticket" type="hidden" value="([^"]*)"/.exec(page.body)?.[1];
  assert(ticket !== undefined, `Zoom asks nothing: ${page.body.slice(0, 300)}`);
  const allowed = await post(url, { ticket, answer: "allow" });
  const code = new URL(String(allowed.headers.location)).searchParams.get("code")!;
  const basic = Buffer.from(`${ADMIN_APP.clientId}:${ADMIN_APP.clientSecret}`).toString("base64");
  const answer = await post("/zoom/oauth/token", { grant_type: "authorization_code", code, redirect_uri: redirect }, { authorization: `Basic ${basic}` });
  assert(answer.statusCode === 200, `no token: ${answer.body}`);
  return answer.json();
}
