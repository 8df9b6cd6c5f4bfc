import { expect, test } from "vitest";
import { namesOf, recordOf, whyNotProven } from "./proof.ts";

const one = { domain: "universidad.example", token: "3f9c" };
const ours = "bedel-domain=3f9c";

test("the record is for one institution's domain, beneath it or at its top", () => {
  expect(recordOf(one)).toEqual({ name: "_bedel.universidad.example", value: ours });
  expect(namesOf(one.domain)).toEqual(["_bedel.universidad.example", "universidad.example"]);
});

test.each([
  [[["v=spf1 -all", ours], []], null],
  [[null, [` ${ours} `]], null],
  [[[], []], "record_not_there"],
  [[["bedel-domain=of-another"], []], "record_different"],
  [[[`${ours}0`], []], "record_different"],
  [[[`see ${ours}`], []], "record_not_there"],
  [[null, []], "dns_silent"],
])("%j says %s", (found, why) => expect(whyNotProven(one, found)).toBe(why));
