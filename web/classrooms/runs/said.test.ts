import { expect, test } from "vitest";
import { catalogue } from "../../../src/notices/messages/catalogue.ts";
import { unstopped } from "./said.ts";

test("what Zoom said stands in our sentence without a full stop of its own", () => {
  const said = (words: string) => unstopped({ said: words })["said"];
  expect(["No privilege.", "No privilege", "Gone… ", "Why? ", "Validation Failed.; user_info.email: Invalid field. "].map(said)).toEqual([
    "No privilege",
    "No privilege",
    "Gone…",
    "Why?",
    "Validation Failed.; user_info.email: Invalid field",
  ]);
  expect(unstopped({ n: 3 })).toEqual({ n: 3 });
});

test("each of our sentences ends what Zoom said itself", () => {
  const open = Object.values(catalogue).flatMap(({ runs }) => Object.values(runs.why).filter((text) => /\{said\}(?![”»]\.)/.test(text)));
  expect(open).toEqual([]);
});
