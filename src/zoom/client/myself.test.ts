import { expect, test } from "vitest";
import { ADMIN_APP, ADMINISTRATOR, TEACHER, tokensFor, USER_APP, type Client } from "../../../sandbox/oauth/testing.ts";
import { BASE, bench, type Bench } from "../../../sandbox/testing.ts";
import type { Zoom } from "../port.ts";
import { aToken } from "./tokens.fixtures.ts";
import { zoomClient } from "./client.ts";
import { tokensInMemory } from "./tokens.ts";

async function zoomBy(b: Bench, app: Client, email: string): Promise<Zoom> {
  const { access, refresh } = await tokensFor(b, app, email);
  const tokens = tokensInMemory();
  await tokens.save(aToken(access, refresh));
  const bases = { apiBase: `${BASE}/v2`, oauthBase: `${BASE}/oauth`, fetch: (url: string, init: RequestInit) => b.sandbox.fetch(new Request(url, init)) };
  return zoomClient({ ...bases, accountId: "", clientId: app.id, clientSecret: app.secret!, grant: "refresh token", tokens, now: b.now, machine: () => 0, pause: async () => undefined }).at(0); // prettier-ignore
}

test("whoever authorized is known by account, role and licence, and so is what the role allows", async () => {
  const b = await bench();
  const zoom = await zoomBy(b, ADMIN_APP, ADMINISTRATOR);
  expect(await zoom.whoAmI()).toEqual({
    hostId: "uAdmin00000000000000AA", email: ADMINISTRATOR, name: "Katarzyna Wójcik", licensed: true, accountId: "sandbox-account", role: { id: "1", name: "Admin" },
  }); // prettier-ignore
  expect(await zoom.myPermissions()).toContain("UsageReport:Read");
});

test("a person who authorized for the own meetings only is known too", async () => {
  const zoom = await zoomBy(await bench(), USER_APP, TEACHER);
  expect(await zoom.whoAmI()).toMatchObject({ email: TEACHER, role: { id: "2", name: "Member" } });
});
