import { expect, test } from "vitest";
import { aMeeting, aRoom, aSession, NOON } from "../../../test/builders.ts";
import { before, minutes, type Instant } from "../../lib/time.ts";
import { decide, type Decision } from "../decide.ts";
import type { RoomInUse } from "../judge.ts";
import type { Session } from "../session.ts";

const QUARTER = before(NOON, minutes(15));
const OWN = "lukasz@universidad.example";
const inUse = (more: Partial<RoomInUse> = {}): RoomInUse => ({ room: aRoom(), mode: "alternative host", ownZoom: OWN, ...more });
const session = (alternative: Session["alternative"] = null): Session => aSession({ meeting: aMeeting(), alternative });
const wishes = (d: Decision): string[] =>
  [...d.commands.map((c) => c.does), ...d.mails.map((m) => m.kind)].filter((w) => !["ensureMeeting", "link"].includes(w));
const decided = (s: Session, use = inUse(), now: Instant = QUARTER): Decision => decide(s, use, now);

test("the room is not handed over before Zoom knows the organizer's own user as its alternative host", () => {
  const d = decided(session());
  expect(wishes(d)).toContain("ensureAlternativeHost");
  expect(d.room).toBeNull();
  expect(d.session.steps.handOver).toMatchObject({ is: "held", until: "alternative_host_is_named" });
  expect(wishes(decided(d.session))).not.toContain("ensureAlternativeHost"); // once
});

test("once Zoom does, the room is the organizer's, and a mail says how to open it", () => {
  const d = decided(session({ email: OWN, meetingId: "811", refused: null }));
  expect(wishes(d)).toContain("alternative_host");
  expect(d.room!.password).toMatchObject({ occupiedBy: "s1", exposedTo: null });
  expect(d.session.steps.handOver).toMatchObject({ is: "started", note: "alternative_host" });
});

test.each([
  ["Zoom would not have the user", inUse(), { email: OWN, meetingId: "811", refused: "refused" as const }, "alternative_host_refused"],
  ["there is no licensed user of the organizer's own", inUse({ ownZoom: null }), null, "no_own_zoom_user"],
])("where %s, the room is opened by start link, and the step says why", (_, use, alternative, note) => {
  const d = decided(session(alternative), use);
  expect(wishes(d)).toContain("start_link");
  expect(d.session.steps.handOver).toMatchObject({ is: "started", note });
});

test("whom Zoom knew for a meeting that was made anew since is named again", () => {
  expect(wishes(decided(session({ email: OWN, meetingId: "810", refused: null })))).toContain("ensureAlternativeHost");
});

test("a room that somebody holds, or whose password somebody knows, waits as ever", () => {
  const named = session({ email: OWN, meetingId: "811", refused: null });
  const until = (use: RoomInUse): unknown => decided(named, use).session.steps.handOver;
  expect(until(inUse({ room: aRoom({ password: { occupiedBy: "s0" } }) }))).toMatchObject({ is: "held", until: "room_is_free" });
  expect(until(inUse({ room: aRoom({ password: { exposedTo: "s0" } }) }))).toMatchObject({ is: "held", until: "room_is_secured" });
});
