import { randomUUID } from "node:crypto";
import { joinAddress } from "../../src/attendees/actions.ts";
import { assert } from "../../src/lib/assert.ts";
import { offerBeginning } from "../../src/people/founding/actions.ts";
import { panelOf } from "../../src/attendees/panel/actions.ts";
import { feedName, panelName } from "../../src/attendees/panel/panel.ts";
import { tokenName } from "../../src/people/inviting/invitation.ts";
import { sql } from "../../src/platform/database.ts";
import type { Room } from "../../src/rooms/contract.ts";
import type { SessionView } from "../../src/sessions/contract.ts";
import { booking, type Booking } from "./booking.ts";
import { publishing, type Publishing } from "./classrooms.ts";
import { mailboxes, type Mailboxes } from "./mailboxes.ts";
import { aMember, anInstitution, done, post, type Ask, type Asker } from "./people.ts";
import { classrooms, type Classrooms } from "./standing.ts";
import { registering, type Registering } from "./registering.ts";
import { turnOnRooms } from "./rooms.ts";
import type { Server } from "./server.ts";
import { teaching, type Teaching } from "./teaching.ts";
import { toBeConnected, waysIn } from "./ways-in.ts";

/** An institution in which there is one of everything, each in the state in which what can be done with it succeeds. All sessions are `organizer`'s. */
export type House = {
  institutionId: string;
  name: string;
  organizer: Asker;
  otherOrganizer: Asker;
  admin: Asker;
  owner: Asker;
  /** Turned on; the last is given out by administrators only, and is free. */
  rooms: Room[];
  /** Of all the account's users, in order. */
  roomIds: string[];
  outageId: string;
  /** Over, with a report. */
  past: SessionView;
  /** Runs now, its room opened with credentials. */
  live: SessionView;
  /** Placed, tomorrow. */
  coming: SessionView;
  /** Placed, tomorrow, changed a moment ago. */
  changed: SessionView;
  waiting: SessionView;
  /** Its deciding failed, and an administrator may have it tried again. */
  aside: SessionView;
  /** On the list of `coming`. */
  attendeeId: string;
  /** Whose own address leads to `live`. */
  token: string;
  /** Of the same person: of the panel, and of its calendar. */
  panelToken: string;
  feedToken: string;
  /** Of the calendar of what `organizer` teaches, and of what is on in a room. */
  teachersToken: string;
  roomsToken: string;
  /** Of `live`, in Zoom. */
  meetingId: number;
  joinUrl: string;
  /** Still to be accepted, by an address that has no account; the token opens it. */
  invitation: { id: string; token: string; name: string; email: string };
  teamId: string;
  /** Of an address at which another institution can be founded. */
  beginToken: string;
  /** The moment at which time stands still. */
  now: string;
  /** What was mailed to its organizer, to sign in with and to choose a new password with. */
  signInToken: string;
  resetToken: string;
  /** Of its organizer. */
  signInId: string;
  /** Sent to whoever administers its Zoom account, and not used yet. */
  linkId: string;
  linkToken: string;
  /** An account that was authorized and waits for a yes. */
  candidateId: string;
  /** Whose people sign in with the institution's own provider. */
  domain: string;
} & Registering &
  Teaching &
  Publishing &
  Booking &
  WrittenDown;

type WrittenDown = Classrooms & Mailboxes;

const DAY = "2027-03-02";
/** What is over by `NOW` has its report, what runs then can be ended and extended. */
const NOW = "2027-03-01T10:35:00Z";

/** Two or more institutions on one server, lived up to the same moment, at which time then stands still. */
export async function houses(server: Server, names: readonly string[], connect?: Connect): Promise<House[]> {
  await post(server, "/zoom/control/visitors", { on: false });
  const begun = [];
  for (const [i, name] of names.entries()) begun.push(await begin(server, name, i * 3, connect));
  await post(server, "/api/sandbox/clock", { to: NOW });
  await post(server, "/api/sandbox/clock/run", { runs: false });
  const built = [];
  for (const one of begun) built.push(await bringToNow(server, one));
  await server.worker.stop();
  return Promise.all(built.map(async (one) => ({ ...one, ...(await classrooms(server, one)), ...(await mailboxes(server, one)) })));
}

