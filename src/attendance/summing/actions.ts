import { countsOf } from "../../attendees/actions.ts";
import type { Interval } from "../../lib/interval.ts";
import { bare } from "../../lib/text.ts";
import { catalogue } from "../../notices/messages/catalogue.ts";
import { institutionById } from "../../people/actions.ts";
import { isAdmin, type Member } from "../../people/member.ts";
import { heldBetween, type Held } from "../../sessions/actions.ts";
import type { World } from "../../world.ts";
import type { ReportsSummed, ReportSummary } from "../contract.ts";
import { summaryOf } from "../report.ts";
import { totalsOf, type Summed } from "../store.ts";
import { aboutOf, DELIMITER, namesIn, type Names } from "../telling/actions.ts";
import { cursorOf, isBehind, placeIn, summed } from "./summing.ts";
import { tableOf } from "./table.ts";

type Needs = Pick<World, "db" | "clock">;
export type Wanted = { within: Interval; search: string };

const PAGE = 50;

/** The latest first; organizers see their own, admins all. Only what was held and is over. `after` is where the page before ended. */
export async function tellReports(
  world: Needs,
  who: Member,
  wanted: Wanted,
  after: string | null = null,
): Promise<{ reports: ReportSummary[]; next: string | null }> {
  const { found, names } = await find(world, who, wanted);
  const place = after === null ? null : placeIn(after);
  const left = place === null ? found : found.filter((one) => isBehind(placeOf(one), place));
  const page = left.slice(0, PAGE);
  const [reports, counts] = await Promise.all([totalsIn(world, who, page), attendeesIn(world, who, page)]);
  return {
    reports: page.map((s) => summaryOf(aboutOf(s, names, counts.get(s.id) ?? 0), reports.get(s.id) ?? null)),
    next: left.length > page.length ? cursorOf(placeOf(page.at(-1)!)) : null,
  };
}

/** All that was found in a few figures and by week, in the institution's zone. */
export async function sumReports(world: Needs, who: Member, wanted: Wanted): Promise<ReportsSummed> {
  const { found, names } = await find(world, who, wanted);
  const { zone } = (await institutionById(world.db, who.institutionId))!.settings;
  const reports = await totalsIn(world, who, found);
  const sessions = found.map((s) => ({ start: s.time.start, report: reports.get(s.id) ?? null }));
  return summed(sessions, zone, names.threshold);
}

/** All that was found, a line a session, in the reader's language. */
export async function tableOfReports(world: Needs, who: Member, wanted: Wanted): Promise<string> {
  const { found, names } = await find(world, who, wanted);
  const [reports, counts] = await Promise.all([totalsIn(world, who, found), attendeesIn(world, who, found)]);
  const lines = found.map((s) => ({ about: aboutOf(s, names, counts.get(s.id) ?? 0), report: reports.get(s.id) ?? null }));
  return tableOf(lines, names.threshold, catalogue[who.language].reports.table, DELIMITER[who.language]);
}

async function find(world: Needs, who: Member, { within, search }: Wanted): Promise<{ found: Held[]; names: Names }> {
  const held = await heldBetween(world.db, who.institutionId, within, isAdmin(who) ? null : who.id, world.clock.now());
  const names = await namesIn(world, who.institutionId);
  return { found: held.filter((s) => isFound(search, [s.title, names.organizerOf(s), names.roomOf(s) ?? ""])), names };
}

const placeOf = (s: Held): { start: Held["time"]["start"]; id: string } => ({ start: s.time.start, id: s.id });

const totalsIn = async ({ db }: Needs, who: Member, sessions: readonly Held[]): Promise<Map<string, Summed>> =>
  new Map((await totalsOf(db, who.institutionId, sessions.map((s) => s.id))).map((one) => [one.sessionId, one])); // prettier-ignore

const attendeesIn = async ({ db }: Needs, who: Member, sessions: readonly Held[]): Promise<Map<string, number>> =>
  new Map((await countsOf(db, who.institutionId, sessions)).map((one) => [one.sessionId, one.attendees]));

/** Letters with and without accents are the same to who searches. */
const isFound = (search: string, texts: readonly string[]): boolean =>
  bare(search)
    .split(/\s+/)
    .every((word) => texts.some((text) => bare(text).includes(word)));
