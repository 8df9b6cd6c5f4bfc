import { connectionOf, zoomKindOf } from "../../connections/actions.ts";
import { assert } from "../../lib/assert.ts";
import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import { isZone, iso } from "../../lib/time.ts";
import type { Language } from "../../people/contract.ts";
import { institutionById } from "../../people/actions.ts";
import { sendLetter } from "../../people/letters/actions.ts";
import type { Tx } from "../../platform/database.ts";
import { fingerprint } from "../../platform/secrets.ts";
import { sessionsByIds } from "../../sessions/actions.ts";
import type { Session } from "../../sessions/session.ts";
import type { World } from "../../world.ts";
import { joinAddress } from "../actions.ts";
import { joiningOf, knownOf, opensAt, whyNotLeave } from "../joining.ts";
import type { WithLink } from "../store.ts";
import type { PanelCourse, PanelPage, PanelSession } from "./contract.ts";
import { feedName, panelName, type Panel } from "./panel.ts";
import { ensurePanels } from "./making-actions.ts";
import * as store from "./store.ts";

const TOKEN = /^[A-Za-z0-9_-]{22}$/;

/** Null: nobody has this address, or no longer. */
export const panelBy = async ({ db }: Pick<World, "db">, token: string): Promise<Panel | null> =>
  TOKEN.test(token) ? store.panelByToken(db, fingerprint(token)) : null;

type Naming = Pick<World, "origin" | "secrets">;

export const panelAddress = ({ origin, secrets }: Naming, panel: Pick<Panel, "id" | "generation">): string =>
  `${origin}/p/${secrets.tokenFor(panelName(panel))}`;

/** For calendar programs, which keep addresses where others may read them: it opens nothing else. */
export const feedAddress = ({ origin, secrets }: Naming, panel: Pick<Panel, "id" | "feedGeneration">): string =>
  `${origin}/p/${secrets.tokenFor(feedName(panel))}/calendar.ics`;

export async function panelOf(tx: Tx, world: Pick<World, "random" | "secrets" | "clock">, institutionId: string, email: string): Promise<Panel> {
  const [known] = await store.panelsBy(tx, institutionId, [email]);
  if (known !== undefined) return known;
  await ensurePanels(tx, world, [{ institutionId, email }]);
  const [made] = await store.panelsBy(tx, institutionId, [email]);
  assert(made !== undefined, "a panel that was ensured is there");
  return made;
}

type Place = { attendee: WithLink; session: Session };

/** The soonest first. */
export async function placesOf(tx: Tx, panel: Pick<Panel, "institutionId" | "email">): Promise<Place[]> {
  const attendees = new Map((await store.placesOf(tx, panel)).map((attendee) => [attendee.sessionId, attendee]));
  const sessions = await sessionsByIds(tx, panel.institutionId, [...attendees.keys()]);
  return sessions.map((session) => ({ session, attendee: attendees.get(session.id)! }));
}

/** What a person may know: the person's own sessions, and nothing of other people. */
export async function pageOf(world: Pick<World, "db" | "clock" | "origin" | "secrets">, panel: Panel): Promise<PanelPage> {
  const { db, clock } = world;
  const institution = await institutionById(db, panel.institutionId);
  assert(institution !== null, `panel ${panel.id} belongs to no institution`);
  const zoomAnswers = (await connectionOf(db, panel.institutionId))?.state === "connected";
  const places = await placesOf(db, panel);
  const courseOf = await store.coursesOfSessions(db, panel.institutionId, places.map(({ session }) => session.id)); // prettier-ignore
  const ahead = await store.datesAhead(db, panel, clock.now());
  const courseIds = [...new Set([...courseOf.values(), ...ahead.map(({ courseId }) => courseId)])];
  return {
    institution: institution.settings.name,
    email: panel.email,
    language: panel.language ?? institution.settings.language,
    zone: panel.zone,
    feed: feedAddress(world, panel),
    sessions: places.map((place) => sessionOf(world, place, courseOf.get(place.session.id) ?? null, zoomAnswers)),
    courses: (await store.coursesNamed(db, panel.institutionId, courseIds)).map((course) => courseView(course, ahead)),
    now: iso(clock.now()),
    clockRuns: clock.state().frozenAt === null,
    sandbox: (await zoomKindOf(db, panel.institutionId)) === "sandbox",
  };
}

