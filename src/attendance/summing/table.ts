import { stringify } from "csv-stringify/sync";
import { wallOf } from "../../lib/time.ts";
import { harmless } from "../exports/harmless.ts";
import type { About } from "../report.ts";
import { totalsBy, type Totals } from "../totals.ts";

/** The words of the first row and of the states; the threshold is added to the last. */
export type TableWords = Record<
  | "title"
  | "organizer"
  | "room"
  | "start"
  | "end"
  | "zone"
  | "state"
  | "registered"
  | "came"
  | "didNotCome"
  | "unregistered"
  | "people"
  | "peak"
  | "average"
  | "stayed"
  | "final"
  | "provisional"
  | "none",
  string
>;

export type Line = { about: About; report: { totals: Totals; state: "provisional" | "final" } | null };

/** A line a session, for a spreadsheet. Times are those of the session's own zone; what people typed is taken for hostile. */
export function tableOf(lines: readonly Line[], threshold: number, words: TableWords, delimiter: "," | ";"): string {
  const { title, organizer, room, start, end, zone, state, registered, came, didNotCome, unregistered, people, peak, average } = words;
  const header = [title, organizer, room, start, end, zone, state, registered, came, didNotCome, unregistered, people, peak, average];
  const rows = lines.map((line) => rowOf(line, threshold, words));
  return stringify([[...header, `${words.stayed} ≥ ${threshold} %`].map(harmless), ...rows], {
    bom: true,
    delimiter,
    escape_formulas: true,
    quoted_string: true,
    record_delimiter: "windows",
  });
}

function rowOf({ about, report }: Line, threshold: number, words: TableWords): (string | number)[] {
  const wall = (moment: "start" | "end"): string => wallOf(about.planned[moment], about.zone).replace("T", " ");
  const session = [harmless(about.title), harmless(about.organizer), harmless(about.room ?? ""), wall("start"), wall("end"), about.zone];
  if (report === null) return [...session, harmless(words.none), about.registered, "", "", "", "", "", "", ""];
  const t = totalsBy(report.totals, threshold);
  const figures = [t.registered, t.came, t.didNotCome, t.unregistered, t.people, t.peak, t.averageMinutes, t.stayed];
  return [...session, harmless(words[report.state]), ...figures];
}
