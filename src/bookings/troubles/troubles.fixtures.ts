import { after, seconds, type Duration } from "../../lib/time.ts";
import { sql } from "../../platform/database.ts";
import { upstairs } from "../../sessions/showing/wiring-actions.ts";
import type { TestWorld } from "../../../test/world.ts";
import type { MeetingPlan } from "../../zoom/port.ts";
import type { Instant } from "../../lib/time.ts";
import { saveType } from "../free/free.fixtures.ts";
import { aType } from "../type.fixtures.ts";
import type { AppointmentType } from "../type.ts";
import { tellTroubles } from "./actions.ts";
import { readBookablePlans } from "./plans-actions.ts";

/** Something that strangers can book with the organizer, by the organizer's own Zoom. */
export async function aBookable(w: TestWorld, more: Partial<AppointmentType> = {}): Promise<AppointmentType> {
  const id = w.random.uuid();
  const type = aType({
    institutionId: w.institutionId,
    id,
    slug: id,
    ownerId: w.organizer.id,
    hostIds: [w.organizer.id],
    hosting: "one",
    source: "personal",
    place: { kind: "zoom" },
    ...more,
  });
  await saveType(w.db, type);
  return type;
}

/** As the loops do it, so often. */
export async function living(w: TestWorld, length: Duration, every: Duration = seconds(5)): Promise<void> {
  const until = after(w.clock.now(), length);
  for (;;) {
    await readBookablePlans(w, upstairs(w, w.neighbours));
    await tellTroubles(w);
    await w.settle();
    if (w.clock.now() >= until) return;
    await w.pass(Math.min(every, until - w.clock.now()));
  }
}

export const plan = (start: Instant, title = "Tutoría"): MeetingPlan => ({
  ...{ kind: "meeting", mark: title, title, start, minutes: 60, zone: "Europe/Madrid" },
  ...{ waitingRoom: false, registration: false, passcode: "abc123" },
});

/** By the host, at Zoom's own pages. */
export const planInZoom = async (w: TestWorld, hostId: string, start: Instant): Promise<string> =>
  (await w.zoomOf(w.institutionId).createMeeting(hostId, plan(start))).id;

export const busy = (w: TestWorld): Promise<[string, Instant][]> =>
  w.db.list((r) => [r["host_id"] as string, r["start"] as Instant], sql`select host_id, lower(during) as start from busy order by 2, 1`);

/** How often Zoom was asked what a host has planned. */
export const lists = async (w: TestWorld): Promise<number> =>
  ((await w.control("calls"))["calls"] as { operation: string }[]).filter(({ operation }) => operation === "GET /users/:userId/meetings").length;

export const silent = (w: TestWorld): Promise<unknown> => w.control("faults", { kind: "webhooks", drop: 1 });

/** The letters of this kind, the oldest first. */
export const told = (w: TestWorld, to = "lukasz"): string[] =>
  w.letters(to).flatMap(({ subject, text }) => (subject === "Appointments that can't be booked at the moment" ? [text] : []));
