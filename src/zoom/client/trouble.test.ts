import { expect, test } from "vitest";
import { after, hours, instant, iso, minutes, seconds } from "../../lib/time.ts";
import { errorOf, fault, kindOf, line, NINE, plan, PLAIN_ROOM, ROOM } from "./client.fixtures.ts";
import { tokensInMemory } from "./tokens.ts";

const refusing = (http: number, code: number, message: string) => ({ status: http, body: { code, message } });
const tokensAsked = async (it: ReturnType<typeof line>): Promise<number> => {
  const { calls } = (await it.control("calls")) as { calls: { operation: string }[] };
  return calls.filter((call) => call.operation === "POST /oauth/token").length;
};

test("however many ask at once, one token is fetched", async () => {
  const it = line();
  await Promise.all(Array.from({ length: 10 }, () => it.zoom.readUser(ROOM)));

  expect(await tokensAsked(it)).toBe(1);
});

test("a token is renewed before it dies, and one that was killed is replaced once", async () => {
  const it = line();
  await it.zoom.readUser(ROOM);
  await it.pass(minutes(56));
  await it.zoom.readUser(ROOM);
  expect(await tokensAsked(it)).toBe(2);
  expect(it.calls.every((call) => call.outcome === "ok")).toBe(true);

  await fault(it, "GET /users/:id", "refuse", refusing(401, 124, "Invalid access token."));
  await it.zoom.readUser(ROOM);
  expect(await tokensAsked(it)).toBe(3);
});

test("a token that can't be had is told of as a call that failed", async () => {
  const it = line();
  await it.control("faults", { kind: "outage", from: iso(NINE), to: iso(after(NINE, minutes(5))) });
  expect(await kindOf(it.zoom.readUser(ROOM))).toBe("unreachable");
  expect(it.calls).toMatchObject([{ operation: "token", outcome: "unreachable" }]);
});

test("two processes that share their tokens do not kill each other's", async () => {
  const tokens = tokensInMemory();
  const it = line({ tokens });
  const other = it.another();
  for (let i = 0; i < 3; i++) await Promise.all([it.zoom.readUser(ROOM), other.readUser(ROOM)]);
  const [first] = [await tokens.read()];
  await tokens.save({ accessToken: "dead", expiresAt: after(NINE, hours(1)), refreshToken: null, refreshExpiresAt: null });
  await it.zoom.readUser(ROOM);
  const asked = await tokensAsked(it);
  await other.readUser(ROOM);

  expect((await tokens.read())?.accessToken).not.toBe(first?.accessToken);
  expect(await tokensAsked(it)).toBe(asked);
});

test("a process whose token was replaced by another one takes that, and asks for none", async () => {
  const tokens = tokensInMemory();
  const it = line({ tokens });
  await it.zoom.readUser(ROOM);
  const good = (await tokens.read())!;
  const stale = { ...tokens, read: async () => (staleReads-- > 0 ? { ...good, accessToken: "dead" } : good) };
  let staleReads = 1;
  await it.another({ tokens: stale }).readUser(ROOM);

  expect(await tokensAsked(it)).toBe(1);
});

test("when not even a fresh token is accepted the connection has to be made anew", async () => {
  const it = line();
  await fault(it, "GET /users/:id", "refuse", { ...refusing(401, 124, "Invalid access token."), times: 2 });

  expect(await kindOf(it.zoom.readUser(ROOM))).toBe("reconnect");
  expect(await kindOf(line({ clientSecret: "wrong" }).zoom.listUsers())).toBe("reconnect");
  expect(await kindOf(line({ accountId: "somebody-else" }).zoom.listUsers())).toBe("reconnect");
});

test("a token endpoint that is away is no reason to connect anew", async () => {
  const it = line();
  await fault(it, "POST /oauth/token", "503");
  expect(await kindOf(it.zoom.listUsers())).toBe("unreachable");
  await fault(it, "POST /oauth/token", "hang up");
  expect(await kindOf(it.zoom.createMeeting(ROOM, plan()))).toBe("unreachable");
  expect(await it.zoom.listUsers()).not.toEqual([]);
});

test.each([
  ["missing_scope", 400, 4711, "Invalid access token, does not contain scopes:[user:read:user:admin]."],
  ["permission", 400, 200, "No permission."],
  ["plan", 400, 3161, "Meeting hosting and scheduling capabilities are not allowed for your user account."],
  ["refused", 400, 300, "Validation Failed."],
  ["permission", 200, 200, "No permission."],
] as const)("%s is told from HTTP %i with code %i", async (kind, http, code, message) => {
  const it = line();
  await fault(it, "GET /users/:id", "refuse", refusing(http, code, message));

  expect(await errorOf(it.zoom.readUser(ROOM))).toMatchObject({ kind, http, code, trackingId: expect.stringContaining("WEB_") });
});

test("a webinar of a host without the add-on is a question of the plan", async () => {
  expect(await kindOf(line().zoom.createMeeting(PLAIN_ROOM, plan({ kind: "webinar" })))).toBe("plan");
});

test("during an outage reads are unreachable, and a create is unanswered", async () => {
  const it = line();
  await it.zoom.readUser(ROOM);
  await it.control("faults", { kind: "outage", from: iso(NINE), to: iso(after(NINE, minutes(20))) });

  for (let i = 0; i < 4; i++) expect(await kindOf(it.zoom.readUser(ROOM))).toBe("unreachable");
  for (let i = 0; i < 4; i++) expect(await kindOf(it.zoom.createMeeting(ROOM, plan()))).toBe("unanswered");
  await it.pass(minutes(20));
  await it.zoom.createMeeting(ROOM, plan());
});

