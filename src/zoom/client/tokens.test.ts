import { expect, test } from "vitest";
import { ADMIN_APP, ADMINISTRATOR, ask, refresh, tokensFor } from "../../../sandbox/oauth/testing.ts";
import { errorOf } from "./client.fixtures.ts";
import type { Token } from "./oauth.ts";
import { tokensInMemory, tokenSource, type TokenStore } from "./tokens.ts";
import { aToken, authorized, BY_PEOPLE, denied, given, lostAnswer, neverSent, tokenEndpoint, usedUp, type Connected } from "./tokens.fixtures.ts";

const refreshesWith = (zoom: { asked: Record<string, string>[] }): (string | undefined)[] => zoom.asked.map((form) => form["refresh_token"]);

/** What somebody else does just before our question arrives. */
const afterwards = (zoom: Connected, first: () => Promise<unknown>): Connected => ({
  ...zoom,
  transport: { ...zoom.transport, fetch: async (url, init) => (await first(), zoom.transport.fetch(url, init)) },
});

/** Another process refreshes, and keeps what it got. */
async function refreshedByAnother({ b, store, first }: Connected): Promise<string> {
  const { body } = await refresh(b, ADMIN_APP, first.refreshToken!);
  const token = aToken(String(body["access_token"]), String(body["refresh_token"]));
  await store.save(token);
  return token.accessToken;
}

test("each refresh uses the latest refresh token, and keeps the next one before anything is done with the token", async () => {
  const zoom = await authorized();
  const kept: Token[] = [];
  const watched: TokenStore = {
    ...zoom.store,
    take: async () => {
      const lease = await zoom.store.take();
      return lease && { ...lease, save: async (token) => (kept.push(token), lease.save(token)) };
    },
  };
  const tokens = tokenSource(zoom, watched);

  const second = await tokens.current();
  expect(kept.map((token) => token.accessToken)).toEqual([second]);
  const third = await tokens.insteadOf(second);
  expect(refreshesWith(zoom)).toEqual([zoom.first.refreshToken, kept[0]!.refreshToken]);
  expect(await zoom.store.read()).toMatchObject({ accessToken: third, refreshToken: kept[1]!.refreshToken });
});

test("when a refresh was not obeyed and not answered, the old refresh token is tried once more", async () => {
  const zoom = await authorized();
  await zoom.fault("hang up");

  expect(await tokenSource(zoom, zoom.store).current()).not.toBe(zoom.first.accessToken);
  expect(refreshesWith(zoom)).toEqual([zoom.first.refreshToken, zoom.first.refreshToken]);
});

test("when it was obeyed and not answered, the old one is used up and a person has to connect anew, unless Zoom lets it go on", async () => {
  const [strict, graceful] = [await authorized(), await authorized()];
  await graceful.b.control("POST", "/account", { refreshGrace: true });
  for (const zoom of [strict, graceful]) await zoom.fault("obey, then hang up");

  expect(await errorOf(tokenSource(strict, strict.store).current())).toMatchObject({ kind: "reconnect", code: 4740 });
  expect(await tokenSource(graceful, graceful.store).current()).not.toBe(graceful.first.accessToken);
  expect([strict.asked.length, graceful.asked.length]).toEqual([2, 2]);
});

test("when the answer is lost twice, a person has to connect anew", async () => {
  const zoom = await authorized();
  await zoom.fault("hang up", 2);

  expect((await errorOf(tokenSource(zoom, zoom.store).current())).kind).toBe("reconnect");
  expect(zoom.asked).toHaveLength(2);
});

test("once means once: neither a quiet hour nor an endpoint that is away gives another try", async () => {
  const zoom = await authorized();
  const tokens = tokenSource(zoom, zoom.store);
  for (const what of ["hang up", "503", "hang up"]) await zoom.fault(what);

  expect((await errorOf(tokens.current())).kind).toBe("unreachable");
  expect((await errorOf(tokens.current())).kind).toBe("reconnect");
  expect(zoom.asked).toHaveLength(3);
});

test("a request that never left has lost nothing", async () => {
  const zoom = tokenEndpoint(neverSent(), neverSent(), neverSent(), given("a2", "r2"));
  const store = tokensInMemory();
  await store.save(usedUp("a1", "r1"));
  const tokens = tokenSource({ ...zoom, credentials: BY_PEOPLE }, store);

  for (let i = 0; i < 3; i++) expect((await errorOf(tokens.current())).kind).toBe("unreachable");
  expect(await tokens.current()).toBe("a2");
});

test("the other try of a lost refresh comes some seconds later, when Zoom may be back", async () => {
  const zoom = await authorized();
  await zoom.fault("hang up");
  const paused: [number, number][] = [];
  await tokenSource({ ...zoom, pause: async (ms) => void paused.push([zoom.asked.length, ms]) }, zoom.store).current();

  expect(paused).toEqual([[1, 5000]]);
});

