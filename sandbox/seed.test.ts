import { expect, test } from "vitest";
import { readSeed, seedText } from "./seed.ts";
import { bench } from "./testing.ts";
import { defaultAccount } from "./university.ts";

const problemIn = (seed: unknown): string => {
  const said = readSeed(typeof seed === "string" ? seed : JSON.stringify(seed));
  return said.ok ? "" : said.problem;
};
const owner = { email: "rector@uni.example", role_id: "0", type: 2 };

test("what is printed as the usual seed makes the usual university", () => {
  expect(readSeed(seedText())).toEqual({ ok: true, value: defaultAccount() });
});

test("a seed needs to say only what is remarkable", async () => {
  const said = readSeed(
    JSON.stringify({
      account: { id: "uni", plan: "pro", limitBy: "token bucket", seats: { paid: 5 } },
      users: [owner, { email: "sala@uni.example", type: 2 }],
    }),
  );
  if (!said.ok) throw new Error(said.problem);
  const b = await bench({ university: said.value });
  expect((await b.control("GET", "/account")).body).toMatchObject({
    id: "uni",
    plan: "pro",
    limitBy: "token bucket",
    listLagSeconds: 2,
    seats: { paid: 5, basic: 9999 },
  });
  const { users } = (await b.control("GET", "/state")).body;
  expect(users).toMatchObject([
    { email: "rector@uni.example", role_id: "0" },
    { email: "sala@uni.example", type: 2, status: "active", first_name: "sala" },
  ]);
});

test.each([
  ["{", /^it is not JSON: /],
  [{ plan: "pro" }, /plan/],
  [{ account: { plan: "gold" } }, /^account\.plan: /],
  [{ account: { jitter: 1 } }, /^account: .*jitter/],
  [{ users: [] }, /^users: somebody must be there/],
  [{ users: [owner, { first_name: "Eva" }] }, /^users\[1\]\.email: an e-mail address is needed/],
  [{ users: [owner, { email: "eva@uni.example", tipe: 2 }] }, /^users\[1\]: .*tipe/],
  [{ users: [owner, { email: "eva@uni.example", created_at: "1999" }] }, /^users\[1\]\.created_at: a moment/],
  [{ users: [owner, { ...owner, role_id: "2" }] }, /rector@uni.example .* twice/],
  [{ users: [owner, { email: "eva@uni.example", role_id: "dean" }] }, /^users\[1\]\.role_id: /],
  [{ users: [owner, { email: "eva@uni.example", timezone: "Mars/Base" }] }, /^users\[1\]\.timezone: there is no such time zone/],
  [{ account: { seats: { paid: "many" } } }, /^account\.seats\.paid: /],
  [{ app: { scopes: 5 } }, /^app\.scopes: /],
  [{ app: { kind: "user-managed" } }, /^app: .*kind/],
  [{ users: [{ email: "eva@uni.example" }] }, /exactly one must be the owner/],
])("a seed that is wrong is told in a sentence: %j", (seed, sentence) => {
  expect(problemIn(seed)).toMatch(sentence);
});