/** Connects it to Zoom in another way than with the server's own app. */
export type Connect = (institutionId: string, name: string) => Promise<void>;

type Begun = Omit<
  House,
  | "outageId"
  | "attendeeId"
  | "token"
  | "panelToken"
  | "feedToken"
  | "teachersToken"
  | "roomsToken"
  | "roomIds"
  | "meetingId"
  | "joinUrl"
  | "now"
  | "signInToken"
  | "resetToken"
  | "signInId"
  | "domain"
  | "linkId"
  | "linkToken"
  | "candidateId"
  | keyof Registering
  | keyof Teaching
  | keyof WrittenDown
  | keyof Publishing
>;

async function begin(server: Server, name: string, firstRoom: number, connect: Connect = async () => undefined): Promise<Begun> {
  const institutionId = await anInstitution(server, name);
  await connect(institutionId, name);
  const person = (role: "owner" | "admin" | "organizer", who: string): Promise<Asker> =>
    aMember(server, institutionId, role, `${who} of ${name}`, `${who}@${name}.example`.toLowerCase());
  const [organizer, otherOrganizer] = [await person("organizer", "Olga"), await person("organizer", "Oscar")];
  const [admin, owner] = [await person("admin", "Ada"), await person("owner", "Owen")];
  const rooms = await turnOnRooms(server, admin, name, firstRoom);
  const session = (title: string, start: string, minutes = 60): Promise<SessionView> =>
    done<SessionView>(server, { method: "POST", url: "/api/sessions", body: anAsk(`${title} ${name}`, start, minutes) }, organizer);
  const past = await session("Thermodynamics", "2027-03-01T09:30", 30);
  const live = await session("Optics", "2027-03-01T11:30", 60);
  const [coming, changed] = [await session("Acoustics", `${DAY}T10:00`), await session("Mechanics", `${DAY}T12:00`)];
  const aside = await session("Magnetism", `${DAY}T15:00`);
  for (const title of ["Statics", "Kinetics"]) await session(title, `${DAY}T18:00`);
  const waiting = await session("Gravity", `${DAY}T18:00`);
  assert(waiting.state === "waiting" && coming.state === "confirmed", "two rooms are for two sessions");
  for (const s of [past, live, coming]) {
    const lines = `Paula ${s.title} <paula.${s.id.slice(0, 8)}@people.example>`;
    await done(server, { method: "POST", url: `/api/sessions/${s.id}/attendees`, body: { lines } }, organizer);
  }
  const more = { ...(await comings(server, name, owner)), ...(await booking(server, organizer, name)) };
  return { institutionId, name, organizer, otherOrganizer, admin, owner, rooms, past, live, coming, changed, waiting, aside, ...more };
}

async function panelIn({ world }: Server, { institutionId, live }: Begun): Promise<Pick<House, "panelToken" | "feedToken">> {
  const panel = await panelOf(world.db, world, institutionId, `paula.${live.id.slice(0, 8)}@people.example`);
  return { panelToken: world.secrets.tokenFor(panelName(panel)), feedToken: world.secrets.tokenFor(feedName(panel)) };
}

/** Calendars to subscribe to. */
async function calendarsIn(server: Server, { organizer, admin, rooms }: Begun): Promise<Pick<House, "teachersToken" | "roomsToken">> {
  const made = async (url: string, by: Asker): Promise<string> =>
    new URL((await done<{ address: string }>(server, { method: "POST", url }, by)).address).pathname.split("/")[2]!;
  return { teachersToken: await made("/api/my-calendar", organizer), roomsToken: await made(`/api/rooms/${rooms[0]!.id}/calendar`, admin) };
}

/** Somebody invited, a team, and an address for whoever founds a further institution. */
async function comings(server: Server, name: string, owner: Asker): Promise<Pick<House, "invitation" | "teamId" | "beginToken">> {
  const invited = { name: `Ines of ${name}`, email: `ines@${name.toLowerCase()}.example` };
  const body = { lines: `${invited.name} <${invited.email}>`, role: "organizer", teams: [] };
  await done(server, { method: "POST", url: "/api/invitations", body }, owner);
  const { invitations } = await done<{ invitations: { id: string }[] }>(server, { method: "GET", url: "/api/members" }, owner);
  const { id } = invitations[0]!;
  const team = await done<{ id: string }>(server, { method: "POST", url: "/api/teams", body: { name: `Opticians of ${name}` } }, owner);
  const annex = { first: false, institution: `Annexe of ${name}`, email: `annexe@${name.toLowerCase()}.example` } as const;
  return {
    invitation: { ...invited, id, token: server.world.secrets.tokenFor(tokenName({ id, generation: 1 })) },
    teamId: team.id,
    beginToken: (await offerBeginning(server.world, annex)).split("/").at(-1)!,
  };
}