function courseView({ id, title, zone }: store.CourseNamed, ahead: readonly store.DateAhead[]): PanelCourse {
  const dates = ahead.filter(({ courseId }) => courseId === id);
  const [first, last] = [dates[0], dates.at(-1)];
  return {
    key: id,
    title,
    zone,
    later: first === undefined || last === undefined ? null : { dates: dates.length, from: iso(first.start), until: iso(last.start) },
  };
}

function sessionOf(
  world: Pick<World, "clock" | "origin" | "secrets">,
  { session, attendee }: Place,
  course: string | null,
  zoomAnswers: boolean,
): PanelSession {
  const now = world.clock.now();
  const { is } = joiningOf(session, knownOf(attendee), now);
  return {
    address: new URL(joinAddress(world, attendee)).pathname,
    title: session.title,
    course,
    start: iso(session.time.start),
    end: iso(session.time.end),
    zone: session.zone,
    state: is === "preparing" && !zoomAnswers ? "silent" : is,
    isComing: is === "open" || (is !== "over" && now < session.time.end),
    opensAt: iso(opensAt(session)),
    mayLeave: whyNotLeave(session, now) === null,
  };
}

/** In which language and zone the person wants to be written to, from now on. */
export async function choose(
  { db }: Pick<World, "db">,
  panel: Panel,
  wish: { language?: Language | null | undefined; zone?: string | null | undefined },
): Promise<Outcome<true>> {
  const { language = panel.language, zone = panel.zone } = wish;
  if (zone !== null && !isZone(zone)) return refused("time_zone_unknown", { field: "zone" });
  await store.saveChoice(db, panel, language, zone);
  return fine(true);
}

/** A new address for calendar programs: who has the old one learns nothing more. */
export async function renewFeed(world: Pick<World, "db" | "origin" | "secrets">, panel: Panel): Promise<string> {
  const next = { ...panel, feedGeneration: panel.feedGeneration + 1 };
  await store.saveFeed(world.db, panel, fingerprint(world.secrets.tokenFor(feedName(next))));
  return feedAddress(world, next); // whoever pressed at the same moment made the same
}

/** A new address for the panel, which is mailed: whoever has the old one gets in no more, nor by the calendar's. */
export async function renewPanel(world: Pick<World, "db" | "clock" | "random" | "secrets" | "poke">, panel: Panel): Promise<void> {
  const next = { ...panel, generation: panel.generation + 1, feedGeneration: panel.feedGeneration + 1 };
  const printOf = (name: string): Uint8Array => fingerprint(world.secrets.tokenFor(name));
  await world.db.transaction(async (tx) => {
    if ((await store.saveToken(tx, panel, printOf(panelName(next)))) === 0) return;
    await store.saveFeed(tx, panel, printOf(feedName(next)));
    await mailPanel(tx, world, next, "");
  });
  world.poke(["mails"]);
}

/** Mails the panel's address to its person. */
export async function mailPanel(tx: Tx, world: Pick<World, "random" | "clock">, panel: Panel, name: string): Promise<void> {
  const institution = await institutionById(tx, panel.institutionId);
  assert(institution !== null, `panel ${panel.id} belongs to no institution`);
  const { settings } = institution;
  await sendLetter(tx, world, {
    institutionId: panel.institutionId,
    key: `panel ${panel.id} ${world.random.uuid()}`,
    kind: "panel",
    to: { name, email: panel.email, language: panel.language ?? settings.language, zone: panel.zone ?? settings.zone },
    facts: { values: { email: panel.email } },
    secret: { path: "/p/", tokenOf: panelName(panel) },
  });
}
