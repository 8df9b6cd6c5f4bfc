import type { z } from "zod";
import { gatherings } from "../../lib/gathering.ts";
import { bare } from "../../lib/text.ts";
import { iso, type Instant } from "../../lib/time.ts";
import { institutionById, membersOf } from "../../people/actions.ts";
import { isAdmin, type Member } from "../../people/member.ts";
import { deedsOf } from "../../platform/audit.ts";
import type { Tx } from "../../platform/database.ts";
import { countMails } from "../../platform/delivered.ts";
import { hostById, ownZoomsOf } from "../../connections/hosts/actions.ts";
import { connectionById } from "../../connections/actions.ts";
import { serves } from "../../connections/in-force.ts";
import { busyOf, roomsOf } from "../../rooms/actions.ts";
import { plansUnreadSince } from "../../rooms/upkeep/plans-actions.ts";
import { modeOf, type HandoverMode, type Room } from "../../rooms/room.ts";
import type { World } from "../../world.ts";
import { crowdFor } from "../capacity/actions.ts";
import type { foundSessions, SessionDetail, SessionView } from "../contract.ts";
import type { Neighbours } from "../neighbours.ts";
import { isMade } from "../hosting/own-zoom.ts";
import { loadBoard, nearestFor, whyNotFree } from "../placing/actions.ts";
import { coursesOf } from "../series/actions.ts";
import { isHandedOver, isLive, type Session } from "../session.ts";
import { sessionById, sessionsFound } from "../store.ts";
import { stepsOf, veiled, viewOf } from "../view.ts";
import * as why from "../why-not.ts";
import { besideOf, organizersOf } from "./board-actions.ts";

type Needs = Pick<World, "db" | "clock">;

/** Sessions as a page sees them; what is another organizer's is veiled from organizers. */
export async function viewsFor(world: Needs, neighbours: Neighbours, who: Member, sessions: readonly Session[]): Promise<SessionView[]> {
  if (sessions.length === 0) return [];
  const view = await viewing(world, neighbours, who.institutionId, sessions);
  return sessions.map((s) => view(s, who));
}

/** Reads what views of these sessions of one institution tell, for whomever. */
async function viewing(
  { db, clock }: Needs,
  neighbours: Neighbours,
  institutionId: string,
  sessions: readonly Session[],
): Promise<(s: Session, who: Member) => SessionView> {
  const institution = (await institutionById(db, institutionId))!;
  const beside = await besideOf(db, institutionId, sessions);
  const ownZooms = await ownZoomsOf(db, institutionId, organizersOf(sessions));
  const tallies = await neighbours.talliesOf(db, institutionId, sessions);
  const courses = await coursesOf(db, institutionId, sessions.map(({ id }) => id)); // prettier-ignore
  const now = clock.now();
  return (s, who) => {
    const { organizer, room, host } = beside(s);
    const tally = tallies.get(s.id);
    const view = viewOf(
      s,
      {
        organizer,
        room: room === null ? null : { id: room.id, name: room.name },
        host,
        course: courses.get(s.id) ?? null,
        mode: room === null ? institution.settings.handover : openedBy(s, room, institution.settings.handover, ownZooms.has(s.organizerId)),
        noOwnZoom: room !== null && modeOf(room, institution.settings.handover, true) === "alternative host" && !ownZooms.has(s.organizerId),
        attendees: tally?.attendees ?? 0,
        reportState: tally?.reportState ?? "none yet",
      },
      now,
    );
    return why.mayManage(s, who) ? view : veiled(view);
  };
}

const isOpenedByOwnZoom = (s: Session): boolean =>
  s.source === "pool" && isHandedOver(s) && s.alternative?.refused === null && s.alternative.meetingId === s.meeting?.id;

const MOST_FOUND = 12;

