import { describe, expect, test } from "vitest";
import { STEPS } from "../../src/sessions/steps.ts";
import { eachDatabase } from "../support/databases.ts";
import { CHANGING } from "./changing.ts";
import { MAKING } from "./making.ts";
import { tell } from "./telling.ts";

eachDatabase((_, open) => {
  describe.each([...MAKING, ...CHANGING])("$goes", ({ says, tell: story, off }) => {
    test(`as opposed to, or as: « ${says} »`, async () => expect(await tell(await open(), story)).toEqual({ reached: true, failed: null }));
    test("and fails without what makes it so", async () => expect(await tell(await open(), story, off)).toEqual({ reached: true, failed: expect.any(Error) }));
  });
});

test("a row of the table that was taken out is back", () => {
  expect([STEPS.generate.dependsOn, STEPS.sendLinks.dependsOn]).toEqual([["start", "end", "host", "title"], ["start"]]);
});
