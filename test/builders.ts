import { interval } from "../src/lib/interval.ts";
import { after, hours, instant, type Instant } from "../src/lib/time.ts";
import { DEFAULT_SETTINGS, policyOf } from "../src/people/institution.ts";
import type { Member } from "../src/people/member.ts";
import type { Command } from "../src/platform/outbox.ts";
import type { Room, RoomPassword } from "../src/rooms/room.ts";
import { newSteps } from "../src/sessions/asking.ts";
import type { Session, StepState } from "../src/sessions/session.ts";
import type { StepName } from "../src/sessions/steps.ts";

export const NOON = instant("2027-03-01T12:00:00Z");

type SessionWish = Partial<Omit<Session, "steps">> & { start?: Instant; end?: Instant; steps?: Partial<Record<StepName, StepState>> };

/** An hour in room `r1` that nothing has happened to yet, from noon unless told otherwise. */
export function aSession({ start, end, steps, ...more }: SessionWish = {}): Session {
  const from = start ?? NOON;
  return {
    institutionId: "i1",
    id: "s1",
    revision: 1,
    title: "Óptica cuántica",
    kind: "meeting",
    time: interval(from, end ?? after(from, hours(1))),
    zone: "Europe/Madrid",
    admission: "automatic",
    expected: null,
    organizerId: "m1",
    status: "placed",
    roomId: "r1",
    hostId: "h1",
    source: "pool",
    via: null,
    pinned: false,
    policy: policyOf(DEFAULT_SETTINGS),
    steps: { ...newSteps(), ...steps },
    meeting: null,
    intent: null,
    stray: [],
    strayAsked: false,
    alternative: null,
    registrantsAsked: false,
    registrantTrouble: null,
    live: null,
    watchAt: null,
    overAt: null,
    endAskedAt: null,
    askedAt: instant("2027-02-01T09:00:00Z"),
    noneProven: false,
    declinedBecause: null,
    cancelledAt: null,
    undo: null,
    movedFrom: null,
    bookingId: null,
    ...more,
  };
}

/** On, safe, and free. */
export const aRoom = ({ password, ...more }: Partial<Omit<Room, "password">> & { password?: Partial<RoomPassword> } = {}): Room => ({
  institutionId: "i1",
  id: "r1",
  hostId: "h1",
  email: "sala.uno@universidad.example",
  name: "Sala Uno",
  code: "",
  order: 1,
  active: true,
  assignment: "automatic",
  handover: null,
  trouble: null,
  meetingCapacity: 300,
  webinarCapacity: 500,
  licensed: true,
  role: "member",
  signsInWith: ["zoom password"],
  isDefaultHost: false,
  password: { isSet: true, epoch: 1, exposedTo: null, occupiedBy: null, evidenceAt: null, trouble: null, ...password },
  revision: 1,
  ...more,
});

/** An organizer: the one of `aSession`. */
export const aMember = (more: Partial<Member> = {}): Member => ({
  institutionId: "i1",
  id: "m1",
  personId: "p1",
  name: "Łukasz Żak",
  email: "lukasz@universidad.example",
  role: "organizer",
  language: "en",
  zone: "Europe/Madrid",
  ...more,
});

export const aMeeting = (more: Partial<NonNullable<Session["meeting"]>> = {}): NonNullable<Session["meeting"]> => ({
  id: "811",
  kind: "meeting",
  hostId: "h1",
  joinUrl: "https://zoom.example/j/811",
  registration: true,
  revision: 1,
  ...more,
});

export const aCommand = (more: Partial<Command> = {}): Command => ({
  institutionId: "i1",
  key: "s1@1/ensureMeeting",
  sessionId: "s1",
  roomId: "r1",
  revision: 1,
  does: "ensureMeeting",
  step: "generate",
  lane: "session s1",
  urgency: 3,
  dueAt: NOON,
  usefulUntil: null,
  attempts: 1,
  generation: 1,
  madeAt: NOON,
  ...more,
});

export const doneAt = (at: Instant): StepState => ({ is: "done", at });
