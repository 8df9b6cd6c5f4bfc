import { addAttendees } from "../../../src/attendees/actions.ts";
import { removeAttendee } from "../../../src/attendees/leaving/removing-actions.ts";
import { pick } from "../../../src/lib/random.ts";
import { after, before, hours, iso, minutes, wallOf, type Instant } from "../../../src/lib/time.ts";
import { at, sql } from "../../../src/platform/database.ts";
import { addOutage } from "../../../src/rooms/actions.ts";
import { changeSession } from "../../../src/sessions/asking/actions.ts";
import { askForSession } from "../../../src/sessions/asking/ask-actions.ts";
import { assignRoom, declineSession } from "../../../src/sessions/assigning/actions.ts";
import { cancelSession, undoChange } from "../../../src/sessions/cancelling/actions.ts";
import { endSession, extendSession } from "../../../src/sessions/running/actions.ts";
import type { Session } from "../../../src/sessions/session.ts";
import { toSession } from "../../../src/sessions/store.ts";
import { ZONE } from "../../../test/open-world.ts";
import { between, visit, type Outcome, type Visitor } from "./visitor.ts";
import { move, pauseZoom, sendAgain, turnOff, write } from "./administrators.ts";

const HALF_HOUR = minutes(30);

/** How often somebody wants the very hour that most others have asked for: rooms are few then. */
const SAME_HOUR = 0.5;

/** So often, in a house whose hosts have little left of their day, somebody asks for the next: what is made for it ahead can wait. */
const NEXT_DAY = 0.25;

type When = { start: Instant; minutes: number };

async function whenWanted({ house }: Visitor): Promise<When> {
  const start = (Math.ceil((house.now() + minutes(between(house, 2, 240))) / HALF_HOUR) * HALF_HOUR) as Instant;
  const alone = { start, minutes: pick(house.random, [30, 45, 60]) };
  if (house.isBusyToday && house.random.unit() < NEXT_DAY) return { ...alone, start: after(start, hours(18)) };
  if (house.random.unit() >= SAME_HOUR) return alone;
  const wanted = await house.base.db.one(
    (r): When => ({ start: r["starts_at"], minutes: Number(r["minutes"]) }),
    sql`select starts_at, extract(epoch from ends_at - starts_at) / 60 as minutes from sessions
      where starts_at > ${at(after(house.now(), HALF_HOUR))} and status in ('placed', 'waiting') and source = 'pool' group by 1, 2 order by count(*) desc, 1, 2 limit 1`,
  );
  return wanted ?? alone;
}

export async function ask(v: Visitor): Promise<void> {
  const { house, deeds, who, at: process } = v;
  const { random, base } = house;
  const { start, minutes: long } = await whenWanted(v);
  const id = random.uuid();
  const kind = random.unit() < 0.15 ? ("webinar" as const) : ("meeting" as const);
  const source = random.unit() < 0.15 ? ("default host" as const) : ("pool" as const);
  const asked = { id, title: `Course ${deeds.asked.size + 1}`, start: wallOf(start, ZONE), zone: ZONE, minutes: long, kind, source };
  deeds.asked.add(id);
  const more = { admission: pick(random, ["automatic", "manual"] as const), expected: null };
  await visit(v, `asks for ${asked.title} at ${asked.start} (${source})`, () => askForSession(process.world, process.neighbours, who, { ...asked, ...more }), () => deeds.did(id, "asked")); // prettier-ignore
  if ((await base.session({ id }).catch(() => null)) !== null && !process.isDead) await register(v, id);
}

async function register(v: Visitor, id: string): Promise<void> {
  const people = Array.from({ length: between(v.house, 0, 3) }, () => v.deeds.somebody());
  if (people.length === 0) return;
  await visit(v, `registers ${people.length}`, () => addAttendees(v.at.world, v.who, id, people.map((email) => `Zoë <${email}>`).join("\n")));
}

type Act = (v: Visitor, s: Session) => Promise<void>;

/** How often somebody takes back at once what they just did. */
const REGRETS = 0.35;

