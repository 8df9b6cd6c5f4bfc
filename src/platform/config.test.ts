import { expect, test } from "vitest";
import { readConfig } from "./config.ts";

const [ONE, TWO] = ["a secret of former times that is long", "another one, of times before those, long"];

test("former secrets are separated by commas, and one that has commas in it is known as a whole", () => {
  expect(readConfig({}).formerSecrets).toEqual([]);
  expect(readConfig({ BEDEL_FORMER_SECRETS: ONE }).formerSecrets).toContain(ONE);
  expect(readConfig({ BEDEL_FORMER_SECRETS: `${ONE}, ${ONE}!` }).formerSecrets).toEqual(expect.arrayContaining([ONE, `${ONE}!`]));
  expect(readConfig({ BEDEL_FORMER_SECRETS: TWO }).formerSecrets).toEqual([TWO]);
  expect(() => readConfig({ BEDEL_FORMER_SECRETS: "short" })).toThrow("BEDEL_FORMER_SECRETS must hold secrets of at least 32 characters");
});
