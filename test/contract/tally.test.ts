import { expect, test } from "vitest";
import { aCall, aDelivery, HALLS, NOTHING, operation } from "./fixtures.ts";
import type { Tables } from "./ledger.ts";
import { isKept, tally, type Report } from "./tally.ts";

const NONE: Tables = { omitted: [], waivers: [] };
const READ = aCall("GET", "/v2/halls/1", { status: 200, answer: { next_page_token: "", seats: [] } });
const HALF = aCall("GET", "/v2/halls/1", { status: 200, answer: { next_page_token: "" } });
const OPENED = aDelivery({ event: "hall.opened", payload: { id: "1", by: "a" } });
const report = (exchanges: Parameters<typeof tally>[0], tables = NONE, own = NOTHING): Report => tally(exchanges, { published: HALLS, own }, tables);
const failures = ({ requests, responses, webhooks }: Report): string[] =>
  [requests, responses, webhooks].flatMap(({ failing }) => failing.map(({ where, what, times }) => `${where}: ${what} (${times})`));

test("what keeps the contract is counted, and the report says which operations it is about", () => {
  const all = report([READ, OPENED]);
  expect(all).toMatchObject({ requests: { checked: 1 }, responses: { checked: 1 }, webhooks: { checked: 1 }, operationsUsed: ["GET /halls/{hallId}"] });
  expect([failures(all), isKept(all)]).toEqual([[], true]);
});

test("where nothing was checked nothing is kept", () => {
  expect([isKept(report([])), isKept(report([READ])), isKept(report([OPENED]))]).toEqual([false, false, false]);
});

test("nor is the contract kept while something that can be asked was never granted", () => {
  const [one, client] = [{ published: HALLS, own: NOTHING }, [{ method: "GET", path: "/halls/{id}" }]];
  const refused = aCall("GET", "/v2/halls/1", { status: 404, answer: { code: 3001, message: "Hall does not exist." } });
  const [without, whole] = [tally([refused, OPENED], one, NONE, client), tally([refused, READ, OPENED], one, NONE, client)];
  expect([without.operationsNotUsed, isKept(without)]).toEqual([["GET /halls/{hallId}"], false]);
  expect([whole.operationsNotUsed, isKept(whole)]).toEqual([[], true]);
});

test("the same finding again is counted, not told again", () => {
  expect(failures(report([HALF, HALF, OPENED]))).toEqual(["GET /halls/{hallId}: seats is missing (2)"]);
});

test("a call that no contract has, and an event, are findings", () => {
  const strangers = [aCall("GET", "/v2/gardens?a=1", { status: 200, answer: {} }), aDelivery({ event: "garden.opened" })];
  expect(failures(report(strangers))).toEqual(["GET /v2/gardens: is not in the contract (1)", "garden.opened: is not in the contract (1)"]);
});

test("what Zoom publishes elsewhere is checked as well and named apart", () => {
  const own = { operations: [{ ...operation("GET", "/v2/halls/mine"), name: "GET /oauth/hall", parts: ["", "oauth", "hall"] }], events: new Map() };
  const all = report([aCall("GET", "/oauth/hall", { status: 200, answer: {} })], NONE, own);
  expect(all).toMatchObject({ operationsUsed: [], operationsNotInSpec: ["GET /oauth/hall"] });
  expect(failures(all)).toEqual(["GET /oauth/hall: hall is missing (1)"]);
});

test("a call whose line was cut has a request and no answer", () => {
  expect(report([{ ...READ, answer: null }])).toMatchObject({ requests: { checked: 1 }, responses: { checked: 0 } });
});

test("what is left out for a reason is no finding, but it must be left out", () => {
  const omitted = [{ where: ["GET /halls/{hallId}"], under: "", properties: "seats", why: "halls stand empty" }];
  const all = report([HALF, OPENED], { ...NONE, omitted });
  expect([all.omitted, isKept(all)]).toEqual([[{ where: "GET /halls/{hallId}", properties: ["seats"], why: "halls stand empty" }], true]);
  expect(failures(report([READ, OPENED], { ...NONE, omitted }))).toEqual(["GET /halls/{hallId}: seats is said to be left out, and is always there (1)"]);
});

test("a star leaves out what is in an object, not the object", () => {
  const omitted = [{ where: ["hall.opened"], under: "payload", properties: "*", why: "only changes are told" }];
  expect(failures(report([READ, aDelivery({ event: "hall.opened", payload: { id: "1" } })], { ...NONE, omitted }))).toEqual([]);
  expect(failures(report([READ, aDelivery({ event: "hall.opened" })], { ...NONE, omitted }))).toContain("hall.opened: payload is missing (1)");
});

test("a waiver takes its finding away, and one that is not needed is a finding", () => {
  const waivers = [{ where: /^GET/, what: "seats is missing", why: "its own example has none" }];
  const all = report([HALF, OPENED], { ...NONE, waivers });
  expect([all.waived, isKept(all)]).toEqual([[{ what: "seats is missing", why: "its own example has none" }], true]);
  expect(failures(report([READ, OPENED], { ...NONE, waivers }))).toEqual(["waivers: not needed: seats is missing (1)"]);
});

test("more than ten waivers are too many", () => {
  const waivers = Array.from({ length: 11 }, () => ({ where: /^GET/, what: "seats is missing", why: "of eleven minds" }));
  expect(failures(report([HALF, OPENED], { ...NONE, waivers }))).toContain("waivers: more than 10 (1)");
});