const change: Act = async (v, s) => {
  const start = after(s.time.start, pick(v.house.random, [-1, 1, 2]) * HALF_HOUR);
  const isLater = v.house.random.unit() < 0.6;
  const what = isLater ? { start: wallOf(start, s.zone) } : { title: `${s.title}!` };
  const change = () => changeSession(v.at.world, v.at.neighbours, v.who, s.id, { revision: s.revision, ...what });
  await visit(v, `changes ${s.title} ${JSON.stringify(what)}`, change, () => v.deeds.did(s.id, isLater ? "changed_time" : "changed"));
  if (v.house.random.unit() < REGRETS) await undo(v, s);
};
const cancel: Act = async (v, s) => {
  await visit(v, `cancels ${s.title}`, () => cancelSession(v.at.world, v.at.neighbours, v.who, s.id, s.revision));
  if (v.house.random.unit() < REGRETS) await undo(v, s);
};
/** Somebody calls off what stands where another waits. */
const giveWay: Act = async (v, s) => {
  const placed = await v.house.base.db.list(
    toSession,
    sql`select * from sessions where status = 'placed' and source = 'pool' and booking_id is null and undo is null and starts_at < ${at(s.time.end)} and ends_at > ${at(s.time.start)} order by id`,
  );
  if (placed.length === 0) return;
  const one = pick(v.house.random, placed);
  await visit(v, `cancels ${one.title} for ${s.title}`, () => cancelSession(v.at.world, v.at.neighbours, v.who, one.id, one.revision));
};
const undo: Act = (v, s) => visit(v, `takes back ${s.title}`, () => undoChange(v.at.world, v.who, s.id), () => v.deeds.did(s.id, "undone")); // prettier-ignore
const extend: Act = (v, s) =>
  visit(v, `extends ${s.title}`, () => extendSession(v.at.world, v.at.neighbours, v.who, s.id, { minutes: 15, revision: s.revision }), () => v.deeds.did(s.id, "extended")); // prettier-ignore
const end: Act = (v, s) => visit(v, `ends ${s.title}`, () => endSession(v.at.world, v.who, s.id), () => v.deeds.did(s.id, "ended")); // prettier-ignore
const add: Act = (v, s) => register(v, s.id);
const takeOff = (v: Visitor, s: Session, one: { id: string; email: string }): Promise<void> =>
  visit(v, `removes ${one.email}`, () => removeAttendee(v.at.world, v.who, s.id, one.id), () => v.deeds.left.set(one.email, v.house.now())); // prettier-ignore
const remove: Act = async (v, s) => {
  const known = await v.house.base.db.list((r) => ({ id: String(r["id"]), email: String(r["email"]), waits: r["waits"] === true }), v.deeds.attendeesOf(s.id));
  if (known.length === 0) return;
  const unwritten = known.filter(({ waits }) => waits); // whose mail has not gone yet is the one who could still get it
  await takeOff(v, s, pick(v.house.random, unwritten.length > 0 ? unwritten : known));
};
/** Some are put on a list by mistake and taken off it at once, before a mail to them can have gone: on one whose links go out by now, where there is one. */
const mistake: Act = async (v, any) => {
  const [linked] = await v.house.base.db.list(
    toSession,
    sql`select * from sessions where status = 'placed' and undo is null and booking_id is null and steps -> 'sendLinks' ->> 'is' in ('started', 'done') and ends_at > ${at(after(v.house.now(), minutes(2)))} order by starts_at, id limit 1`,
  );
  const s = linked ?? any;
  const emails = [v.deeds.somebody(), v.deeds.somebody(), v.deeds.somebody()];
  await visit(v, `registers ${emails.join(" and ")} by mistake`, () =>
    addAttendees(v.at.world, v.who, s.id, emails.map((email) => `Zoë <${email}>`).join("\n")),
  );
  const known = await v.house.base.db.list((r) => ({ id: String(r["id"]), email: String(r["email"]) }), v.deeds.attendeesOf(s.id));
  for (const one of known.filter(({ email }) => emails.includes(email))) if (!v.at.isDead) await takeOff(v, s, one);
};
const assign: Act = (v, s) =>
  visit({ ...v, who: v.house.base.admin }, `assigns a room to ${s.title}`, () =>
    assignRoom(v.at.world, v.at.neighbours, v.house.base.admin, s.id, { roomId: pick(v.house.random, v.house.base.rooms).id, revision: s.revision }), () => v.deeds.did(s.id, "assigned")); // prettier-ignore
