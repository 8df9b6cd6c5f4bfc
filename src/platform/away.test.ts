import { expect, test } from "vitest";
import { isAway } from "./away.ts";

const said = (code: string): Error => Object.assign(new Error("said"), { code });

test.each(["ECONNREFUSED", "ECONNRESET", "ENOTFOUND", "EAI_AGAIN", "57P01", "57P03", "08006", "53300"])("%s passes", (code) => expect(isAway(said(code))).toBe(true)); // prettier-ignore

test.each(["28P01", "3D000", "42P01", "DEPTH_ZERO_SELF_SIGNED_CERT", "XX001"])("%s stays until somebody mends it", (code) => expect(isAway(said(code))).toBe(false)); // prettier-ignore

test("a line that was cut passes; several addresses of one host, where none of them answers", () => {
  expect(isAway(new Error("Connection terminated unexpectedly"))).toBe(true);
  expect(isAway(new AggregateError([said("ECONNREFUSED"), said("ECONNREFUSED")]))).toBe(true);
  expect(isAway(new AggregateError([said("ECONNREFUSED"), said("28P01")]))).toBe(false);
  expect([isAway(new AggregateError([])), isAway(new Error("it lacks base")), isAway(null)]).toEqual([false, false, false]);
});
