import { connectionOf, zoomKindOf } from "../../connections/actions.ts";
import { assert } from "../../lib/assert.ts";
import { iso } from "../../lib/time.ts";
import { calendarOf } from "../../notices/calendar.ts";
import { institutionById } from "../../people/actions.ts";
import type { Settings } from "../../people/institution.ts";
import { fingerprint } from "../../platform/secrets.ts";
import { sessionById } from "../../sessions/actions.ts";
import { mailContext } from "../../sessions/deciding/actions.ts";
import { factsOf } from "../../sessions/deciding/mails.ts";
import type { Session } from "../../sessions/session.ts";
import type { World } from "../../world.ts";
import { joinAddress } from "../actions.ts";
import { aboutLink } from "../attendee.ts";
import type { JoinPage } from "../contract.ts";
import { happenedOf, joiningOf, knownOf, opensAt, whyNotLeave, type Joining } from "../joining.ts";
import type { Panel } from "../panel/panel.ts";
import { panelsBy } from "../panel/store.ts";
import { attendeeByToken, type WithLink } from "../store.ts";

export type Visit = {
  attendee: WithLink;
  session: Session;
  settings: Settings;
  panel: Panel | null;
  joining: Joining;
  zoomAnswers: boolean;
  isOfDemo: boolean;
};

const TOKEN = /^[A-Za-z0-9_-]{22}$/;

/** Who comes by an address that was mailed, and where the session is now. Null: nobody has this address, or no longer. */
export async function visitBy({ db, clock }: Pick<World, "db" | "clock">, token: string): Promise<Visit | null> {
  if (!TOKEN.test(token)) return null;
  const attendee = await attendeeByToken(db, fingerprint(token));
  if (attendee === null) return null;
  const session = await sessionById(db, attendee.institutionId, attendee.sessionId);
  const institution = await institutionById(db, attendee.institutionId);
  assert(session !== null && institution !== null, `attendee ${attendee.id} belongs to no session`);
  const state = (await connectionOf(db, attendee.institutionId))?.state ?? null;
  const isOfDemo = (await zoomKindOf(db, attendee.institutionId)) === "sandbox";
  const [panel = null] = await panelsBy(db, attendee.institutionId, [attendee.email.toLowerCase()]);
  const joining = joiningOf(session, knownOf(attendee), clock.now(), state !== "disconnected");
  return { attendee, session, settings: institution.settings, panel, joining, zoomAnswers: state === "connected", isOfDemo };
}

/** The person's way into Zoom. Null while there is none. */
export function wayOf({ secrets }: Pick<World, "secrets">, { attendee, session, joining }: Visit): string | null {
  if (joining.is !== "open") return null;
  const { meeting } = session;
  assert(meeting !== null, "what is open has a meeting");
  return joining.by === "meeting" ? meeting.joinUrl : secrets.open(attendee.sealedLink!, aboutLink(attendee.id, meeting.id));
}

/** What an attendee may know: nothing of other people. */
export const pageOf = ({ clock }: Pick<World, "clock">, { session, settings, panel, joining, zoomAnswers, isOfDemo }: Visit): JoinPage => ({
  state: joining.is === "preparing" && !zoomAnswers ? "silent" : joining.is,
  title: session.title,
  institution: settings.name,
  start: iso(session.time.start),
  end: iso(session.time.end),
  zone: session.zone,
  language: panel?.language ?? settings.language,
  opensAt: iso(opensAt(session)),
  ...happened(session),
  cancelledAt: session.status === "cancelled" && session.cancelledAt !== null ? iso(session.cancelledAt) : null,
  ownZone: panel?.zone ?? null,
  mayLeave: whyNotLeave(session, clock.now()) === null,
  movedFrom: session.movedFrom === null ? null : iso(session.movedFrom),
  now: iso(clock.now()),
  clockRuns: clock.state().frozenAt === null,
  sandbox: isOfDemo,
});

function happened(session: Session): Pick<JoinPage, "happened" | "tookPlace"> {
  const told = happenedOf(session);
  const time = told.is === "held" ? told.time : null;
  return { happened: told.is, tookPlace: time === null ? null : { start: iso(time.start), end: iso(time.end) } };
}

/** The session as an entry for the person's own calendar, with the address that stays the same. */
export async function calendarFor(world: Pick<World, "db" | "clock" | "origin" | "secrets">, { attendee, session, panel }: Visit): Promise<string> {
  const context = await mailContext(world.db, world, session.institutionId);
  const reader = { name: attendee.name, language: panel?.language ?? context.institution.settings.language, zone: session.zone };
  const kind = session.status === "cancelled" || session.status === "declined" ? "cancelled" : "link";
  const entry = calendarOf(kind, factsOf(context, session, "attendee"), { joinAddress: joinAddress(world, attendee) }, reader);
  assert(entry !== null, `a mail of kind ${kind} carries a calendar entry`);
  return entry.content;
}
