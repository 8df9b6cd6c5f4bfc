import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { seededRandom } from "../../lib/random.ts";
import { after, days, hours } from "../../lib/time.ts";
import { causeOf } from "./codes.ts";
import { errorOf } from "./client.fixtures.ts";
import { accountToken, exchangeCode, pkce, refreshed, revoke } from "./oauth.ts";
import { APP, aToken, denied, given, lostAnswer, NOON, tokenEndpoint } from "./tokens.fixtures.ts";

const CODE = { code: "c0de", redirectUri: "https://rooms.example.edu/zoom/back/", verifier: "v".repeat(43) };

test("a code becomes a token with its refresh token and its scopes, and the address and the verifier are told with it", async () => {
  const zoom = tokenEndpoint(given("a1", "r1"));
  const { token, scopes } = await exchangeCode(zoom, APP, CODE);

  expect({ token, scopes }).toEqual({ token: aToken("a1", "r1"), scopes: ["meeting:read:admin", "user:read:admin"] });
  expect(token).toMatchObject({ expiresAt: after(NOON, hours(1)), refreshExpiresAt: after(NOON, days(90)) });
  expect(zoom.asked).toEqual([{ grant_type: "authorization_code", code: "c0de", redirect_uri: CODE.redirectUri, code_verifier: CODE.verifier }]);
});

test.each([
  [4734, "code_dead"],
  [4709, "wrong_address"],
  [4702, "app_unknown"],
  [4738, "disabled_by_admin"],
  [null, "refused"],
] as const)("a refused code (%s) tells why: %s", async (code, cause) => {
  const error = await errorOf(exchangeCode(tokenEndpoint(denied(code, "no")), APP, CODE));

  expect(error).toMatchObject({ kind: "reconnect", code, message: "no" });
  expect(causeOf(error.code)).toBe(cause);
});

test("a code whose answer is lost may be used up: whoever brought it has to begin anew", async () => {
  expect((await errorOf(exchangeCode(tokenEndpoint(lostAnswer()), APP, CODE))).kind).toBe("unanswered");
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

test("a token is ended, and one that is dead counts as ended", async () => {
  const zoom = tokenEndpoint(Response.json({ status: "success" }), denied(null, "Invalid Token!"), new Response(null, { status: 503 }));
  await revoke(zoom, APP, "a1");
  await revoke(zoom, APP, "a1");

  expect((await errorOf(revoke(zoom, APP, "a1"))).kind).toBe("unreachable");
  expect(zoom.paths).toEqual(["/oauth/revoke", "/oauth/revoke", "/oauth/revoke"]);
  expect(zoom.asked[0]).toEqual({ token: "a1" });
});

test("the challenge is the verifier's hash, and no two verifiers are the same", () => {
  const random = seededRandom(5);
  const [one, other] = [pkce(random), pkce(random)];

  expect(one.verifier).toMatch(/^[\w-]{43}$/);
  expect(one.challenge).toBe(createHash("sha256").update(one.verifier).digest("base64url"));
  expect(other.verifier).not.toBe(one.verifier);
});
