import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { catalogue } from "../../notices/messages/catalogue.ts";

/** Where steps end, and what their ends say: every key between quotes behind `because`, and every value of a table of reasons. */
const FILES = globSync(["src/classrooms/performing/*.ts", "src/classrooms/runs/{trouble,run,going-actions}.ts", "src/classrooms/zoom-users/steps/*.ts", "src/classrooms/databases/writing*.ts"]); // prettier-ignore
const inFile = (text: string): string[] => [
  ...[...text.matchAll(/because: "([a-z_]+)"/g)].map(([, key]) => key!),
  ...[...text.matchAll(/^ {2}(?:\d+|[a-z_]+): "([a-z]+_[a-z_]+)",$/gm)].map(([, key]) => key!),
  ...[...text.matchAll(/fault\("([a-z_]+)"/g)].map(([, key]) => key!),
];

/** Of `whyNotActivate`, which `open_room` passes on. */
const OF_ROOMS = ["owner_is_never_a_room", "room_is_default_host", "room_deleted", "room_deactivated", "room_pending", "room_unlicensed", "room_other_account"];

const used = [...new Set([...FILES.filter((file) => !file.includes(".test.")).flatMap((file) => inFile(readFileSync(file, "utf8"))), ...OF_ROOMS])];

test("every reason that a step gives has its words, in every language", () => {
  expect(used.length).toBeGreaterThan(20);
  for (const { runs } of Object.values(catalogue)) expect(used.filter((key) => !Object.hasOwn(runs.why, key))).toEqual([]);
});
