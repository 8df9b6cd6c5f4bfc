import type { z } from "zod";
import { connectionOf } from "../../../connections/actions.ts";
import { fine, refused, type Outcome } from "../../../lib/outcome.ts";
import { after, hours, iso, type Instant } from "../../../lib/time.ts";
import type { Member } from "../../../people/member.ts";
import type { Tx } from "../../../platform/database.ts";
import type { World } from "../../../world.ts";
import { addressesAtWork, askForRun, countNotDone, latestOfPeople, runsOf, type WholeRun } from "../../runs/actions.ts";
import type { makeAnswer, makeZoomUsers, ZoomUserList, ZoomUserRow } from "../contract.ts";
import { madeBy } from "../../runs/shown.ts";
import { listOf, makingOf } from "../../runs/showing-actions.ts";
import { namesOf } from "../names.ts";
import { classroomsOf } from "../../store.ts";
import { whoseUser } from "../../whose-user.ts";
import { provisioningOf } from "../settings/actions.ts";
import { linesOf, MOST_PEOPLE, type Line } from "./lines.ts";
import { holderIs, isGoingOn, rowOf, standingOf, standsStill, type Known, type Somebody } from "./person.ts";
import { invitedToTeams, knownUsers, licencesTold, peopleOf, type LicencesTold } from "./store.ts";

type Needs = Pick<World, "db" | "clock" | "random" | "secrets" | "zooms" | "poke">;

const key = (email: string): string => email.toLowerCase();

/** Everybody who is a member or for whom a user was asked, with what Zoom said last. Nothing is asked of Zoom for it. */
async function allOf(tx: Tx, institutionId: string, now: Instant) {
  const [members, known] = [await peopleOf(tx, institutionId), await knownUsers(tx, institutionId)];
  const latest = await latestOfPeople(tx, institutionId);
  // Whose user was let go of since is nobody who was asked for.
  const asked = latest.filter(({ kind }) => kind === "zoom user");
  const runs = new Map<string, WholeRun>(asked.map((run) => [key(run.email!), run]));
  const leaving = new Map<string, WholeRun>(latest.filter(({ kind }) => kind === "leaving").map((run) => [key(run.email!), run]));
  const syncedAt = (await connectionOf(tx, institutionId))?.syncedAt ?? null;
  const isMember = new Set(members.map(({ email }) => key(email)));
  const isThere = new Set(known.map(({ email }) => key(email)));
  const others = latest
    .filter((run) => !isMember.has(key(run.email!)) && ((run.kind === "zoom user" && run.state !== "stopped") || isThere.has(key(run.email!)))) // or whom nobody looks after any more, and whom Zoom knows
    .toSorted((a, b) => b.askedAt - a.askedAt)
    .map((run): Somebody => ({ memberId: null, name: run.asked.name ?? run.email!, email: run.email!, licence: run.asked.licence === true }));
  const isAsked = new Set(others.map(({ email }) => key(email)));
  const invited = (await invitedToTeams(tx, institutionId, now)).filter(({ email }) => !isMember.has(key(email)));
  const isInvited = new Set(invited.map(({ email }) => key(email)));
  const people = [
    ...members,
    ...others.map((one) => ({ ...one, isInvited: isInvited.has(key(one.email)) })),
    ...invited.filter(({ email }) => !isAsked.has(key(email))).map((one) => ({ ...one, isUnasked: true })),
  ];
  return { people, isMember, known, byEmail: new Map(known.map((user) => [key(user.email), user])), runs, leaving, syncedAt };
}

type All = Awaited<ReturnType<typeof allOf>>;

const sitting = (known: readonly Known[]): Known[] => known.filter((user) => user.licensed && user.status !== "inactive");

const A_DAY = hours(24);

/** `of`: as many licences as Zoom named when it last refused one, `toldAt`; some may have been bought since, so a day later nobody says how many are left; no number where more are in use by now, and then nobody knows what is left. */
const seatsWith = (told: LicencesTold | null, used: number, now: Instant) => {
  const of = told !== null && told.most >= used ? told.most : null;
  return { used, of, toldAt: of === null ? null : iso(told!.at), left: of === null || now > after(told!.at, A_DAY) ? null : of - used };
};

