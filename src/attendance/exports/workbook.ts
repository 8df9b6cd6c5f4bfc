import { minutes } from "../../lib/time.ts";
import type { ReportRow } from "../contract.ts";
import { momentIn, type Draft } from "./draft.ts";
import { oneCell } from "./harmless.ts";
import { wallsIn } from "./walls.ts";

/** A moment is written as what spreadsheets take for one: days by the wall clock of the session's zone. */
export type Cell = string | number | { serial: number } | null;
/** `widths` are in characters. Rows are made one by one: of a large meeting there are tens of thousands. */
export type Sheet = { name: string; widths: number[]; header: string[] | null; rows: Iterable<Cell[]> };

/** The people, each of their times in the room, and what is true of all, which is what is left when they are erased; sheets are named in the reader's words. */
export function workbookOf(draft: Draft): Sheet[] {
  const { words, zone } = draft;
  const inZone = (word: string): string => `${word} (${zone})`;
  const totals: Sheet = { name: words.totals, widths: [44, 80], header: null, rows: totalsIn(draft) };
  if (draft.totalsOnly) return [totals];
  return [
    {
      name: words.people,
      widths: [32, 36, 14, 12, 26, 26, 14, 14],
      header: [words.name, words.email, words.registered, words.attended, inZone(words.firstJoin), inZone(words.lastLeave), words.minutes, words.share],
      rows: peopleIn(draft),
    },
    {
      name: words.presence,
      widths: [32, 36, 26, 26, 14],
      header: [words.name, words.email, inZone(words.in), inZone(words.out), words.minutes],
      rows: staysIn(draft),
    },
    totals,
  ];
}

function* peopleIn({ rows, zone, words }: Draft): Generator<Cell[]> {
  const walls = wallsIn(zone);
  const time = (moment: string | null): Cell => (moment === null ? null : { serial: walls.serial(momentIn(moment)) });
  const answer = (is: boolean): string => (is ? words.yes : words.no);
  for (const row of rows) {
    yield [...whoIs(row), answer(row.registered), answer(row.attended), time(row.firstJoin), time(row.lastLeave), row.minutes, row.share];
  }
}

function* staysIn({ rows, zone }: Draft): Generator<Cell[]> {
  const walls = wallsIn(zone);
  for (const row of rows) {
    const who = whoIs(row);
    for (const stay of row.stays) {
      const [start, end] = [momentIn(stay.start), momentIn(stay.end)];
      yield [...who, { serial: walls.serial(start) }, { serial: walls.serial(end) }, Math.round(((end - start) / minutes(1)) * 10) / 10];
    }
  }
}

const whoIs = (row: ReportRow): [string, string] => [oneCell(row.name), oneCell(row.email ?? "")];

function* totalsIn({ title, words, facts, totals, organizers }: Draft): Generator<Cell[]> {
  yield [words.heading, title];
  for (const { label, value } of [...facts, ...totals]) yield [label, value];
  for (const row of organizers) yield [words.organizer, oneCell(row.name)];
}
