import { refused, type Refusal } from "../../lib/outcome.ts";
import type { ExternalDatabase } from "./mapping.ts";

type Connection = Pick<ExternalDatabase, "host" | "port" | "database" | "userName" | "tls" | "ca">;

const PROTECTS = { none: 0, encrypted: 1, verified: 2 } as const;

/** Whether rows are looked for in another place. */
const goesElsewhere = (before: Connection, after: Connection): boolean =>
  (["host", "port", "database", "userName"] as const).some((one) => before[one] !== after[one]);

/** Whether more people than before can read what is sent, or pass for the server. */
const isLooser = (before: Connection, after: Connection): boolean => PROTECTS[after.tls] < PROTECTS[before.tls];

/** Whether the former password would come to another server, or where others than before can read it. A certificate of another authority lets in servers that were kept out. */
export function isPasswordAtRisk(before: Connection, after: Connection): boolean {
  const isAnothersToo = before.tls === "verified" && after.tls === "verified" && before.ca !== after.ca;
  return before.host !== after.host || before.port !== after.port || isLooser(before, after) || isAnothersToo;
}

/** What has to be meant of a change, with `n` classrooms published there; null: nothing. That encryption gets stricter is nobody's question. */
export function questionOf(before: Connection, after: Connection, n: number): Refusal | null {
  const [isMoved, looser] = [goesElsewhere(before, after) && n > 0, isLooser(before, after)];
  const values = { n, tls: after.tls };
  if (isMoved && looser) return refused("external_elsewhere_looser", { values }).refusal;
  if (isMoved) return refused("external_elsewhere", { values }).refusal;
  return looser ? refused("external_looser", { values }).refusal : null;
}
