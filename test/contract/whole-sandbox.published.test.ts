import { join } from "node:path";
import { expect, test } from "vitest";
import { OPERATIONS } from "../../sandbox/routes.ts";
import { OMITTED_ELSEWHERE, WAIVERS_ELSEWHERE } from "./elsewhere.ts";
import { OMITTED } from "./omitted.ts";
import { OWN_EVENTS, OWN_OPERATIONS } from "./own.ts";
import { operationFor, readPublished, type Published } from "./published.ts";
import { tally } from "./tally.ts";
import { WAIVERS } from "./waivers.ts";
import { eventIn } from "./webhook.ts";
import { everythingOnce } from "./whole-sandbox.ts";

const SPECS = join(import.meta.dirname, "../../../shared/zoom/specs");
const published = readPublished(SPECS);
const own = { operations: OWN_OPERATIONS, events: OWN_EVENTS };

const happened = [
  ...["created", "updated", "deleted", "recovered", "started", "ended"].map((what) => `meeting.${what}`),
  ...["created", "updated", "deleted", "started", "ended"].map((what) => `webinar.${what}`),
  ...["meeting", "webinar"].flatMap((kind) => ["created", "approved", "denied", "cancelled"].map((what) => `${kind}.registration_${what}`)),
  ...["joined", "left", "joined_waiting_room", "admitted", "left_waiting_room", "jbh_waiting"].map((what) => `meeting.participant_${what}`),
  ...["joined", "left"].map((what) => `webinar.participant_${what}`),
  ...["created", "invitation_accepted", "updated", "settings_updated", "deactivated", "activated", "disassociated", "deleted", "signed_in", "signed_out"].map(
    (what) => `user.${what}`,
  ),
  "endpoint.url_validation",
  "app_deauthorized",
];

const exchanges = published === null ? [] : await everythingOnce();

test("whatever is asked is answered as Zoom publishes it, refusals too, and so is told what happens", () => {
  // What is asked wrongly is asked so on purpose, so of requests nothing is said here.
  const tables = { omitted: [...OMITTED, ...OMITTED_ELSEWHERE], waivers: [...WAIVERS, ...WAIVERS_ELSEWHERE] };
  const { responses, webhooks } = tally(exchanges, { published: published!, own }, tables);
  expect({ responses: responses.failing, webhooks: webhooks.failing }).toEqual({ responses: [], webhooks: [] });
});

test("every operation was granted once, tokens too, and everything that can be told was told", () => {
  const all: Published = { operations: [...published!.operations, ...own.operations], events: new Map() };
  const calls = exchanges.filter(({ is, answer }) => is === "call" && answer !== null && answer.status < 300);
  const granted = new Set(calls.map(({ method, path }) => operationFor(all, method, path.split("?")[0]!)?.name));
  const known = [
    ...OPERATIONS.map(({ method, path }) => ({ method, path: `/v2${path}` })),
    ...["token", "revoke"].map((what) => ({ method: "POST", path: `/oauth/${what}` })),
  ];
  expect(known.map(({ method, path }) => operationFor(all, method, path)?.name ?? `${method} ${path}`).filter((name) => !granted.has(name))).toEqual([]);
  const told = new Set(exchanges.filter(({ is }) => is === "webhook").map(({ asked }) => eventIn(asked.body)));
  expect([...told].toSorted()).toEqual(happened.toSorted());
});

test("some ninety refusals are among them", () => {
  const refusals = exchanges.filter(({ answer }) => answer !== null && answer.status >= 400).map(({ answer }) => answer!);
  const codes = new Set(refusals.map(({ status, body }) => `${status}/${(JSON.parse(body) as { code?: number }).code}`));
  expect(refusals.length).toBeGreaterThan(80);
  expect(codes.size).toBeGreaterThan(15);
});
