import { createHash } from "node:crypto";
import type { Point } from "./crashing.ts";

/** How often what was at stake: a promise that nothing could have broken is no promise kept. */
export type Ledger = {
  /** One line a moment; printed when a promise is broken, and hashed. */
  tell(line: string): void;
  lines(): readonly string[];
  reached(point: Point): void;
  crashed(point: Point): void;
  fault(kind: string): void;
  staked(promise: string, many: number): void;
  counts(): Counts;
  /** The same for the same seed. */
  hash(): string;
};

export type Counts = { reached: Record<string, number>; crashes: Record<string, number>; faults: Record<string, number>; stakes: Record<string, number> };

export function openLedger(): Ledger {
  const counts: Counts = { reached: {}, crashes: {}, faults: {}, stakes: {} };
  const lines: string[] = [];
  const add = (to: Record<string, number>, name: string, many = 1): void => void (to[name] = (to[name] ?? 0) + many);
  return {
    tell: (line) => void lines.push(line),
    lines: () => lines,
    reached: (point) => add(counts.reached, point),
    crashed: (point) => add(counts.crashes, point),
    fault: (kind) => add(counts.faults, kind),
    staked: (promise, many) => add(counts.stakes, promise, many),
    counts: () => counts,
    hash: () => createHash("sha256").update(lines.join("\n")).update(JSON.stringify(counts)).digest("hex").slice(0, 16),
  };
}
