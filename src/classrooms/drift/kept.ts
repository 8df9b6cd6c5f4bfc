import { minutes, type Instant } from "../../lib/time.ts";
import type { RowPlace } from "../runs/facts.ts";
import type { RunState } from "../runs/run.ts";
import type { Drift } from "./compare.ts";

/** `seenAt`: when it was seen last. `settledBy`: the run that was asked for to settle it. */
export type KeptDrift = Drift & {
  id: string;
  classroomId: string;
  classroom: string;
  foundAt: Instant;
  seenAt: Instant;
  settledBy: { runId: string; state: RunState } | null;
};
/** A side that could not be read, and why; `place` null: Zoom. */
export type Unread = { place: RowPlace | null; because: string };

/** When a classroom was held against Zoom and its rows last, and is next. */
export type Compared = { id: string; name: string; comparedAt: Instant | null; nextAt: Instant | null; unread: Unread[] };

/** While a run is at a classroom it is not compared, and looked at again then. */
export const BUSY = minutes(2);

export type TableName = { table: string; database: string };
