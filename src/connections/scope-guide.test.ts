import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { SCOPE_GUIDES } from "./scope-guide.ts";

const GUIDE = readFileSync(join(import.meta.dirname, "../../docs/operating/zoom-app.md"), "utf8");

test.each(Object.entries(SCOPE_GUIDES))("the guide to the app at Zoom says of the %s what the table of scopes says", (name, text) => {
  const between = GUIDE.split(`<!-- ${name} -->\n\n`)[1]?.split("\n<!-- until here -->")[0];
  expect(between, `put this between the marks in docs/operating/zoom-app.md:\n\n${text}`).toBe(text);
});
