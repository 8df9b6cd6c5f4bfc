import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { certificateFor } from "../../../sandbox/testing-certificate.ts";
import { ZoomError } from "../port.ts";
import { OPERATIONS, pathOf, type OperationName } from "./operations.ts";
import { send, type Transport } from "./transport.ts";

type Sent = { url: string; authorization: string | null; method: string; body: unknown };

/** Answers in turn; an Error is thrown as `fetch` would. */
function wireOf(...answers: (Response | Error)[]): { transport: Transport; sent: Sent[] } {
  const sent: Sent[] = [];
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    sent.push({ url, authorization: new Headers(init.headers).get("authorization"), method: init.method ?? "GET", body: init.body });
    const next = answers.shift();
    if (next instanceof Response) return next;
    throw next ?? new Error("nobody answers");
  };
  return { transport: { fetch, timeoutMs: 1000, hosts: ["api.zoom.us", ".zoom.us"] }, sent };
}

const sendTo = (transport: Transport, name: OperationName) =>
  send(transport, OPERATIONS[name], "https://api.zoom.us/v2/x", {
    headers: { authorization: "Bearer t" },
    body: OPERATIONS[name].method === "GET" ? null : "{}",
  });

const redirect = (status: number, location: string): Response => new Response(null, { status, headers: { location } });
const failed = (code: string): Error => new TypeError("fetch failed", { cause: Object.assign(new Error(code), { code }) });
const kindOf = async (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => "fine",
    (error) => (error instanceof ZoomError ? error.kind : `a bug: ${error}`),
  );

test.each([307, 308])("a write that Zoom sends on to a regional host (%i) arrives there whole, with its token", async (status) => {
  const { transport, sent } = wireOf(redirect(status, "https://us06.zoom.us/v2/x"), new Response(null, { status: 204 }));

  expect((await sendTo(transport, "updateMeeting")).http).toBe(204);
  expect(sent[1]).toEqual({ url: "https://us06.zoom.us/v2/x", authorization: "Bearer t", method: "PATCH", body: "{}" });
});

test.each(["https://evil.example/v2/x", "https://evilzoom.us/v2/x", "http://us06.zoom.us/v2/x", "https://api.zoom.us.evil.example/"])(
  "the token is never told to %s",
  async (location) => {
    const { transport, sent } = wireOf(redirect(307, location), new Response("{}"));

    expect(await kindOf(sendTo(transport, "readMeeting"))).toBe("refused");
    expect(sent).toHaveLength(1);
  },
);

test("a redirect to what is no address is refused, not a surprise", async () => {
  const { transport, sent } = wireOf(redirect(307, "https://"), new Response("{}"));

  expect(await kindOf(sendTo(transport, "createMeeting"))).toBe("refused");
  expect(sent).toHaveLength(1);
});

test("redirects in circles come to an end", async () => {
  const { transport, sent } = wireOf(...Array.from({ length: 9 }, () => redirect(307, "/v2/x")));

  expect(await kindOf(sendTo(transport, "readMeeting"))).toBe("unreachable");
  expect(sent).toHaveLength(4);
});

