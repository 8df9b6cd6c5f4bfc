import type { Instant } from "../../lib/time.ts";
import type { Interval } from "../../lib/interval.ts";
import type { ReportRow, ReportView } from "../contract.ts";

/** A report in its reader's words, as files say it; plain values, because it is drawn in another thread. */
export type Draft = {
  language: "en" | "es";
  title: string;
  zone: string;
  facts: Line[];
  /** Where the report stands comes with them: `provisional` is to be seen on every page. */
  provisional: boolean;
  /** The people are erased. */
  totalsOnly: boolean;
  totals: Line[];
  words: DraftWords;
  /** What the bars are drawn on: when the session ran, or was planned to. */
  window: Interval;
  rows: ReportRow[];
  organizers: ReportRow[];
  presence: { at: Instant; count: number }[];
  madeAt: Instant;
};

export type Line = { label: string; value: string | number };

export type DraftWords = Record<
  | ("heading" | "people" | "presence" | "totals" | "presenceOver" | "organizer" | "page" | "provisional" | "nobody" | "times")
  | ("name" | "email" | "registered" | "attended" | "firstJoin" | "lastLeave" | "minutes" | "share" | "in" | "out" | "yes" | "no" | "absent"),
  string
>;

export const windowOf = ({ real, planned }: Pick<ReportView, "real" | "planned">): Interval => {
  const shown = real ?? planned;
  return { start: momentIn(shown.start), end: momentIn(shown.end) };
};

/** The view's own moments, all written alike: of a hundred thousand, reading each as if anybody had written it takes longer than all else. */
export const momentIn = (written: string): Instant => Date.parse(written) as Instant;
