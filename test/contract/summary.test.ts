import { expect, test } from "vitest";
import { aCall, HALLS, NOTHING } from "./fixtures.ts";
import { inWords } from "./summary.ts";
import { tally } from "./tally.ts";

test("findings stand under their place, and what nobody called is named", () => {
  const half = aCall("GET", "/v2/halls/1?colour=red", { status: 200, answer: { seats: [] } });
  const client = ["GET", "PATCH"].map((method) => ({ method, path: "/halls/{id}" }));
  const words = inWords(tally([half, half], { published: HALLS, own: NOTHING }, { omitted: [], waivers: [] }, client)).split("\n");
  expect(words.slice(0, 7)).toEqual([
    "requests:",
    "  GET /halls/{hallId}",
    "    query: colour is not in the contract (2×)",
    "",
    "responses:",
    "  GET /halls/{hallId}",
    "    next_page_token is missing (2×)",
  ]);
  expect(words).toContain("2 requests checked, 1 thing wrong");
  expect(words).toContain("operations of the client that these journeys did not use: PATCH /halls/{hallId}");
  expect(words.at(-2)).toBe("The contract is not kept.");
});