test("when the other try never left, nothing is settled: both are there again later", async () => {
  const zoom = tokenEndpoint(lostAnswer(), neverSent(), lostAnswer(), given("a2", "r2"));
  const store = tokensInMemory();
  await store.save(usedUp("a1", "r1"));
  const tokens = tokenSource({ ...zoom, credentials: BY_PEOPLE }, store);

  expect((await errorOf(tokens.current())).kind).toBe("unreachable");
  expect(await tokens.current()).toBe("a2");
});

test.each<[number | null, string, (zoom: Connected) => Promise<unknown>]>([
  [4735, "who authorized it was deactivated", async ({ b }) => b.control("POST", "/user", { id: (await b.api("GET", `/users/${ADMINISTRATOR}`)).body["id"], set: { status: "inactive" } })], // prettier-ignore
  [4738, "an administrator forbids the app", ({ b }) => b.control("POST", "/apps", { clientId: ADMIN_APP.id, switchedOff: "by the administrator" })],
  [4717, "its developer switched it off", ({ b }) => b.control("POST", "/apps", { clientId: ADMIN_APP.id, switchedOff: "by its developer" })],
  [4740, "the refresh token was used", ({ b, first }) => refresh(b, ADMIN_APP, first.refreshToken!)],
  [4741, "the token was revoked", ({ b, first }) => ask(b, ADMIN_APP, { token: first.accessToken }, "revoke")],
  [4741, "somebody authorized it anew elsewhere", ({ b }) => tokensFor(b, ADMIN_APP, ADMINISTRATOR)],
  [4702, "its secret is another", ({ b }) => b.control("POST", "/apps", { clientId: ADMIN_APP.id, clientSecret: "another" })],
  [null, "the refresh token is unknown", ({ store }) => store.save(usedUp("a1", "never given"))],
])("a refusal with %s (%s) is told with its code, and asks no second time", async (code, _why, happens) => {
  const zoom = await authorized();
  await happens(zoom);
  zoom.asked.length = 0;

  expect(await errorOf(tokenSource(zoom, zoom.store).current())).toMatchObject({ kind: "reconnect", code });
  expect(zoom.asked).toHaveLength(1);
});

test("a refusal that the sandbox never makes is told with its code as well", async () => {
  const zoom = tokenEndpoint(denied(4737, "Invalid Token!"));
  const store = tokensInMemory();
  await store.save(usedUp("a1", "r1"));

  expect(await errorOf(tokenSource({ ...zoom, credentials: BY_PEOPLE }, store).current())).toMatchObject({ kind: "reconnect", code: 4737 });
});

test("without a refresh token nothing is asked at all", async () => {
  const zoom = await authorized();
  await zoom.store.save(usedUp("a1", null));

  expect((await errorOf(tokenSource(zoom, zoom.store).current())).kind).toBe("reconnect");
  expect(zoom.asked).toEqual([]);
});

test("a refresh token that somebody else used up while we asked is no loss: theirs is taken", async () => {
  const zoom = await authorized();
  let theirs = "";
  const overtaken = afterwards(zoom, async () => (theirs = await refreshedByAnother(zoom)));

  expect(await tokenSource(overtaken, zoom.store).current()).toBe(theirs);
});

test("who comes late with a token does not put it over a newer one", async () => {
  const zoom = await authorized();
  const newer = aToken("newer", "newer");
  const overtaken = afterwards(zoom, () => zoom.store.save(newer));

  expect(await tokenSource(overtaken, zoom.store).current()).toBe("newer");
  expect(await zoom.store.read()).toEqual(newer);
});

test("a database that is away for a moment loses no refresh token", async () => {
  const zoom = await authorized();
  let failures = 2;
  const flaky: TokenStore = {
    ...zoom.store,
    take: async () => {
      const lease = (await zoom.store.take())!;
      return { ...lease, save: async (token) => (failures-- > 0 ? Promise.reject(new Error("away")) : lease.save(token)) };
    },
  };
  const token = await tokenSource(zoom, flaky).current();

  expect(await zoom.store.read()).toMatchObject({ accessToken: token });
  expect((await refresh(zoom.b, ADMIN_APP, (await zoom.store.read())!.refreshToken!)).status).toBe(200);
});

test("a renewal under way that ends with the very token that was refused is followed by another", async () => {
  const zoom = tokenEndpoint(given("a2", "r2"));
  const store = tokensInMemory();
  await store.save(aToken("a1", "r1"));
  const [begun, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const take = () => (begun.resolve(), goOn.promise.then(store.take));
  const late: TokenStore = { ...store, read: async () => null, take }; // what it read was a second old
  const tokens = tokenSource({ ...zoom, credentials: BY_PEOPLE }, late);
  const underWay = tokens.current();
  await begun.promise;
  const others = [tokens.insteadOf("a1"), tokens.insteadOf("a1")];
  goOn.resolve();

  expect(await underWay).toBe("a1");
  expect(await Promise.all(others)).toEqual(["a2", "a2"]);
  expect(zoom.asked).toHaveLength(1);
});

test("whoever waits for another process gives up in the end, and has then asked nothing", async () => {
  const zoom = await authorized();
  await zoom.store.take();

  expect((await errorOf(tokenSource(zoom, zoom.store).current())).kind).toBe("unreachable");
  expect(zoom.asked).toEqual([]);
});
