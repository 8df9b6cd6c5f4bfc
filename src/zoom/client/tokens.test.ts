import { expect, test } from "vitest";
import { errorOf } from "./client.fixtures.ts";
import { tokensInMemory, tokenSource } from "./tokens.ts";
import { aToken, BY_PEOPLE, denied, given, lostAnswer, neverSent, tokenEndpoint, usedUp } from "./tokens.fixtures.ts";

async function connected(...answers: Parameters<typeof tokenEndpoint>) {
  const zoom = tokenEndpoint(...answers);
  const store = tokensInMemory();
  await store.save(usedUp("a1", "r1"));
  return { zoom, store, tokens: tokenSource({ ...zoom, credentials: BY_PEOPLE }, store) };
}
const refreshesWith = (zoom: { asked: Record<string, string>[] }): (string | undefined)[] => zoom.asked.map((form) => form["refresh_token"]);

test("each refresh uses the latest refresh token, and keeps the next one before anything is done with the token", async () => {
  const { zoom, store, tokens } = await connected(given("a2", "r2"), given("a3", "r3"));
  const seen: (string | undefined)[] = [];
  const watched = { ...store, take: async () => watch(await store.take()) };
  const watch = (lease: Awaited<ReturnType<typeof store.take>>) =>
    lease && { ...lease, save: async (token: Parameters<typeof lease.save>[0]) => (seen.push(token.refreshToken ?? undefined), lease.save(token)) };

  expect(await tokenSource({ ...zoom, credentials: BY_PEOPLE }, watched).current()).toBe("a2");
  expect(seen).toEqual(["r2"]);
  expect(await tokens.insteadOf("a2")).toBe("a3");
  expect(refreshesWith(zoom)).toEqual(["r1", "r2"]);
  expect(await store.read()).toEqual(aToken("a3", "r3"));
});

test("when the answer to a refresh is lost, the old refresh token is tried once more", async () => {
  const { zoom, tokens } = await connected(lostAnswer(), given("a2", "r2"));

  expect(await tokens.current()).toBe("a2");
  expect(refreshesWith(zoom)).toEqual(["r1", "r1"]);
});

test("when it is lost again, or the old one is refused, a person has to connect anew", async () => {
  const lostTwice = await connected(lostAnswer(), lostAnswer());
  const refused = await connected(lostAnswer(), denied(4740, "The refresh token was used before."));

  expect((await errorOf(lostTwice.tokens.current())).kind).toBe("reconnect");
  expect(lostTwice.zoom.asked).toHaveLength(2);
  expect(await errorOf(refused.tokens.current())).toMatchObject({ kind: "reconnect", code: 4740 });
});

test("once means once: neither a quiet hour nor an endpoint that is away gives another try", async () => {
  const { zoom, tokens } = await connected(lostAnswer(), new Response(null, { status: 503 }), lostAnswer());

  expect((await errorOf(tokens.current())).kind).toBe("unreachable");
  expect((await errorOf(tokens.current())).kind).toBe("reconnect");
  expect(zoom.asked).toHaveLength(3);
});

test("a request that never left has lost nothing", async () => {
  const { tokens } = await connected(neverSent(), neverSent(), neverSent(), given("a2", "r2"));

  for (let i = 0; i < 3; i++) expect((await errorOf(tokens.current())).kind).toBe("unreachable");
  expect(await tokens.current()).toBe("a2");
});

test.each([4735, 4737, 4738, 4740, 4741, 4717, 4702, null])("a refusal with %s is told with its code, and asks no second time", async (code) => {
  const { zoom, tokens } = await connected(denied(code, "Invalid Token!"));

  expect(await errorOf(tokens.current())).toMatchObject({ kind: "reconnect", code });
  expect(zoom.asked).toHaveLength(1);
});

test("without a refresh token nothing is asked at all", async () => {
  const { zoom, store, tokens } = await connected();
  await store.save(usedUp("a1", null));

  expect((await errorOf(tokens.current())).kind).toBe("reconnect");
  expect(zoom.asked).toEqual([]);
});

test("a refresh token that somebody else used up while we asked is no loss: theirs is taken", async () => {
  const { zoom, store } = await connected();
  const fetch = async (): Promise<Response> => {
    await store.save(aToken("a2", "r2"));
    return denied(4740, "The refresh token was used before.");
  };
  const tokens = tokenSource({ ...zoom, transport: { ...zoom.transport, fetch }, credentials: BY_PEOPLE }, store);

  expect(await tokens.current()).toBe("a2");
});

test("who comes late with a token does not put it over a newer one", async () => {
  const { zoom, store } = await connected();
  const fetch = async (): Promise<Response> => {
    await store.save(aToken("a3", "r3"));
    return given("a2", "r2");
  };
  const tokens = tokenSource({ ...zoom, transport: { ...zoom.transport, fetch }, credentials: BY_PEOPLE }, store);

  expect(await tokens.current()).toBe("a3");
  expect(await store.read()).toEqual(aToken("a3", "r3"));
});

test("a database that is away for a moment loses no refresh token", async () => {
  const { zoom, store } = await connected(given("a2", "r2"));
  let failures = 2;
  const flaky = {
    ...store,
    take: async () => {
      const lease = (await store.take())!;
      return { ...lease, save: async (token: Parameters<typeof lease.save>[0]) => (failures-- > 0 ? Promise.reject(new Error("away")) : lease.save(token)) };
    },
  };

  expect(await tokenSource({ ...zoom, credentials: BY_PEOPLE }, flaky).current()).toBe("a2");
  expect(await store.read()).toEqual(aToken("a2", "r2"));
});

test("whoever waits for another process gives up in the end, and has then asked nothing", async () => {
  const { zoom, store, tokens } = await connected();
  await store.take();

  expect((await errorOf(tokens.current())).kind).toBe("unreachable");
  expect(zoom.asked).toEqual([]);
});
