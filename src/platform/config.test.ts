import { expect, test } from "vitest";
import { readConfig } from "./config.ts";

test("the proxies before Bedel are addresses and networks, and there is none unless somebody says so", () => {
  expect(readConfig({}).proxies).toEqual([]);
  expect(readConfig({ BEDEL_PROXIES: "127.0.0.1, ::1,10.0.0.0/8" }).proxies).toEqual(["127.0.0.1", "::1", "10.0.0.0/8"]);
  for (const wrong of ["proxy.example", "10.0.0.0/33", "1, 127.0.0.1", "127.0.0.1,", "true"])
    expect(() => readConfig({ BEDEL_PROXIES: wrong }), wrong).toThrow("BEDEL_PROXIES must hold addresses or networks");
});

const [ONE, TWO] = ["a secret of former times that is long", "another one, of times before those, long"];

test("former secrets are separated by commas, and one that has commas in it is known as a whole", () => {
  expect(readConfig({}).formerSecrets).toEqual([]);
  expect(readConfig({ BEDEL_FORMER_SECRETS: ONE }).formerSecrets).toContain(ONE);
  expect(readConfig({ BEDEL_FORMER_SECRETS: `${ONE}, ${ONE}!` }).formerSecrets).toEqual(expect.arrayContaining([ONE, `${ONE}!`]));
  expect(readConfig({ BEDEL_FORMER_SECRETS: TWO }).formerSecrets).toEqual([TWO]);
  expect(() => readConfig({ BEDEL_FORMER_SECRETS: "short" })).toThrow("BEDEL_FORMER_SECRETS must hold secrets of at least 32 characters");
});
