import { after, hours, minutes, type Instant } from "../../lib/time.ts";
import { placeName, type Asked, type RowPlace, type RowValues, type RunSecrets } from "../runs/facts.ts";
import { againAt, type RunKind, type StepEnd } from "../runs/run.ts";

/** A row that is to hold something else. `expected`: what it must hold until then; null: whatever it holds. */
export type Write = {
  place: RowPlace;
  wanted: RowValues;
  expected: RowValues | null;
  /** Of a classroom that is published there no more: it is emptied of what Bedel wrote, and of nothing else. */
  isFormer?: boolean;
};

/** The row that publishes a classroom and the one that holds its passcode, which may be one. */
export const rowsOf = (link: RowPlace | null, passcode: RowPlace | null): RowPlace[] =>
  [link, passcode].filter((place) => place !== null).filter((place, i, all) => all.findIndex((one) => placeName(one) === placeName(place)) === i);

/** Of these values those that are a row's business: beside the row that publishes the classroom, one that holds its passcode gets nothing else. */
export function partOf(place: RowPlace, link: RowPlace | null, values: RowValues): RowValues {
  if (link !== null && placeName(place) === placeName(link)) return values;
  return values.passcode === undefined ? {} : { passcode: values.passcode };
}

/** What the rows of a run are to hold. Each takes of it what is mapped there. What is undone is told by the run that is undone. */
export function wantedBy(kind: RunKind, asked: Asked, { link, passcode }: RunSecrets): RowValues {
  if (kind === "retire classroom") return EMPTY;
  if (kind === "rename classroom") return { ...given("name", asked.name), ...given("code", asked.code) };
  if (link === undefined || passcode === undefined) throw new Error(`a run of the kind ${kind} came to its rows without a link or a passcode`);
  return { link, passcode, ...called(asked) };
}

/** What is not asked for stays as it is; an empty one is taken out. */
const given = (what: "name" | "code", value: string | undefined): RowValues => (value === undefined ? {} : { [what]: value === "" ? null : value });

/** What a classroom is called in its row. One without a code has nothing to say of the row's: it is neither written, nor compared, nor put back. */
export const called = ({ name = "", code = "" }: Pick<Asked, "name" | "code">): RowValues => ({
  ...(name === "" ? {} : { name }),
  ...(code === "" ? {} : { code }),
});

/** Of what a row held before a run that is undone, what was Bedel's to change there: a name or code only where the run was asked for with one, or one was given since. */
export function ofBedel(before: RowValues, asked: Asked, since: RowValues): RowValues {
  const given = { ...since, ...called(asked) };
  return Object.fromEntries(Object.entries(before).filter(([what]) => (what !== "name" && what !== "code") || given[what] !== undefined));
}

/** What a row held before, with the link by which people come in now in place of the one by which they did; whatever else it held is put back as it was. */
export function opensAgain(before: RowValues, { opened, link }: RunSecrets): RowValues {
  const isIts = opened !== undefined && before.link != null && (before.link === opened.link || before.link.includes(opened.meetingId));
  return isIts && link !== undefined ? { ...before, link } : before;
}

/** What a row held as it was previewed, or as the run found it. */
export const heldBefore = ({ before }: RunSecrets, place: RowPlace, places: readonly RowPlace[]): RowValues | null => {
  const onlyOfTable = places.filter(({ tableId }) => tableId === place.tableId).length === 1;
  return before?.[placeName(place)] ?? (onlyOfTable ? before?.[place.tableId] : undefined) ?? null;
};

/** How one row stands after a try. Message keys under `runs.why`. */
export type Standing =
  | { is: "written" }
  | { is: "left" } // nothing of ours stands there any more
  | { is: "away"; because: string } // message key under `external.found`
  | {
      is: "fault";
      because:
        | "row_none"
        | "row_several"
        | "row_taken"
        | "row_changed"
        | "row_too_long"
        | "row_rights"
        | "row_gone"
        | "row_meant_otherwise"
        | "row_not_kept"
        | "row_holds_much"
        | "row_refused";
      column: string | null;
    };
export const fault = (because: Extract<Standing, { is: "fault" }>["because"], column: string | null = null): Standing => ({ is: "fault", because, column });
export type Tried = { place: RowPlace; table: string; standing: Standing; isFormer?: boolean };

const NOT_OURS: readonly string[] = ["row_changed", "row_taken", "row_none", "row_meant_otherwise"];

/** Only what Bedel wrote is emptied: a row that is gone, or shows something else or another classroom, is not ours to empty. What else stands in the way of a replaced one's row is told, and holds up no other. */
export function orLeft(kind: RunKind, standing: Standing | null, isFormer = false): Standing | null {
  if (standing?.is !== "fault") return standing;
  return isFormer || (kind === "retire classroom" && NOT_OURS.includes(standing.because)) ? { is: "left" } : standing;
}

/** What an emptied row is to hold. */
export const EMPTY: RowValues = { link: null, passcode: null };

/** The rows of a classroom that the one which takes its place does not take over. `taken`: by `placeName`. Null: it takes all. */
export function notTaken(
  { link, passcode }: { link: RowPlace | null; passcode: RowPlace | null },
  taken: ReadonlySet<string>,
): NonNullable<Asked["empties"]> | null {
  const unless = (place: RowPlace | null): RowPlace | null => (place === null || taken.has(placeName(place)) ? null : place);
  const left = { link: unless(link), passcode: unless(passcode) };
  return left.link === null && left.passcode === null ? null : left;
}

/** When these come to the rows, Zoom has changed already. */
export const FOLLOWS_ZOOM: readonly RunKind[] = ["change passcode", "new meeting"];

/** The row that somebody has to look at first. */
export function hindering(tried: readonly Tried[]): Tried | null {
  const open = tried.filter(({ standing }) => standing.is !== "written" && standing.is !== "left");
  return open.find(({ standing }) => standing.is === "fault") ?? open[0] ?? null;
}

/**
 * How the step ends. With one row written and another not, or with Zoom changed already, it is tried again until both agree, however it failed; else a fault waits for
 * somebody to say how it goes on.
 */
export function endOfRows(tried: readonly Tried[], kind: RunKind, tries: number, awaySince: Instant, now: Instant): StepEnd {
  const first = hindering(tried);
  if (first === null) return { is: "done" };
  const done = tried.filter(({ standing, isFormer }) => standing.is === "written" && isFormer !== true).map(({ table }) => table); // an empty row of a former one is no half
  const values = { table: first.table, key: first.place.key, place: placeName(first.place), half: done.length, done: done.join(", ") };
  if (first.standing.is !== "fault") {
    const found = first.standing.is === "away" ? first.standing.because : "";
    return { is: "waits", for: "database", because: "database_away", values: { ...values, found }, lookAt: lookAgainAt(awaySince, now) };
  }
  const goesOn = done.length > 0 || FOLLOWS_ZOOM.includes(kind);
  return {
    is: "failed",
    because: first.standing.because,
    values: { ...values, column: first.standing.column ?? "" },
    retryAt: goesOn ? againAt(tries, now) : null,
  };
}

/** As long again as it has been waited for by now: a minute at least, an hour at most. */
export const lookAgainAt = (since: Instant, now: Instant): Instant =>
  after(now, Math.min(hours(1), Math.max(minutes(1), now - since)) as ReturnType<typeof hours>);
