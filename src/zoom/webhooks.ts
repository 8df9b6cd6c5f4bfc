import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { isInOurTimes, type Instant } from "../lib/time.ts";
import type { Held, Seen, ZoomFact } from "./port.ts";
import { idWire, momentOrNull, textOrEmpty, textOrNull } from "./wire.ts";

export type Delivery = { timestamp: string | undefined; signature: string | undefined; rawBody: Uint8Array };

/**
 * The secret by which a delivery is genuine, or null. Over the bytes as they came: parsed and written anew, every name with an accent
 * would fail. Several secrets, because one is exchanged for the next while deliveries are under way. How old the timestamp is decides
 * nothing: Zoom tries again 85 minutes later, and a delivery that comes twice is known by its key.
 */
export function secretOf(secrets: readonly string[], { timestamp, signature, rawBody }: Delivery): string | null {
  if (timestamp === undefined || signature === undefined) return null;
  const given = Buffer.from(signature, "utf8");
  let by: string | null = null;
  for (const secret of secrets) {
    if (secret === "") continue;
    const expected = Buffer.from(`v0=${createHmac("sha256", secret).update(`v0:${timestamp}:`, "utf8").update(rawBody).digest("hex")}`, "utf8");
    if (expected.length === given.length && timingSafeEqual(expected, given)) by ??= secret;
  }
  return by;
}

/** The same delivery again has the same bytes. */
export const deliveryKey = (rawBody: Uint8Array): string => createHash("sha256").update(rawBody).digest("hex");

const validationWire = z.object({ event: z.literal("endpoint.url_validation"), payload: z.object({ plainToken: z.string().min(1) }) });

/** Zoom asks, on saving and every 72 h, whether we know the secret: the one that signed the question. Null when the body asks no such thing. */
export function answerValidation(secret: string, body: unknown): { plainToken: string; encryptedToken: string } | null {
  const read = validationWire.safeParse(body);
  if (!read.success) return null;
  const { plainToken } = read.data.payload;
  return { plainToken, encryptedToken: createHmac("sha256", secret).update(plainToken, "utf8").digest("hex") };
}

/** What the doctor asks in Zoom's stead, to see whether the way from outside leads here. */
export const DOCTORS_TOKEN = "bedel-doctor";

/** Whoever else claims it gains nothing: what is refused stays so, and is counted only to help. */
export function asksDoctor(body: unknown): boolean {
  const read = validationWire.safeParse(body);
  return read.success && read.data.payload.plainToken === DOCTORS_TOKEN;
}

/**
 * Whoever has one of these comes into a meeting, as its host even. Zoom tells them along with a registration or a meeting that was made
 * (`registrant.join_url` with the person's own `tk`), and with a recording.
 */
const SECRETS = new Set([
  "join_url", "start_url", "password", "encrypted_password", "h323_password", "pstn_password", "participant_pin_code",
  "host_key", "personal_meeting_url", "download_token", "download_url", "play_url", "share_url", "passcode", "recording_play_passcode",
]); // prettier-ignore

/** What may be kept of a delivery: no fact is read from the rest. Of a registrant the id is enough: who that is we told Zoom ourselves, and may have to forget. */
export function withoutSecrets(body: unknown): unknown {
  if (Array.isArray(body)) return body.map(withoutSecrets);
  if (typeof body !== "object" || body === null) return body;
  return Object.fromEntries(
    Object.entries(body).flatMap(([key, inner]) => (SECRETS.has(key) ? [] : [[key, key === "registrant" ? idOf(inner) : withoutSecrets(inner)]])),
  );
}

const idOf = (registrant: unknown): unknown => (typeof registrant === "object" && registrant !== null && "id" in registrant ? { id: registrant.id } : {});

const eventWire = z.object({
  event: z.string(),
  event_ts: z.number().nullish(),
  payload: z.object({ operation: textOrNull, operator: textOrNull.catch(null), object: z.record(z.string(), z.unknown()) }),
});
type Told = { event: string; at: Instant | null; operation: string | null; operator: string | null; object: Record<string, unknown> };

/** Told to published apps only, at an address of its own, and without an object. Zoom's samples have the moment in either of two places, as a number or as a text. */
const removedWire = z.object({
  event: z.literal("app_deauthorized"),
  event_ts: z.number().nullish(),
  payload: z.object({ client_id: z.string().min(1), user_id: z.string().min(1), deauthorization_time: momentOrNull.catch(null) }),
});

function readRemoved(body: unknown): ZoomFact | null {
  const read = removedWire.safeParse(body);
  if (!read.success) return null;
  const { client_id: clientId, user_id: zoomUserId, deauthorization_time: told } = read.data.payload;
  const at = sensible(told) ?? momentOf(read.data.event_ts);
  return at === null ? null : { is: "app removed", clientId, zoomUserId, at };
}

/** What a delivery tells us, or null when it is none of our business (or not understood: the next comparison with Zoom finds it). */
export function readFact(body: unknown): ZoomFact | null {
  const read = eventWire.safeParse(body);
  if (!read.success) return readRemoved(body);
  const { event, event_ts, payload } = read.data;
  const told: Told = { event, at: momentOf(event_ts), ...payload };
  if (told.object["practice_session"] === true) return null;
  const name = event.replace(/^webinar\./, "meeting.");
  return Object.hasOwn(READERS, name) ? READERS[name]!(told) : null;
}

/** Milliseconds everywhere we know of; Zoom's own samples also hold seconds. */
const momentOf = (stamp: number | null | undefined): Instant | null =>
  stamp === null || stamp === undefined ? null : sensible(Math.round(stamp >= 1e11 ? stamp : stamp * 1000));

