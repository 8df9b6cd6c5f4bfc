import { fault, unknown, well, type Finding } from "./finding.ts";
import type { Answering } from "./running-actions.ts";
import { isUnknownName } from "./within.ts";

/** Who answers on this machine, and where. */
export function judgeServer(local: Answering, at: string, isReachedOtherwise: boolean): Finding {
  if (local.is === "bedel") return local.whole ? well("server", "well", { at }) : fault("server", "ill", { at });
  if (isReachedOtherwise) return well("server", "well", { at });
  return local.is === "other" ? fault("server", "port_taken", { at }) : fault("server", "not_running", { at, code: local.code });
}

/** Who answers where people reach Bedel. `expected`: which database it must have, or null where nobody could tell. */
export function judgeAddress(address: string, { there, local, expected }: { there: Answering; local: Answering; expected: string | null }): Finding {
  const isOwn = isOwnMachine(address);
  if (there.is === "nobody") {
    const values = { address, code: there.code };
    if (isUnknownName(there.code)) return fault("address", "no_such_name", values);
    return local.is === "bedel" ? fault("address", "unreachable", values) : unknown("address", "not_running", values);
  }
  if (there.is === "other") {
    const to = there.location === null || !URL.canParse(there.location, address) ? null : new URL(there.location, address).origin;
    if (to !== null && to !== address) return fault("address", "redirects", { address, to });
    return fault("address", "other_server", { address, status: there.status });
  }
  const wanted = expected ?? (local.is === "bedel" ? local.instance : null);
  if (wanted !== null && wanted !== there.instance) return fault("address", "other_bedel", { address });
  if (address.startsWith("http:") && !isOwn) return fault("address", "plain_http", { address });
  if (wanted === null) return unknown("address", "some_bedel", { address });
  return well("address", isOwn ? "local" : "well", { address });
}

/** Reached from this machine alone, where nobody listens on the way. */
export const isOwnMachine = (address: string): boolean => ["localhost", "127.0.0.1", "[::1]"].includes(new URL(address).hostname);