export const anAsk = (title: string, start: string, minutes = 60): object => ({
  id: randomUUID(),
  title,
  start,
  zone: "Europe/Madrid",
  minutes,
  admission: "automatic",
  kind: "meeting",
  expected: null,
});

async function bringToNow(server: Server, begun: Begun): Promise<Omit<House, keyof WrittenDown>> {
  const { organizer, admin } = begun;
  const get = <T>(url: string, who = organizer): Promise<T> => done<T>(server, { method: "GET", url }, who);
  const { past, live, coming, changed, waiting, aside, rooms } = begun;
  const meeting = await startInZoom(server, live, organizer);
  const now = <T>(s: SessionView): Promise<T & SessionView> => get(`/api/sessions/${s.id}`);
  const body = { title: `${changed.title}, second part`, revision: (await now(changed)).revision };
  await done(server, { method: "POST", url: `/api/sessions/${changed.id}/change`, body }, organizer);
  const outage = { id: randomUUID(), from: "2027-06-01T10:00", to: "2027-06-01T12:00", reason: `New cables for ${begun.name}` };
  await done(server, { method: "POST", url: `/api/rooms/${rooms[2]!.id}/outages`, body: outage }, admin);
  await server.world.db.run(sql`update sessions set aside = 'it threw' where id = ${aside.id}`);
  const attendeeOf = async (s: SessionView): Promise<string> =>
    (await get<{ attendees: { id: string }[] }>(`/api/sessions/${s.id}/attendees`)).attendees[0]!.id;
  const all = await get<{ rooms: Room[] }>("/api/rooms", admin);
  return {
    ...begun,
    past: await now(past),
    live: await now(live),
    coming: await now(coming),
    changed: await now(changed),
    waiting: await now(waiting),
    aside: await now(aside),
    rooms: rooms.map(({ id }) => all.rooms.find((room) => room.id === id)!),
    roomIds: all.rooms.map(({ id }) => id),
    outageId: outage.id,
    attendeeId: await attendeeOf(coming),
    token: new URL(joinAddress(server.world, { id: await attendeeOf(live), generation: 1 })).pathname.split("/").at(-1)!,
    ...(await panelIn(server, begun)),
    ...(await calendarsIn(server, begun)),
    ...meeting,
    now: NOW,
    ...(await registering(server, changed, begun)),
    ...(await teaching(server, organizer, admin, begun.name)),
    ...(await publishing(server, admin, begun.name)),
    ...(await waysIn(server, begun)),
    ...(await toBeConnected(server, begun, NOW)),
  };
}

/** Its organizer opens the room with the credentials, and Zoom tells that it runs. */
async function startInZoom(server: Server, live: SessionView, organizer: Asker): Promise<{ meetingId: number; joinUrl: string }> {
  const credentials: Ask = { method: "GET", url: `/api/sessions/${live.id}/credentials` };
  const { userName, password } = await done<{ userName: string; password: string }>(server, credentials, organizer);
  const meeting = (await server.world.db.one(
    (r) => ({ meetingId: Number(r["meeting"].id), joinUrl: String(r["meeting"].joinUrl) }),
    sql`select meeting from sessions where id = ${live.id}`,
  ))!;
  await post(server, "/zoom/control/start", { meetingId: meeting.meetingId, by: { email: userName, password } });
  for (let rounds = 0; rounds < 20; rounds += 1) {
    await server.worker.round(["sandbox", "webhooks", "sessions", "commands"]);
    const { state } = await done<SessionView>(server, { method: "GET", url: `/api/sessions/${live.id}` }, organizer);
    if (state === "live") return meeting;
  }
  throw new Error(`${live.title} was started, and Zoom told nothing of it`);
}