/** By words of the title or the organizer's name: everybody's for administrators, else one's own. */
export async function found({ db, clock }: Needs, who: Member, words: string): Promise<z.output<typeof foundSessions>["sessions"]> {
  const members = await membersOf(db, who.institutionId);
  const by = members.filter((m) => bare(m.name).includes(bare(words))).map((m) => m.id);
  const organizerId = isAdmin(who) ? null : who.id;
  const sessions = await sessionsFound(db, who.institutionId, { words: bare(words), by, organizerId, now: clock.now(), most: MOST_FOUND });
  const names = new Map(members.map((m) => [m.id, m.name]));
  return sessions.map(({ id, title, time, zone, organizerId: organizer }) => ({
    id,
    title,
    start: iso(time.start),
    zone,
    organizer: names.get(organizer) ?? "",
  }));
}

/** How it was opened, once it was; until then how it will be, as things are today. */
function openedBy(s: Session, room: Room, institution: HandoverMode, ownZoom: boolean): HandoverMode {
  if (room.password.exposedTo === s.id) return "credentials";
  if (room.password.occupiedBy !== s.id) return modeOf(room, institution, ownZoom);
  return isOpenedByOwnZoom(s) ? "alternative host" : "start link";
}

type Shown = { who: Member; session: Session };
const shownTogether = gatherings<Shown, () => SessionView>(50);

/** Read together with those of others in the institution who ask at the same time: it takes hardly longer than one. */
export async function viewFor(world: Needs, neighbours: Neighbours, who: Member, session: Session): Promise<SessionView> {
  const work = async (together: readonly Shown[]): Promise<(() => SessionView)[]> => {
    const view = await viewing(world, neighbours, who.institutionId, together.map((one) => one.session)); // prettier-ignore
    return together.map((one) => () => view(one.session, one.who)); // each fails alone
  };
  return (await shownTogether(world.db, who.institutionId, work)({ who, session }))();
}

/** All that its organizer may know of one session. Null: there is none for this person. */
export async function detailFor(world: Needs, neighbours: Neighbours, who: Member, id: string): Promise<SessionDetail | null> {
  const { db, clock } = world;
  const s = await sessionById(db, who.institutionId, id);
  if (s === null || !why.mayManage(s, who)) return null;
  const now = clock.now();
  const view = await viewFor(world, neighbours, who, s);
  const tally = (await neighbours.talliesOf(db, s.institutionId, [s])).get(s.id);
  const rooms = await roomsOf(db, s.institutionId);
  const exposedTo = rooms.find((room) => room.id === s.roomId)?.password.exposedTo ?? null;
  return {
    ...view,
    steps: stepsOf(s),
    mails: await mailsOf(db, s),
    registered: { done: tally?.registered ?? 0, of: tally?.attendees ?? 0, trouble: s.registrantTrouble },
    live: isLive(s) ? { since: iso(s.live!.start), checkedAt: iso(s.live!.checkedAt) } : null,
    nearest: s.status === "waiting" ? (await nearestFor(db, s, now)).map(iso) : [],
    noneProven: s.noneProven,
    standIn: isOpenedByOwnZoom(s) ? { email: s.alternative!.email, url: s.meeting!.joinUrl } : null,
    plans: await plansOf(db, s, who),
    outOfReach: await isOutOfReach(db, s),
    crowd: await crowdFor(db, s, who, tally?.attendees ?? 0, now),
    whyNot: {
      change: why.whyNotChange(s, who, now),
      cancel: why.whyNotCancel(s, who, now),
      extend: why.whyNotExtend(s, who, now),
      end: why.whyNotEnd(s, who, now),
      start: why.whyNotStart(s, who, now, view.host?.email ?? null),
      credentials: why.whyNotCredentials(s, who, exposedTo),
      addAttendees: why.whyNotAddAttendees(s, who, now),
      move: why.whyNotMove(s, who, now),
    },
    history: (await deedsOf(db, s.institutionId, s.id)).map((d) => ({ at: iso(d.at), who: d.who, what: d.what, values: d.details })),
  };
}