/** Licences of the Zoom account, as far as Zoom tells. Nothing is asked of Zoom for it. */
export const seatsOf = async (tx: Tx, institutionId: string, now: Instant): Promise<{ used: number; of: number | null; left: number | null }> =>
  seatsWith(await licencesTold(tx, institutionId), sitting(await knownUsers(tx, institutionId)).length, now);

/** `standsStill`: nobody is asked for anew by what a team says, for their run failed, or an administrator stopped it; as platform/unasked.ts has it. */
type Standing = { hasUser: boolean; isLicensed: boolean; standsStill: boolean };

/** Whether whoever has an address is a user of the account, invited ones among them, and has a licence: as Zoom was read last, and runs have done since. */
export async function standingIn(tx: Tx, institutionId: string, now: Instant): Promise<(email: string) => Standing> {
  const { byEmail, runs, syncedAt } = await allOf(tx, institutionId, now);
  return (email) => {
    const run = runs.get(key(email)) ?? null;
    return { ...standingOf(byEmail.get(key(email)) ?? null, run, syncedAt), standsStill: standsStill(run) };
  };
}

/** GET /api/zoom-users */
export async function zoomUsersShown({ db, clock }: Pick<Needs, "db" | "clock">, institutionId: string): Promise<ZoomUserList> {
  const { people, isMember, known, byEmail, runs, leaving, syncedAt } = await allOf(db, institutionId, clock.now());
  const { on } = await provisioningOf(db, institutionId);
  const licensed = sitting(known);
  const { used, of, toldAt, left } = seatsWith(await licencesTold(db, institutionId), licensed.length, clock.now());
  const classrooms = await classroomsOf(db, institutionId);
  const what = (user: Known) => holderIs(user, whoseUser(classrooms, user, []), isMember.has(key(user.email)));
  return {
    people: people.map((one) => {
      const its = key(one.email);
      return rowOf(one, byEmail.get(its) ?? null, runs.get(its) ?? null, { isOn: on, syncedAt, leaving: leaving.get(its) ?? null });
    }),
    seats: {
      used,
      of,
      toldAt,
      left,
      holders: licensed.map((user) => ({ name: user.name, email: user.email, what: what(user) })),
    },
    notDone: await countNotDone(db, institutionId),
    readAt: syncedAt === null ? null : iso(syncedAt),
  };
}

type Wish = z.output<typeof makeZoomUsers>;
type Answer = z.output<typeof makeAnswer>;
type Does = Answer["lines"][number]["does"];
/** Something is asked for: a user, a licence, or to look after who is invited already. */
const isDeed = (does: Does): boolean => does === "makes" || does === "licenses" || does === "follows";

/**
 * Asks for a user for each good line, or only says what would be done. Sent again with one `batchId` it asks for nothing twice. Refused while provisioning is off, and
 * where another list was sent with that `batchId`: who was added to it since would silently be left out.
 */