test.each([
  ["readMeeting", "UND_ERR_SOCKET", "unreachable"],
  ["createMeeting", "UND_ERR_SOCKET", "unanswered"],
  ["setPassword", "ECONNRESET", "unanswered"],
  ["createMeeting", "ECONNREFUSED", "unreachable"],
  ["createMeeting", "ENOTFOUND", "unreachable"],
  ["createMeeting", "UND_ERR_CONNECT_TIMEOUT", "unreachable"],
  ["createMeeting", "CERT_HAS_EXPIRED", "unreachable"],
  ["createMeeting", "DEPTH_ZERO_SELF_SIGNED_CERT", "unreachable"],
  ["createMeeting", "SELF_SIGNED_CERT_IN_CHAIN", "unreachable"],
  ["createMeeting", "UNABLE_TO_VERIFY_LEAF_SIGNATURE", "unreachable"],
  ["createMeeting", "UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "unreachable"],
  ["createMeeting", "ERR_TLS_CERT_ALTNAME_INVALID", "unreachable"],
  ["createMeeting", "ETIMEDOUT", "unanswered"],
] as const)("%s that fails with %s is %s", async (name, code, kind) => {
  expect(await kindOf(sendTo(wireOf(failed(code)).transport, name))).toBe(kind);
});

const timedOut = (syscall: string): Error => Object.assign(new Error(`${syscall} ETIMEDOUT`), { code: "ETIMEDOUT", syscall });
const refused = Object.assign(new Error("connect"), { code: "ECONNREFUSED", syscall: "connect" });

test.each([
  ["while connecting", "unreachable", timedOut("connect")],
  ["while reading", "unanswered", timedOut("read")],
  ["at each address of the host", "unreachable", Object.assign(new AggregateError([timedOut("connect"), refused]), { code: "ETIMEDOUT" })],
  ["at an address, and while reading at another", "unanswered", Object.assign(new AggregateError([refused, timedOut("read")]), { code: "ETIMEDOUT" })],
] as const)("a create that times out %s is %s", async (_where, kind, cause) => {
  expect(await kindOf(sendTo(wireOf(new TypeError("fetch failed", { cause })).transport, "createMeeting"))).toBe(kind);
});

test("a server whose certificate nobody vouches for was told nothing, as the real fetch says it", async () => {
  let asked = 0;
  const server = createServer(certificateFor(["localhost"]), (_, response) => (asked++, response.end("{}")));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const kind = await kindOf(send({ fetch, timeoutMs: 5000, hosts: [] }, OPERATIONS.createMeeting, url, { headers: {}, body: "{}" }));
  server.close();

  expect([kind, asked]).toEqual(["unreachable", 0]);
});

const broken = () => new Response(new ReadableStream({ start: (controller) => controller.error(new Error("cut")) }), { status: 201 });

test("a write whose answer breaks off may have been done", async () => {
  expect(await kindOf(sendTo(wireOf(broken()).transport, "createMeeting"))).toBe("unanswered");
  expect(await kindOf(sendTo(wireOf(broken()).transport, "readMeeting"))).toBe("unreachable");
});

const silence = (_: string, init: RequestInit) =>
  new Promise<Response>((_resolve, reject) => init.signal?.addEventListener("abort", () => reject(init.signal!.reason)));

test("nobody waits longer than the time-out", async () => {
  expect(await kindOf(sendTo({ fetch: silence, timeoutMs: 5, hosts: [] }, "createMeeting"))).toBe("unanswered");
});

test("an answer that trickles in is given up as well", async () => {
  const trickle = async () => new Response(new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode("{")) }));

  expect(await kindOf(sendTo({ fetch: trickle, timeoutMs: 5, hosts: [] }, "createMeeting"))).toBe("unanswered");
  expect(await kindOf(sendTo({ fetch: trickle, timeoutMs: 5, hosts: [] }, "readMeeting"))).toBe("unreachable");
});

test("all redirects together take no longer than one time-out, and no cookie is carried along", async () => {
  const [signals, names] = [new Set<unknown>(), new Set<string>()];
  const answers = [new Response(null, { status: 307, headers: { location: "https://us06.zoom.us/v2/x", "set-cookie": "a=b" } }), new Response("{}")];
  const fetch = async (_: string, init: RequestInit): Promise<Response> => {
    signals.add(init.signal);
    for (const name of new Headers(init.headers).keys()) names.add(name);
    return answers.shift()!;
  };
  await sendTo({ fetch, timeoutMs: 1000, hosts: [".zoom.us"] }, "readMeeting");

  expect(signals.size).toBe(1);
  expect([...names].toSorted()).toEqual(["accept", "authorization"]);
});

test("what was lost is told without the address, which may hold a mark or a person", async () => {
  await expect(sendTo(wireOf(failed("UND_ERR_SOCKET")).transport, "readMeeting")).rejects.toThrow(/^no answer from Zoom \(TypeError UND_ERR_SOCKET\)$/);
});

test("the id of one instance is encoded twice, because it may begin with a slash", () => {
  expect(pathOf(OPERATIONS.meetingStays, { instance: "/aB//c+d==" })).toBe("/report/meetings/%252FaB%252F%252Fc%252Bd%253D%253D/participants");
  expect(pathOf(OPERATIONS.readUser, { host: "ada@uni.example/x" })).toBe("/users/ada%40uni.example%2Fx");
  expect(() => pathOf(OPERATIONS.readUser, { host: "" })).toThrow(/needs a value/);
});