/** It was made by a Zoom that is not connected any more: it can be joined, and is not looked after. */
async function isOutOfReach(tx: Tx, s: Session): Promise<boolean> {
  if (s.via === null || !isMade(s)) return false;
  return !serves(await connectionById(tx, { institutionId: s.institutionId, id: s.via }));
}

/** What else its host has planned in Zoom, as far as was read; by its title only for whom it is no secret. */
async function plansOf(tx: Tx, s: Session, who: Member): Promise<SessionDetail["plans"]> {
  const host = s.source === "pool" || s.hostId === null ? null : await hostById(tx, s.institutionId, s.hostId);
  if (host === null) return null;
  const [at] = await busyOf(tx, s.institutionId, s.time, [host.hostId]);
  const isTheirs = host.email.toLowerCase() === who.email.toLowerCase();
  const mayKnow = s.via === null ? isAdmin(who) || isTheirs : s.organizerId === who.id; // a personal Zoom is its member's alone
  const clash = at === undefined || s.status !== "placed" ? null : { title: mayKnow ? at.title : "", from: iso(at.during.start), to: iso(at.during.end) };
  const unread = await plansUnreadSince(tx, { institutionId: s.institutionId, hostId: host.hostId });
  return { readAt: host.plansReadAt === null ? null : iso(host.plansReadAt), unreadSince: unread === null ? null : iso(unread), clash };
}

/** Whom a mail did not reach: given up, refused by the mail server, or come back. */
const FAILED: readonly string[] = ["failed", "refused", "bounced"];

async function mailsOf(tx: Tx, s: Session): Promise<SessionDetail["mails"]> {
  const links = new Map((await countMails(tx, s.institutionId, s.id, ["link"], "attendees")).map((c) => [c.state, c.count]));
  const keys = (await countMails(tx, s.institutionId, s.id, ["credentials", "start_link", "alternative_host"], "members")).map((c) => c.state);
  const told = keys.map((state) => (FAILED.includes(state) ? "failed" : state));
  const best = (["sent", "ambiguous", "sending", "queued", "failed"] as const).find((state) => told.includes(state));
  return {
    links: {
      queued: (links.get("queued") ?? 0) + (links.get("sending") ?? 0),
      sent: links.get("sent") ?? 0,
      failed: FAILED.reduce((sum, state) => sum + (links.get(state) ?? 0), 0),
      ambiguous: links.get("ambiguous") ?? 0,
    },
    credentials: best === undefined || s.steps.handOver.is === "pending" ? "none" : best === "sending" ? "queued" : best,
  };
}

export type Choice = { id: string; name: string; assignment: "automatic" | "manual"; whyNot: string | null };

/** All active rooms in their order, each with why it can't take this session, for an admin to choose from. */
export async function choicesFor(tx: Tx, session: Session): Promise<Choice[]> {
  const { board, rooms } = await loadBoard(tx, session);
  return rooms
    .filter((room) => room.active)
    .map((room) => ({ id: room.id, name: room.name, assignment: room.assignment, whyNot: whyNotFree(board, session, room.id) }));
}

/** The session in each room now, and the next. */
export function agendaOf(
  sessions: readonly Session[],
  now: Instant,
): Map<string, { now: { sessionId: string; title: string } | null; next: { sessionId: string; title: string; start: string; end: string } | null }> {
  const agenda = new Map<
    string,
    { now: { sessionId: string; title: string } | null; next: { sessionId: string; title: string; start: string; end: string } | null }
  >();
  for (const s of sessions) {
    if (s.status !== "placed" || s.roomId === null) continue;
    const entry = agenda.get(s.roomId) ?? { now: null, next: null };
    const running = isLive(s) || (s.time.start <= now && now < s.time.end && s.overAt === null);
    if (running) entry.now ??= { sessionId: s.id, title: s.title };
    else if (s.time.start > now) entry.next ??= { sessionId: s.id, title: s.title, start: iso(s.time.start), end: iso(s.time.end) };
    agenda.set(s.roomId, entry);
  }
  return agenda;
}