export async function makeZoomUsersOf(world: Needs, who: Member, wish: Wish): Promise<Outcome<Answer>> {
  const { institutionId } = who;
  const outcome = await world.db.transaction(async (tx): Promise<Outcome<Answer>> => {
    if (!(await provisioningOf(tx, institutionId)).on) return refused("provisioning_off");
    const at = world.clock.now();
    const all = await allOf(tx, institutionId, at);
    const lines = wantedLines(wish, all.people);
    if (lines === null) return refused("too_many_people", { field: "text", values: { most: MOST_PEOPLE } });
    const before = await runsOf(tx, institutionId, { batchId: wish.batchId, most: MOST_PEOPLE });
    const busy = await addressesAtWork(tx, institutionId, lines.map(({ email }) => email)); // prettier-ignore
    const judged = lines.map((line) => ({ line, ...judge(line, all, busy) }));
    if (!wish.preview && before.length > 0 && !isSameList(judged, before)) return refused("list_sent_already");
    const asking = { ...world, clock: { ...world.clock, now: () => at } }; // all at one moment, so that they stand in the order of their lines
    if (!wish.preview && before.length === 0)
      for (const one of judged.filter(({ does }) => isDeed(does))) {
        const outcome = await askForOne(tx, asking, who, wish.batchId, one.line, all);
        if (!outcome.ok) Object.assign(one, { does: "refused", because: outcome.refusal.because }); // somebody was quicker
      }
    const wanted = judged.filter(({ does }) => isDeed(does)).map(({ line }) => line);
    const many = before.length > 0 ? before.length : wanted.length;
    const now = world.clock.now();
    const list = wish.preview ? null : (listOf(before) ?? { batchId: wish.batchId, askedAt: at });
    const making = await makingOf({ db: tx, zooms: world.zooms }, institutionId, now, list);
    const expected = madeBy(many, making, now);
    const shown = judged.map(({ line: { line, email, name, licence }, does, because }) => ({ line, email, name, licence, does, because }));
    const needed = wanted.filter(({ licence, email }) => licence && all.byEmail.get(key(email))?.licensed !== true).length;
    const seats = { ...(await seatsOf(tx, institutionId, world.clock.now())), needed };
    const when = { expectedAt: expected === null ? null : iso(expected), heldBy: many === 0 ? null : making.held };
    return fine({ lines: shown, asked: wish.preview ? 0 : many, ...when, seats });
  });
  world.poke(["runs"]);
  return outcome;
}

/** Whether all who were asked for with it stand in the list as they did, and nobody else does for whom there is something to do. */
function isSameList(judged: readonly { line: Line; does: Does }[], before: readonly WholeRun[]): boolean {
  const asked = new Map(before.map((run) => [key(run.email ?? ""), run.asked.licence === true]));
  const there = new Set(judged.filter(({ line }) => asked.get(key(line.email)) === line.licence).map(({ line }) => key(line.email)));
  return there.size === asked.size && judged.every(({ line, does }) => asked.has(key(line.email)) || !isDeed(does));
}

function wantedLines({ memberIds, text, licence }: Wish, people: readonly Somebody[]): Line[] | null {
  const members = people.filter(({ memberId }) => memberId !== null && memberIds.includes(memberId));
  const chosen = members.map(({ email, name }): Line => ({ line: 0, email, name, licence, because: null }));
  const lines = linesOf(text, licence);
  return lines === null || lines.length + chosen.length > MOST_PEOPLE ? null : [...chosen, ...lines];
}

/** What is not over and does not go on by itself. */
const STANDS_STILL: Partial<Record<ZoomUserRow["state"], string>> = { failed: "zoom_user_gave_up", expired: "zoom_user_expired" };

/** What is done for a line, by what is known of the address; `busy`: addresses that a run is at. */
function judge(
  { email, name, licence, because }: Line,
  { byEmail, runs, leaving, syncedAt }: All,
  busy: ReadonlySet<string>,
): { does: Does; because: string | null } {
  if (because !== null) return { does: "refused", because };
  if (isGoingOn(leaving.get(key(email)) ?? null)) return { does: "refused", because: "run_under_way" };
  const [known, run] = [byEmail.get(key(email)) ?? null, runs.get(key(email)) ?? null];
  const row: ZoomUserRow = rowOf({ memberId: null, name, email, licence }, known, run, { isOn: true, syncedAt });
  if (run !== null && run.endedAt === null) return { does: "refused", because: STANDS_STILL[row.state] ?? "run_under_way" };
  if (busy.has(key(email))) return { does: "refused", because: "run_under_way" }; // a classroom's
  if (row.state === "inactive") return { does: "refused", because: "zoom_user_to_activate" };
  if (row.state !== "active") return { does: row.state === "invited" ? "follows" : "makes", because: null };
  return { does: licence && row.licensed === false ? "licenses" : "is there", because: null };
}

async function askForOne(tx: Tx, world: Needs, who: Member, batchId: string, { email, name, licence, line }: Line, { people }: All): Promise<Outcome<null>> {
  const memberId = people.find((one) => key(one.email) === key(email))?.memberId ?? null;
  const asked = { email, ...namesOf(name, email), licence };
  return askForRun(tx, world, who, { id: world.random.uuid(), kind: "zoom user", email, memberId, batchId, line, asked });
}
