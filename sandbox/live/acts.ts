import { days } from "../../src/lib/time.ts";
import { record, text } from "../call.ts";
import type { Meeting, Registrant, Stay, User } from "../account.ts";
import { emitUser } from "../webhooks/events.ts";
import { admitPerson, endMeeting, inside, joinMeeting, leaveMeeting, liveOf, startMeeting, type Entered } from "./live.ts";
import { hasExpired, meetingBy, plannedEnd } from "../meetings/find.ts";
import { userOfZak } from "../meetings/view.ts";
import { mailCode, needsCode, withCode } from "../users/codes.ts";
import { signsIn } from "../users/passwords.ts";
import { visit, visitors } from "./visitors.ts";
import { zoomTime, type World } from "../world.ts";

export type Outcome = Record<string, unknown> & { ok: boolean };
type With = Record<string, unknown>;
type Act = (world: World, how: With) => Outcome;

const no = (because: string): Outcome => ({ ok: false, because });
const entered = (result: Entered): Outcome => ({ ...result });

/** A number opens nothing once it has died; a webinar's dies at its planned end, unless it runs. */
export const findByNumber = (world: World, id: unknown): Meeting | null => {
  const meeting = meetingBy(world, String(id));
  if (meeting === undefined || meeting.deletedAt !== null || hasExpired(world, meeting)) return null;
  return meeting.kind === "webinar" && plannedEnd(meeting) < world.at && liveOf(world, meeting.id) === null ? null : meeting;
};

/** With a start address or with an e-mail and password, as a person at the door. `room` is how a made-up visitor signs in: with whatever the password is now. */
function hostOf(world: World, how: With): User | "needs code" | null {
  const by = record(how["by"]);
  const zak = text(by["zak"]) ?? text(new URLSearchParams((text(by["startUrl"]) ?? "").split("?")[1]).get("zak"));
  if (zak !== null) return userOfZak(world, zak);
  if (how["visitor"] === true && by["room"] === true) return world.users.get(findByNumber(world, how["meetingId"])?.hostId ?? "") ?? null;
  const user = signsIn(world, text(by["email"]) ?? "", text(by["password"]) ?? "");
  return user === null ? null : pastCode(world, user, by);
}

/** Without the code that a device which is not known needs, one is mailed. */
function pastCode(world: World, user: User, by: With): User | "needs code" | null {
  const device = text(by["device"]) ?? "";
  if (!needsCode(world, user, device)) return signedIn(world, user);
  const code = text(by["code"]);
  if (code !== null) return nullOr(withCode(world, user, code, device), (known) => signedIn(world, known.user));
  mailCode(world, user);
  return "needs code";
}

const nullOr = <A, B>(value: A | null, then: (value: A) => B): B | null => (value === null ? null : then(value));

/** The last sign-in that is told stays the same for three days, however often somebody comes back. */
const TOLD_AGAIN_AFTER = days(3);

export function signedIn(world: World, user: User): User {
  const told = user.last_login_time;
  const now = world.users.put(user.id, { ...user, last_login_time: told !== null && world.at < told + TOLD_AGAIN_AFTER ? told : world.at });
  emitUser(
    world,
    "user.signed_in",
    { id: user.id, client_type: "browser", date_time: zoomTime(world.at), email: user.email, version: "-", login_type: 100 },
    null,
  );
  return now;
}

const start: Act = (world, how) => {
  const meeting = findByNumber(world, how["meetingId"]);
  if (meeting === null) return no("no_such_meeting");
  const host = hostOf(world, how);
  if (host === "needs code") return no("code_needed");
  return host === null ? no("sign_in_refused") : entered(startMeeting(world, meeting, host, how["endOthers"] === true));
};

/** The keys of a join address, from the address itself or given one by one. */
function keysOf(how: With): { tk: string | null; pwd: string | null; id: string } {
  const [path, query] = (text(how["joinUrl"]) ?? "").split("?");
  const inAddress = new URLSearchParams(query ?? "");
  return {
    tk: text(how["tk"]) ?? inAddress.get("tk"),
    pwd: text(how["pwd"]) ?? inAddress.get("pwd"),
    id: String(how["meetingId"] ?? path?.split("/").at(-1) ?? ""),
  };
}

