import { differenceOf, unseenIn } from "./databases/mapping.ts";
import type { UndoingPreview } from "./contract.ts";
import type { RowValues } from "./runs/facts.ts";

type Columns = UndoingPreview["rows"][number]["columns"];
type Shown = Pick<Columns[number], "what" | "value" | "isHidden">[];

/** Beside what a row shows again, what it shows `now`, and whether that is neither what it is to hold nor what Bedel wrote there, which is `expected`. Null: it could not be read. */
export const withNow = (wanted: RowValues, expected: RowValues, now: RowValues | null): Columns =>
  showsAgain(wanted).map((column) => ({ ...column, now: nowIn(column.what, now), isChanged: now !== null && isMoved(column.what, wanted, expected, now) }));

function nowIn(what: Columns[number]["what"], now: RowValues | null): Columns[number]["now"] {
  const [shown] = now === null ? [] : showsAgain({ [what]: now[what] ?? null });
  return shown === undefined ? null : { value: shown.value, isHidden: shown.isHidden };
}

function isMoved(what: Columns[number]["what"], wanted: RowValues, expected: RowValues, now: RowValues): boolean {
  const of = (values: RowValues): RowValues => (values[what] === undefined ? {} : { [what]: values[what] });
  if (differenceOf(now, of(wanted)) === null) return false;
  return differenceOf(now, of(expected)) !== null || unseenIn(now, of(wanted), expected) !== null;
}

/** What a row shows again, for whoever decides it: a link opens the room to anybody who has it, so it is told by its host alone, and a passcode not at all. */
export const showsAgain = ({ link, name, code, passcode }: RowValues): Shown => [
  ...(name === undefined ? [] : [{ what: "name" as const, value: name, isHidden: false }]),
  ...(code === undefined ? [] : [{ what: "code" as const, value: code, isHidden: false }]),
  ...(link === undefined ? [] : [linkAgain(link)]),
  ...(passcode === undefined ? [] : [{ what: "passcode" as const, value: null, isHidden: passcode !== null && passcode !== "" }]),
];

function linkAgain(link: string | null): Shown[number] {
  if (link === null || link.trim() === "") return { what: "link", value: null, isHidden: false };
  const host = URL.canParse(link.trim()) ? new URL(link.trim()).host : "";
  return { what: "link", value: host === "" ? null : host, isHidden: host === "" };
}