const decline: Act = (v, s) =>
  visit({ ...v, who: v.house.base.admin }, `declines ${s.title}`, () =>
    declineSession(v.at.world, v.at.neighbours, v.house.base.admin, s.id, { reason: "no room", revision: s.revision }), () => v.deeds.did(s.id, "declined")); // prettier-ignore

/** Somebody at Zoom's own pages, who knows nothing of Bedel. */
const edit: Act = async (v, s) => {
  if (s.meeting === null) return;
  const start = iso(after(s.time.start, pick(v.house.random, [-1, 1, 2]) * HALF_HOUR)).replace(/\.\d+Z$/, "Z");
  const set = pick<object>(v.house.random, [{ start_time: start }, { topic: `${s.title}?` }, { duration: 45, settings: { waiting_room: true } }]);
  v.house.tell(`somebody edits ${s.title} in Zoom: ${JSON.stringify(set)}`);
  await v.house.base.control("edit", { meetingId: Number(s.meeting.id), set });
};
const removeInZoom: Act = async (v, s) => {
  if (s.meeting === null) return;
  v.house.tell(`somebody deletes ${s.title} in Zoom`);
  await v.house.base.control("delete", { meetingId: Number(s.meeting.id) });
};
/** A member of another institution who has got hold of an identifier. */
const intrude: Act = async (v, s) => {
  const { stranger } = v.deeds;
  const tries: (() => Promise<Outcome>)[] = [
    () => changeSession(v.at.world, v.at.neighbours, stranger, s.id, { revision: s.revision, title: "Mine" }),
    () => cancelSession(v.at.world, v.at.neighbours, stranger, s.id, s.revision),
    () => endSession(v.at.world, stranger, s.id),
    () => addAttendees(v.at.world, stranger, s.id, "Spy <spy@elsewhere.example>"),
  ];
  v.deeds.intrusions += 1;
  await visit({ ...v, who: stranger }, `tries at ${s.title} of another house`, pick(v.house.random, tries), () => (v.deeds.intruded += 1)); // prettier-ignore
};
const breakRoom: Act = async (v) => {
  const room = pick(v.house.random, v.house.base.rooms);
  const start = after(v.house.now(), minutes(between(v.house, 60, 240)));
  const row = { id: v.house.random.uuid(), roomId: room.id, during: { start, end: after(start, minutes(45)) }, reason: "repairs" };
  await visit({ ...v, who: v.house.base.admin }, `takes ${room.name} out of service`, async () => ({
    ok: true,
    value: await v.at.world.db.transaction((tx) => addOutage(tx, v.who.institutionId, row)),
  }));
};

const ACTS: readonly Act[] = [
  change,
  change,
  change,
  cancel,
  extend,
  end,
  undo,
  undo,
  add,
  add,
  remove,
  mistake,
  mistake,
  edit,
  removeInZoom,
  intrude,
  intrude,
  move,
  move,
  write,
  sendAgain,
];
const ON_WAITING: readonly Act[] = [assign, decline, cancel, change, giveWay, giveWay, giveWay];

/** Does something with one of the sessions that are not over, if there is one. */
export async function actOnOne(v: Visitor): Promise<void> {
  const { house, deeds } = v;
  const all = await Promise.all([...deeds.asked].map((id) => house.base.session({ id })));
  for (const s of all) if (s !== null && s.meeting !== null) deeds.meetings.add(s.meeting.id);
  const alive = all.filter((s) => s !== null && s.time.end > before(house.now(), minutes(5)) && (s.cancelledAt === null || s.undo !== null));
  if (alive.length === 0) return;
  const s = pick(house.random, alive);
  const chance = house.random.unit();
  if (chance < 0.03) return breakRoom(v, s);
  if (chance < 0.05) return pauseZoom(v);
  if (chance < 0.08) return turnOff(v);
  await pick(house.random, s.status === "waiting" ? ON_WAITING : ACTS)(v, s);
}
