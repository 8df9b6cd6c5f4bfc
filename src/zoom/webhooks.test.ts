import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { instant } from "../lib/time.ts";
import { answerValidation, deliveryKey, readFact, secretOf, withoutSecrets } from "./webhooks.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const signed = (secret: string, timestamp: string, body: Uint8Array): string =>
  `v0=${createHmac("sha256", secret).update(`v0:${timestamp}:`).update(body).digest("hex")}`;
const AT = instant("2027-02-01T10:00:00Z");

const joined = (participant: object, more: object = {}) => ({
  event: "meeting.participant_joined",
  event_ts: AT,
  payload: {
    account_id: "a",
    object: { id: "81234567890", uuid: "/abc//d==", participant: { user_id: "16778240", user_name: "Ada", ...participant }, ...more },
  },
});

test("a delivery with accents is genuine when its very bytes were signed", () => {
  const rawBody = bytes('{"topic":"Métodos de  łódź"}');
  const delivery = { timestamp: "1801476000", signature: signed("s3cret", "1801476000", rawBody), rawBody };

  expect(secretOf(["s3cret"], delivery)).toBe("s3cret");
  expect(secretOf(["s3cret"], { ...delivery, rawBody: bytes('{"topic":"Métodos de łódź"}') })).toBeNull();
  expect(secretOf(["s3cret"], { ...delivery, timestamp: "1801476001" })).toBeNull();
});

test("while a secret is being exchanged both are accepted, and an empty one never", () => {
  const rawBody = bytes("{}");
  const delivery = { timestamp: "1", signature: signed("new", "1", rawBody), rawBody };

  expect(secretOf(["old", "new"], delivery)).toBe("new");
  expect(secretOf(["old"], delivery)).toBeNull();
  expect(secretOf([""], { ...delivery, signature: signed("", "1", rawBody) })).toBeNull();
  expect(secretOf([], delivery)).toBeNull();
});

test("a delivery without signature or timestamp is not genuine", () => {
  expect(secretOf(["s"], { timestamp: undefined, signature: "v0=00", rawBody: bytes("{}") })).toBeNull();
  expect(secretOf(["s"], { timestamp: "1", signature: undefined, rawBody: bytes("{}") })).toBeNull();
  expect(secretOf(["s"], { timestamp: "1", signature: "v0=é", rawBody: bytes("{}") })).toBeNull();
});

test("the same delivery again has the same key, another one has not", () => {
  expect(deliveryKey(bytes("{}"))).toBe(deliveryKey(bytes("{}")));
  expect(deliveryKey(bytes("{}"))).not.toBe(deliveryKey(bytes("{} ")));
});

test("Zoom's question whether we know the secret is answered with its word, signed", () => {
  const answer = answerValidation("s3cret", { event: "endpoint.url_validation", event_ts: AT, payload: { plainToken: "q9ibPhGeRZ6ayx5WTrXjRw" } });

  expect(answer).toEqual({
    plainToken: "q9ibPhGeRZ6ayx5WTrXjRw",
    encryptedToken: createHmac("sha256", "s3cret").update("q9ibPhGeRZ6ayx5WTrXjRw").digest("hex"),
  });
  expect(answerValidation("s3cret", joined({}))).toBeNull();
});

test("a guest's blank e-mail is no e-mail, and an id may be a number or text", () => {
  const guest = { email: "", registrant_id: "", id: "", participant_user_id: "", join_time: "2027-02-01T09:59:58Z" };

  expect(readFact(joined(guest, { id: 81234567890 }))).toEqual({
    is: "joined",
    meetingId: "81234567890",
    instanceId: "/abc//d==",
    who: { key: "16778240", name: "Ada", email: null, registrantId: null, zoomUserId: null },
    at: instant("2027-02-01T09:59:58Z"),
  });
});

