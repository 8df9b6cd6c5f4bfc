import { expect, test } from "vitest";
import { DEFAULT_SETTINGS } from "./institution.ts";
import { changeSettings, costAsked, signIn } from "./contract.ts";

test("an empty number is needed, not nought", () => {
  expect(costAsked.safeParse({ preparation: "", courtesy: "10", postprocessing: "5" }).error?.issues).toMatchObject([{ path: ["preparation"], minimum: 1 }]);
  expect(costAsked.parse({ preparation: "0", courtesy: "10", postprocessing: "5" })).toEqual({ preparation: 0, courtesy: 10, postprocessing: 5 });
});

test("what can't be kept is refused at its field", () => {
  const contact = { name: "TIC\u0000", email: "", phone: "\ud800" };
  const found = changeSettings.safeParse({ settings: { ...DEFAULT_SETTINGS, name: "\u200b", contact }, revision: 1.5 });
  expect(found.error?.issues.map((issue) => issue.path.join("."))).toEqual(["settings.name", "settings.contact.name", "settings.contact.phone", "revision"]);
  expect(changeSettings.safeParse({ settings: DEFAULT_SETTINGS, revision: 1 }).success).toBe(true);
});

test.each([{ email: 7, password: "x" }, { email: "ana", password: "x" }, { email: "ana@example.org" }, { email: "ana@example.org", password: ["x"] }, null])(
  "whoever signs in gives an address and a password: not %j",
  (body) => expect(signIn.safeParse(body).success).toBe(false),
);