test("a create whose answer was lost is unanswered, and the meeting is found by its mark when lists have settled", async () => {
  const it = line();
  await fault(it, "POST /users/:id/meetings", "obey, then hang up");

  expect(await kindOf(it.zoom.createMeeting(ROOM, plan()))).toBe("unanswered");
  await it.pass(seconds(5));
  expect(await it.zoom.findMeeting(ROOM, "meeting", plan().mark, { lately: false })).not.toBeNull();
});

test("a create answered without a meeting is unanswered, a read that says nothing is unreachable", async () => {
  const it = line();
  await fault(it, "POST /users/:id/meetings", "ignore");
  expect(await kindOf(it.zoom.createMeeting(ROOM, plan()))).toBe("unanswered");
  await fault(it, "GET /users/:id", "ignore");
  expect(await kindOf(it.zoom.readUser(ROOM))).toBe("unreachable");
  await fault(it, "GET /users/:id/meetings", "ignore", { status: 200, body: { page_size: 300 } });
  expect(await kindOf(it.zoom.findMeeting(ROOM, "meeting", "bedel:1", { lately: false }))).toBe("unreachable");
});

test("nobody waits for ever: a slow answer is given up", async () => {
  const it = line({ timeoutMs: 30 });
  await fault(it, "GET /users/:id", "slow", { seconds: 5 });
  await fault(it, "PUT /users/:id/password", "obey, slowly", { seconds: 5 });

  expect(await kindOf(it.zoom.readUser(ROOM))).toBe("unreachable");
  expect(await kindOf(it.zoom.setPassword(ROOM, "Nadie-Lo-Sabe-74"))).toBe("unanswered");
  expect(await it.zoom.setPassword(ROOM, "Nadie-Lo-Sabe-74")).toBe("unchanged");
});

test("a full second is waited for up to three times, then the caller is told when to come back", async () => {
  const it = line();
  await fault(it, "GET /users/:id", "429", { times: 3 });
  await it.zoom.readUser(ROOM);
  expect(it.paused).toEqual([1000, 1500, 2000]);

  await fault(it, "GET /users/:id", "429", { times: 4 });
  expect(await errorOf(it.zoom.readUser(ROOM))).toMatchObject({ kind: "busy", retryAt: after(NINE, seconds(1)) });
});

test("too many at once is the caller's to plan, not to be tried again at once", async () => {
  const it = line();
  await fault(
    it,
    "DELETE /users/:id/token",
    "429",
    refusing(429, 429, "Too many concurrent requests. A request to disassociate this user has already been made."),
  );

  expect(await errorOf(it.zoom.signOut(ROOM))).toMatchObject({ kind: "busy", retryAt: after(NINE, seconds(5)) });
  expect(it.paused).toEqual([]);
});

test("the hundred-and-first change of a host's meetings has to wait for midnight in UTC", async () => {
  const it = line();
  const made = await it.zoom.createMeeting(ROOM, plan());
  for (let i = 1; i < 100; i++) await it.zoom.updateMeeting(made, plan({ minutes: 60 + i }));

  expect(await errorOf(it.zoom.updateMeeting(made, plan()))).toMatchObject({ kind: "spent", retryAt: instant("2027-03-02T00:00:00Z") });
  await it.zoom.createMeeting(PLAIN_ROOM, plan());
});

test("two hundred calls in a row never fill Zoom's second", async () => {
  const it = line();
  const made = await it.zoom.createMeeting(ROOM, plan());
  for (let i = 0; i < 200; i++) await it.zoom.readMeeting(made);

  expect(new Set(it.calls.map((call) => call.outcome))).toEqual(new Set(["ok"]));
  expect(it.paused.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThan(3000);
});

test("a list is read over all its pages, and anew when their token dies", async () => {
  const it = line();
  const whole = await it.zoom.listUsers();
  const pages: string[] = [];
  const inSevens = async (url: string, init: RequestInit): Promise<Response> => {
    if (pages.push(url) === 3) await it.pass(minutes(16));
    return it.sandbox.fetch(new Request(url.replace("page_size=300", "page_size=7"), init));
  };
  const read = await it.another({ fetch: inSevens, tokens: tokensInMemory() }).listUsers();

  expect(read).toEqual(whole);
  expect(pages.length).toBeGreaterThan(whole.length / 7 + 3);
});

test("a list whose pages keep dying is unreachable, not short", async () => {
  const it = line();
  await fault(it, "GET /users", "refuse", { ...refusing(400, 300, "The next page token is invalid or expired."), times: 3 });

  expect(await kindOf(it.zoom.listUsers())).toBe("unreachable");
  expect((await it.zoom.listUsers()).length).toBeGreaterThan(0);
});

test("each call is recorded with its outcome, and without anything personal", async () => {
  const it = line();
  await it.zoom.readUser("sala.aula-magna@universidad.example");
  await kindOf(it.zoom.readUser("nobody"));

  expect(it.calls).toEqual([
    { operation: "readUser", label: "light", outcome: "ok", ms: 0 },
    { operation: "readUserSettings", label: "medium", outcome: "ok", ms: 0 },
    { operation: "readUser", label: "light", outcome: "not_found", ms: 0 },
  ]);
});
