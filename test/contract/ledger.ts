import type { Findings } from "./answer.ts";
import { covers, pathsOf, type Omission } from "./omitted.ts";
import { MOST_WAIVERS, type Waiver } from "./waivers.ts";

export type Kind = "requests" | "responses" | "webhooks";
export type Failing = { where: string; what: string; times: number };
export type Part = { checked: number; failing: Failing[] };
export type Tables = { omitted: readonly Omission[]; waivers: readonly Waiver[] };
export type Ledger = {
  /** `whole`: everything that the contract lists had to be there. */
  note(kind: Kind, where: string, findings: Findings, whole: boolean): void;
  close(): Record<Kind, Part> & { omitted: { where: string; properties: string[]; why: string }[]; waived: { what: string; why: string }[] };
};

/** Counts findings and takes off what the tables explain. A row of theirs that explains nothing is a finding of its own. */
export function openLedger({ omitted, waivers }: Tables): Ledger {
  const parts = { requests: aPart(), responses: aPart(), webhooks: aPart() };
  const seen = new Map<string, Kind>();
  const left = new Map<Omission, Map<string, Set<string>>>(omitted.map((row) => [row, new Map(row.where.map((where) => [where, new Set()]))]));
  const waived = new Set<Waiver>();

  const fail = (kind: Kind, where: string, what: string): void => {
    const key = `${where}\n${what}`;
    const { failing } = parts[kind];
    failing.set(key, { where, what, times: (failing.get(key)?.times ?? 0) + 1 });
  };
  const blame = (kind: Kind, where: string, what: string): void => {
    const waiver = waivers.find((each) => each.what === what && each.where.test(where));
    if (waiver === undefined) fail(kind, where, what);
    else waived.add(waiver);
  };
  const leaveOut = (where: string, path: string): boolean => {
    const row = omitted.find((each) => each.where.includes(where) && covers(each, path));
    if (row !== undefined) left.get(row)!.get(where)!.add(path);
    return row !== undefined;
  };
  const blameTables = (): void => {
    for (const [row, places] of left)
      for (const [where, paths] of places)
        for (const path of pathsOf(row))
          if (seen.has(where) && !hasSome(paths, path)) fail(seen.get(where)!, where, `${path} is said to be left out, and is always there`);
    for (const waiver of waivers) if (!waived.has(waiver)) fail("responses", "waivers", `not needed: ${waiver.what}`);
    if (waivers.length > MOST_WAIVERS) fail("responses", "waivers", `more than ${MOST_WAIVERS}`);
  };

  return {
    note: (kind, where, { wrong, missing }, whole) => {
      parts[kind].checked += 1;
      if (whole) seen.set(where, kind);
      for (const what of wrong) blame(kind, where, what);
      for (const path of missing) if (!leaveOut(where, path)) blame(kind, where, `${path} is missing`);
    },
    close: () => {
      blameTables();
      const told = [...left].flatMap(([{ why }, places]) => [...places].map(([where, paths]) => ({ where, properties: [...paths].toSorted(), why })));
      return {
        requests: closed(parts.requests),
        responses: closed(parts.responses),
        webhooks: closed(parts.webhooks),
        omitted: told.filter(({ properties }) => properties.length > 0),
        waived: [...waived].map(({ what, why }) => ({ what, why })),
      };
    },
  };
}

type Counting = { checked: number; failing: Map<string, Failing> };
const aPart = (): Counting => ({ checked: 0, failing: new Map() });
const closed = ({ checked, failing }: Counting): Part => ({ checked, failing: [...failing.values()] });

const hasSome = (paths: Set<string>, path: string): boolean => (path.endsWith("*") ? paths.size > 0 : paths.has(path));