test("who joins and leaves has one key in both tellings, and e-mails are lower case", () => {
  const there = readFact(joined({ email: "Ada@Uni.example", registrant_id: "r1", participant_user_id: "u1" }));
  const gone = readFact({ ...joined({ leave_time: "2027-02-01T10:30:00Z", user_id: 16778240 }), event: "webinar.participant_left" });

  expect(there).toMatchObject({ is: "joined", at: AT, who: { email: "ada@uni.example", registrantId: "r1", zoomUserId: "u1" } });
  expect(gone).toMatchObject({ is: "left", at: instant("2027-02-01T10:30:00Z"), who: { key: "16778240" } });
});

test("a practice session is nobody's attendance", () => {
  const ended = { event: "webinar.ended", event_ts: AT, payload: { object: { id: 9, uuid: "u", end_time: "2027-02-01T09:00:00Z", practice_session: true } } };

  expect(readFact(ended)).toBeNull();
  ended.payload.object.practice_session = false;
  expect(readFact(ended)).toEqual({ is: "ended", meetingId: "9", instanceId: "u", at: instant("2027-02-01T09:00:00Z") });
});

test("deleting one date of a recurring meeting changes it, deleting the whole removes it", () => {
  const deleted = (operation: string, more: object) => ({
    event: "meeting.deleted",
    event_ts: AT,
    payload: { operation, object: { id: 9, host_id: "h", ...more } },
  });

  expect(readFact(deleted("single", {}))).toEqual({ is: "meeting removed", meetingId: "9", hostId: "h", at: AT, by: null });
  expect(readFact(deleted("all", { occurrences: [{}] }))).toMatchObject({ is: "meeting removed" });
  expect(readFact(deleted("single", { occurrences: [{}] }))).toMatchObject({ is: "meeting changed" });
});

const ofUser = (what: string) => readFact({ event: `user.${what}`, event_ts: AT, payload: { object: { id: "u1" } } });

test.each(["updated", "settings_updated", "deactivated", "deleted", "disassociated"])("user.%s tells that a user changed", (what) => {
  expect(ofUser(what)).toEqual({ is: "user changed", hostId: "u1", email: null, at: AT });
});

test.each(["created", "activated", "invitation_accepted"])("user.%s tells that somebody is a user from now on", (what) => {
  expect(ofUser(what)).toEqual({ is: "user changed", hostId: "u1", email: null, at: AT, comes: true });
});

test.each([
  ["an event that is none of our business", { event: "recording.completed", event_ts: AT, payload: { object: { id: 1 } } }],
  ["a body that is no event", "nonsense"],
  ["an event without its meeting", { event: "meeting.started", event_ts: AT, payload: { object: {} } }],
  ["a moment that is none", { event: "meeting.ended", event_ts: AT, payload: { object: { id: 1, uuid: "u", end_time: "soon" } } }],
  ["an inherited name", { event: "constructor", event_ts: AT, payload: { object: { id: 1 } } }],
])("%s says nothing", (_, body) => {
  expect(readFact(body)).toBeNull();
});

test.each([1e300, -1, 9e15, 0.5])("an event at a moment that nobody lives in tells nothing: %s", (event_ts) => {
  expect(readFact({ ...joined({}), event_ts })).toBeNull();
  expect(readFact({ ...joined({ join_time: "9999-01-01T00:00:00Z" }), event_ts: AT })).toMatchObject({ is: "joined", at: AT });
});

test("what is kept of a delivery lets nobody into a meeting, and tells the same facts", () => {
  const registrant = { id: "r1", email: "ana@people.example", join_url: "https://zoom.example/w/1?tk=secret", participant_pin_code: 123456 };
  const object = {
    id: "811",
    host_id: "h1",
    start_url: "https://zoom.example/s/1?zak=secret",
    password: "secret",
    registrant,
    occurrences: [{ join_url: "secret" }],
  };
  const body = { event: "meeting.updated", event_ts: 1_800_000_000_000, payload: { account_id: "a1", object } };
  const kept = withoutSecrets(body);

  expect(JSON.stringify(kept)).not.toMatch(/secret|123456/);
  expect(kept).toMatchObject({
    event: "meeting.updated",
    payload: { account_id: "a1", object: { id: "811", registrant: { id: "r1" } } },
  });
  expect(readFact(kept)).toEqual(readFact(body));
  expect(["text", null, 7, []].map(withoutSecrets)).toEqual(["text", null, 7, []]);
});