const join: Act = (world, how) => {
  const { tk, pwd, id } = keysOf(how);
  const meeting = findByNumber(world, id);
  if (meeting === null) return no("no_such_meeting");
  const registrant = tk === null ? null : registrantOf(world, meeting, tk);
  if (tk !== null && registrant === null) return no("address_not_valid");
  if (how["joinUrl"] !== undefined && pwd !== meeting.joinKey) return no("passcode_wrong");
  if (how["passcode"] !== undefined && how["passcode"] !== meeting.password) return no("passcode_wrong");
  const by = record(how["by"]);
  const user = by["email"] === undefined ? null : signsIn(world, text(by["email"]) ?? "", text(by["password"]) ?? "");
  if (by["email"] !== undefined && user === null) return no("sign_in_refused");
  if (registrant === null && user === null && how["dialIn"] !== true && meeting.settings["approval_type"] !== 2) return no("registration_required");
  const name = text(how["name"]) ?? (registrant === null ? "Guest" : `${registrant.first_name} ${registrant.last_name}`.trim());
  return entered(joinMeeting(world, meeting, { name, registrant, user }));
};

export function registrantOf(world: World, meeting: Meeting, tk: string): Registrant | null {
  return world.registrants.by(meeting.id).find((one) => one.tk === tk && one.status === "approved") ?? null;
}

/** A participant by id, or the host, or by registrant, name or e-mail among those inside. */
function stayOf(world: World, how: With): Stay | null {
  const id = text(how["participantId"]);
  if (id !== null) return world.stays.get(id) ?? null;
  const here = inside(world, Number(how["meetingId"]));
  return (
    here.find(
      (stay) =>
        (how["host"] === true && stay.host) ||
        (stay.registrantId !== "" && stay.registrantId === how["registrantId"]) ||
        stay.name === how["name"] ||
        (stay.email !== "" && stay.email === how["email"]),
    ) ?? null
  );
}

const leave: Act = (world, how) => {
  const stay = stayOf(world, how);
  const meeting = stay === null ? undefined : world.meetings.get(stay.meetingId);
  return stay === null || meeting === undefined ? no("not_inside") : entered(leaveMeeting(world, meeting, stay));
};

/** One from the waiting room, or all of a meeting. */
const admit: Act = (world, how) => {
  if (how["participantId"] === undefined && how["name"] === undefined) {
    const meeting = findByNumber(world, how["meetingId"]);
    if (meeting === null) return no("no_such_meeting");
    const waiting = inside(world, meeting.id).filter((stay) => stay.where === "waiting_room");
    for (const stay of waiting) admitPerson(world, meeting, stay);
    return { ok: true, admitted: waiting.length };
  }
  const stay = stayOf(world, how);
  const meeting = stay === null ? undefined : world.meetings.get(stay.meetingId);
  return stay === null || meeting === undefined ? no("not_inside") : entered(admitPerson(world, meeting, stay));
};

const end: Act = (world, how) => {
  const meeting = findByNumber(world, how["meetingId"]);
  if (meeting === null) return no("no_such_meeting");
  if (liveOf(world, meeting.id) === null) return no("not_live");
  return { ok: endMeeting(world, meeting, `Host ended the ${meeting.kind}.`) };
};

/** What people can do, now or as planned. */
const ACTS: Record<string, Act> = {
  start,
  join,
  leave,
  admit,
  end,
  "visit: host": (world, how) => visit(world, Number(how["meetingId"]), Number(how["startAt"])),
  "visit: people": (world, how) => visitors(world, Number(how["meetingId"]), Number(how["startAt"])),
};

export const isAct = (name: string): boolean => Object.hasOwn(ACTS, name);
export const act = (world: World, name: string, how: With): Outcome => (isAct(name) ? ACTS[name]!(world, how) : no("unknown_action"));