/** A moment that nobody lives in is as good as none. */
const sensible = (moment: number | null): Instant | null => (moment !== null && isInOurTimes(moment) ? moment : null);

type Reader = (told: Told) => ZoomFact | null;

const meetingChanged: Reader = (told) => aboutMeeting("meeting changed", told);
const userChanged: Reader = ({ object, at }) => {
  const read = z.object({ id: idWire, email: textOrNull.catch(null) }).safeParse(object);
  return read.success && at !== null ? { is: "user changed", hostId: read.data.id, email: read.data.email?.toLowerCase() ?? null, at } : null;
};
const userComes: Reader = (told) => {
  const fact = userChanged(told);
  return fact?.is === "user changed" ? { ...fact, comes: true } : null;
};

const READERS: Record<string, Reader> = {
  "meeting.started": (told) => ran("started", told),
  "meeting.ended": (told) => ran("ended", told),
  "meeting.participant_joined": (told) => seen("joined", told),
  "meeting.participant_left": (told) => seen("left", told),
  "meeting.participant_joined_waiting_room": (told) => seen("waits", told),
  "meeting.participant_put_in_waiting_room": (told) => seen("waits", told),
  "meeting.participant_left_waiting_room": (told) => seen("waits no more", told),
  "meeting.participant_admitted": (told) => seen("waits no more", told),
  "meeting.created": meetingChanged,
  "meeting.updated": meetingChanged,
  "meeting.recovered": meetingChanged,
  "meeting.deleted": (told) => aboutMeeting(isOneOfSeveral(told) ? "meeting changed" : "meeting removed", told),
  "meeting.permanently_deleted": (told) => aboutMeeting(isOneOfSeveral(told) ? "meeting changed" : "meeting removed", told),
  "user.created": userComes,
  "user.updated": userChanged,
  "user.settings_updated": userChanged,
  "user.invitation_accepted": userComes,
  "user.activated": userComes,
  "user.deactivated": userChanged,
  "user.deleted": userChanged,
  "user.disassociated": userChanged,
};

/** What is read, as Zoom names it for meetings and users; those of webinars are called alike. */
export const EVENTS_READ: readonly string[] = Object.keys(READERS);

/** Of a recurring meeting Zoom deletes one date with the same event as the whole. */
const isOneOfSeveral = ({ operation, object }: Told): boolean =>
  operation === "single" && Array.isArray(object["occurrences"]) && object["occurrences"].length > 0;

function aboutMeeting(is: "meeting changed" | "meeting removed", { object, at, operator }: Told): ZoomFact | null {
  const read = z.object({ id: idWire, host_id: textOrNull }).safeParse(object);
  if (!read.success || at === null) return null;
  const about = { meetingId: read.data.id, hostId: read.data.host_id, at, by: operator?.toLowerCase() ?? null };
  return is === "meeting removed" ? { is, ...about } : { is, ...about, holds: heldIn(object) };
}

/** A change tells only what has changed. What can't be read is as good as not told: the meeting itself will be looked at. */
const heldWire = z.object({
  topic: textOrNull.catch(null),
  start_time: momentOrNull.catch(null),
  duration: z.number().nullish().catch(null),
  settings: z.object({ waiting_room: z.boolean().nullish().catch(null) }).nullish().catch(null), // prettier-ignore
});

function heldIn(object: Record<string, unknown>): Partial<Held> {
  const { topic, start_time: start, duration, settings } = heldWire.parse(object);
  const waitingRoom = settings?.waiting_room ?? null;
  return {
    ...(topic === null ? {} : { title: topic }),
    ...(start === null ? {} : { start }),
    ...(duration == null ? {} : { minutes: duration }),
    ...(waitingRoom === null ? {} : { waitingRoom }),
  };
}

const ranWire = z.object({ id: idWire, uuid: z.string().min(1), end_time: momentOrNull });

/** `start_time` is the planned one, so the moment of a start is that of its event. */
function ran(is: "started" | "ended", { object, at: told }: Told): ZoomFact | null {
  const read = ranWire.safeParse(object);
  if (!read.success) return null;
  const at = (is === "ended" ? sensible(read.data.end_time) : null) ?? told;
  return at === null ? null : { is, meetingId: read.data.id, instanceId: read.data.uuid, at };
}

const seenWire = z.object({
  id: idWire,
  uuid: z.string().min(1),
  participant: z.object({
    user_id: idWire.or(z.literal("")).nullish(),
    participant_uuid: textOrNull,
    user_name: textOrEmpty,
    email: textOrNull,
    registrant_id: textOrNull,
    participant_user_id: textOrNull,
    id: textOrNull,
    join_time: momentOrNull,
    leave_time: momentOrNull,
    date_time: momentOrNull,
  }),
});

const MOMENT_OF = { joined: "join_time", left: "leave_time", waits: "date_time", "waits no more": "date_time" } as const;

function seen(is: keyof typeof MOMENT_OF, { object, at: told }: Told): ZoomFact | null {
  const read = seenWire.safeParse(object);
  if (!read.success) return null;
  const { id, uuid, participant } = read.data;
  const at = sensible(participant[MOMENT_OF[is]]) ?? told;
  const key = participant.user_id || participant.participant_uuid;
  if (at === null || !key) return null;
  const who: Seen = {
    key,
    name: participant.user_name,
    email: participant.email?.toLowerCase() ?? null,
    registrantId: participant.registrant_id,
    zoomUserId: participant.participant_user_id ?? participant.id,
  };
  return { is, meetingId: id, instanceId: uuid, who, at };
}
