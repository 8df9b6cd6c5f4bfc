import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const read = (glob: string, pattern: RegExp): string[] =>
  globSync(glob)
    .filter((file) => !file.includes(".test."))
    .flatMap((file) => [...readFileSync(file, "utf8").matchAll(pattern)].map(([, path]) => path!));

/** Up to what differs from one to the next: `/sessions/$id` and `/sessions/${s.id}` begin alike. */
const fixed = (path: string): string => path.replace(/\$.*$/, "");

test("every page that a mail leads to is a page of the web app", () => {
  const pages = new Set([...read("web/**/*.ts*", /\bpath: "(\/[^"]*)"/g).map(fixed), "/r/"]); // registering is an app of its own
  const led = read("src/**/*.ts", /\bpage: `\$\{(?:\w+\.)?origin\}(\/[^`?]*)/g).map(fixed);
  expect(led.length).toBeGreaterThan(10);
  expect(led.filter((path) => !pages.has(path))).toEqual([]);
});
