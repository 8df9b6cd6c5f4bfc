import { minutes, type Duration } from "../lib/time.ts";
import type { ReportTotals } from "./contract.ts";
import type { Person } from "./presence.ts";

/** Of those present, how many were there for 0, 1, ... 100 % of the session: with it any threshold can be asked about, also when the people are erased. */
export type Totals = Omit<ReportTotals, "stayed"> & { shares: number[] };

export function totalsOf(people: readonly Person[], peak: number): Totals {
  const present = people.filter((person) => person.attended);
  const registered = people.filter((person) => person.registered).length;
  const came = present.filter((person) => person.registered).length;
  const average = present.reduce((sum, person) => sum + person.present, 0) / Math.max(1, present.length);
  return {
    people: present.length,
    registered,
    came,
    didNotCome: registered - came,
    unregistered: present.length - came,
    peak,
    averageMinutes: wholeMinutes(average),
    shares: sharesOf(present),
  };
}

function sharesOf(present: readonly Person[]): number[] {
  const shares = Array.from({ length: 101 }, () => 0);
  for (const { share } of present) shares[share] = (shares[share] ?? 0) + 1;
  return shares;
}

/** How many stayed at least so many hundredths of the session. */
export const stayedAt = (shares: readonly number[], threshold: number): number =>
  shares.reduce((sum, people, share) => sum + (share >= threshold ? people : 0), 0);

/** As pages see them: by the threshold that holds now. */
export const totalsBy = ({ shares, ...totals }: Totals, threshold: number): ReportTotals => ({
  ...totals,
  stayed: Math.round((100 * stayedAt(shares, threshold)) / Math.max(1, totals.people)),
});

export const wholeMinutes = (length: Duration): number => Math.round(length / minutes(1));
