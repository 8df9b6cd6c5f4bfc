import { expect, test } from "vitest";
import { catalogue } from "../notices/messages/catalogue.ts";
import { CHECKS, exitCodeOf, fault, inOrder, unknown, well, type Finding } from "./finding.ts";
import { readOptions } from "./options.ts";
import { jsonOf, reportOf } from "./report.ts";

const FOUND = [
  fault("mail", "away", { at: "mail.example:587", code: "ECONNREFUSED" }),
  well("node", "well", { version: "24.1.0" }),
  unknown("clock", "nobody_asked"),
];

test("what was found is told in the order of the checks, and beside what is not well what to do", () => {
  expect(reportOf(FOUND, "en")).toBe(
    `✔ Node: version 24.1.0.
? Clock: there is no other clock to compare it with.
    → Compare it by hand: links and sessions go by it.
✘ Mail: nothing answers at mail.example:587 (ECONNREFUSED).
    → Check host and port in SMTP_URL, and that this machine may connect there.

1 fault. 1 thing could not be told.
`,
  );
  expect(reportOf([FOUND[1]!], "es")).toBe("✔ Node.js: versión 24.1.0.\n\nTodo está bien.\n");
});

test("what could not be told from two sides is told once, of each of several things", () => {
  const one = unknown("webhooks", "not_asked");
  expect(inOrder([one, one, unknown("webhooks", "never", { address: "a" }, "U"), unknown("webhooks", "never", { address: "a" }, "V")])).toHaveLength(3);
  expect(inOrder([fault("settings", "wrong", { sentence: "A" }), fault("settings", "wrong", { sentence: "B" })])).toHaveLength(2);
});

test("missing scopes are told with what stops working, in words", () => {
  const missing = fault("scopes", "missing", { count: 1, scopes: "user:read:user:admin", stops: "read_user" }, "ZOOM_CLIENT_ID");
  expect(reportOf([missing], "en")).toContain("✘ Scopes (ZOOM_CLIENT_ID): user:read:user:admin is missing. No room can be used.");
});

test("every text that a finding may have can be told in each language", () => {
  const values = {
    sentence: "",
    version: "",
    folder: "",
    free: "",
    path: "",
    at: "",
    user: "",
    database: "",
    code: "",
    count: 2,
    first: "",
    address: "",
    status: 200,
    to: "",
  };
  const more = { host: "", days: 3, day: "", names: "", seconds: 4, whose: "", from: "", account: "", plan: "", expected: "", scopes: "", stops: "read_user" };
  const { found, do: todo } = catalogue.en.doctor as unknown as { found: Record<string, Record<string, string>>; do: Record<string, Record<string, string>> };
  const all = CHECKS.flatMap((check) =>
    Object.keys(found[check]!).map((because): Finding => ({
      check,
      because,
      is: todo[check]?.[because] === undefined ? "well" : "fault",
      of: null,
      values: { ...values, ...more },
    })),
  );
  for (const language of ["en", "es"] as const) expect(reportOf(all, language)).not.toMatch(/doctor\.|\{/);
  expect(all.length).toBeGreaterThan(100);
});

test("for programs the same comes as JSON, and only a fault is a failure", () => {
  const read = JSON.parse(jsonOf(FOUND, "en")) as { well: boolean; findings: object[] };
  expect(read.well).toBe(false);
  expect(read.findings[2]).toEqual({
    ...{ check: "mail", of: null, is: "fault", because: "away", found: "nothing answers at mail.example:587 (ECONNREFUSED)." },
    todo: "Check host and port in SMTP_URL, and that this machine may connect there.",
  });
  expect([exitCodeOf(FOUND), exitCodeOf(FOUND.slice(1))]).toEqual([1, 0]);
});

test("the terminal's language is the doctor's, unless it is told another", () => {
  const language = (given: string[], environment: Record<string, string>): unknown => (readOptions(given, environment) as { language: string }).language;
  expect(language([], { LANG: "es_AR.UTF-8" })).toBe("es");
  expect(language([], { LC_ALL: "C", LANG: "es_AR.UTF-8" })).toBe("en");
  expect(language(["--language", "en"], { LANG: "es" })).toBe("en");
  expect(language([], { LANG: "eston" })).toBe("en");
  expect(readOptions(["--language", "fr"], {})).toMatch(/^There is no language fr\./);
  expect(readOptions(["more"], {})).toMatch(/^The options of doctor are/);
});
