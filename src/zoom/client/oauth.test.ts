import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { ADMIN_APP, ADMINISTRATOR, codeFor, REDIRECT } from "../../../sandbox/oauth/testing.ts";
import { seededRandom } from "../../lib/random.ts";
import { after, days, hours, minutes } from "../../lib/time.ts";
import { causeOf } from "./codes.ts";
import { errorOf } from "./client.fixtures.ts";
import { accountToken, exchangeCode, pkce, refreshed, revoke } from "./oauth.ts";
import { APP, authorized, denied, given, lostAnswer, SANDBOX_APP, sandboxLine, tokenEndpoint } from "./tokens.fixtures.ts";

const VERIFIER = "v".repeat(43);

/** A person presses *Allow*, and comes back with a code. */
async function allowed() {
  const zoom = await sandboxLine();
  const challenge = createHash("sha256").update(VERIFIER).digest("base64url");
  const code = await codeFor(zoom.b, ADMIN_APP, ADMINISTRATOR, { code_challenge: challenge, code_challenge_method: "S256" });
  return { zoom, back: { code, redirectUri: REDIRECT, verifier: VERIFIER } };
}

test("a code becomes a token with its refresh token and its scopes, and the address and the verifier are told with it", async () => {
  const { zoom, back } = await allowed();
  const { scopes, ...token } = await exchangeCode(zoom, SANDBOX_APP, back);

  expect(scopes).toEqual(expect.arrayContaining(["meeting:write:meeting:admin", "user:read:user:admin"]));
  expect(token).toEqual({
    accessToken: expect.stringMatching(/./),
    expiresAt: after(zoom.now(), hours(1)),
    refreshToken: expect.stringMatching(/./),
    refreshExpiresAt: after(zoom.now(), days(90)),
  });
  expect(zoom.asked).toEqual([{ grant_type: "authorization_code", code: back.code, redirect_uri: REDIRECT, code_verifier: VERIFIER }]);
});

type Brought = Awaited<ReturnType<typeof allowed>>;

test.each<[number, string, string, (it: Brought) => Promise<Partial<Brought["back"]>>]>([
  [4734, "code_dead", "it was used", async ({ zoom, back }) => (await exchangeCode(zoom, SANDBOX_APP, back), {})],
  [4734, "code_dead", "another verifier", async () => ({ verifier: "w".repeat(43) })],
  [4733, "code_dead", "it is too old", async ({ zoom }) => (await zoom.b.pass(minutes(6)), {})],
  [4709, "wrong_address", "another address", async () => ({ redirectUri: `${REDIRECT}/` })],
  [4702, "app_unknown", "another secret", async ({ zoom }) => (await switched(zoom, { clientSecret: "another" }), {})],
  [4738, "disabled_by_admin", "it was switched off", async ({ zoom }) => (await switched(zoom, { switchedOff: "by the administrator" }), {})],
])("a refused code (%s) tells why: %s, %s", async (code, cause, _how, happens) => {
  const it = await allowed();
  const back = { ...it.back, ...(await happens(it)) };
  const error = await errorOf(exchangeCode(it.zoom, SANDBOX_APP, back));

  expect(error).toMatchObject({ kind: "reconnect", code });
  expect(causeOf(error.code)).toBe(cause);
});

const switched = ({ b }: Brought["zoom"], how: object) => b.control("POST", "/apps", { clientId: ADMIN_APP.id, ...how });

test("a code that Zoom refuses without a number is refused", async () => {
  expect(await errorOf(exchangeCode(tokenEndpoint(denied(null, "no")), APP, { code: "c", redirectUri: REDIRECT, verifier: VERIFIER }))).toMatchObject({
    kind: "reconnect",
    code: null,
  });
});

test("a code whose answer is lost may be used up: whoever brought it has to begin anew", async () => {
  const { zoom, back } = await allowed();
  await zoom.fault("obey, then hang up");

  expect((await errorOf(exchangeCode(zoom, SANDBOX_APP, back))).kind).toBe("unanswered");
  expect(await errorOf(exchangeCode(zoom, SANDBOX_APP, back))).toMatchObject({ kind: "reconnect", code: 4734 });
});

test("a refresh that brings no new refresh token leaves the old one in use", async () => {
  expect(await refreshed(tokenEndpoint(given("a2", null)), APP, "r1")).toMatchObject({ accessToken: "a2", refreshToken: "r1" });
});

test("an endpoint that is busy or away refuses nobody", async () => {
  const busy = tokenEndpoint(Response.json({ reason: "Too many requests", error: "rate" }, { status: 429 }), new Response("<html>", { status: 502 }));

  expect((await errorOf(refreshed(busy, APP, "r1"))).kind).toBe("busy");
  expect((await errorOf(refreshed(busy, APP, "r1"))).kind).toBe("unreachable");
});

test("a lost token of the account does no harm, and an answer that says nothing is no token", async () => {
  expect((await errorOf(accountToken(tokenEndpoint(lostAnswer()), APP, "acc"))).kind).toBe("unreachable");
  expect((await errorOf(accountToken(tokenEndpoint(Response.json({})), APP, "acc"))).kind).toBe("unreachable");
});

test("a token is ended with its refresh token, and one that is dead counts as ended", async () => {
  const zoom = await authorized();
  await revoke(zoom, SANDBOX_APP, zoom.first.accessToken);
  await revoke(zoom, SANDBOX_APP, zoom.first.accessToken);

  expect(await errorOf(refreshed(zoom, SANDBOX_APP, zoom.first.refreshToken!))).toMatchObject({ kind: "reconnect", code: 4741 });
  expect(zoom.asked[0]).toEqual({ token: zoom.first.accessToken });
  await zoom.b.control("POST", "/faults", { kind: "next", match: "POST /oauth/revoke", do: "503", times: 1 });
  expect((await errorOf(revoke(zoom, SANDBOX_APP, "a1"))).kind).toBe("unreachable");
});

test("the challenge is the verifier's hash, and no two verifiers are the same", () => {
  const random = seededRandom(5);
  const [one, other] = [pkce(random), pkce(random)];

  expect(one.verifier).toMatch(/^[\w-]{43}$/);
  expect(one.challenge).toBe(createHash("sha256").update(one.verifier).digest("base64url"));
  expect(other.verifier).not.toBe(one.verifier);
});
