import type { Finding } from "./contract.ts";
import { fault, fine, warning } from "./finding.ts";
import { ofRights } from "./judging-rights.ts";
import type { Column, Look } from "./look.ts";
import { mappedIn, type ExternalDatabase, type Mapped, type Mapping } from "./mapping.ts";

/**
 * Characters without which it does not do: a join address with its passcode is Zoom's own address, a number of eleven digits and, after `pwd=`, some thirty
 * characters more; a passcode has at most ten.
 */
const NEEDED: Partial<Record<Mapped, number>> = { link: 80, passcode: 10 };
/** With fewer it may one day not do: an account may have an address of its own, and names are people's. */
const COMFORTABLE: Partial<Record<Mapped, number>> = { link: 200, name: 60, code: 10 };

/** That a database was away when it was tried says nothing of the mapping. */
export const isUsable = (findings: readonly Finding[]): boolean => !findings.some(({ is, isAway }) => is === "fault" && isAway !== true);

/** Of a database that could not be spoken with. `away`: it may be otherwise later. */
export const notReached = (because: string, away: boolean): Finding[] => [{ ...fault(because), isAway: away }];
/** It is to be tried again before anything is published by it. */
export const isUntried = (findings: readonly Finding[]): boolean => findings.some(({ isAway }) => isAway === true);

/** What a look at a mapping means: faults first, then what should be otherwise, then what is well. `beside`: other mappings of the same table. */
export function judge(database: Pick<ExternalDatabase, "tls" | "host">, mapping: Mapping, look: Look, beside: readonly Mapping[]): Finding[] {
  const found = [...ofConnection(database), ...ofPlace(mapping, look), ...(look.table === null ? [] : [...ofColumns(mapping, look), ...ofKey(mapping, look), ...ofRights(mapping, look, beside)])];
  const order = ["fault", "warning", "fine"];
  return found.toSorted((a, b) => order.indexOf(a.is) - order.indexOf(b.is));
} // prettier-ignore

function ofConnection({ tls, host }: Pick<ExternalDatabase, "tls" | "host">): Finding[] {
  const here = host === "localhost" || host.startsWith("127.") || host === "::1";
  if (tls === "verified" || here) return [fine("connects")];
  return [tls === "none" ? warning("in_clear") : warning("unverified"), fine("connects")];
}

function ofPlace({ schema, table }: Mapping, look: Look): Finding[] {
  if (!look.schema) return [fault("schema_missing", { schema })];
  if (look.table === null) return [fault("table_missing", { schema, table })];
  if (look.table.kind === "another thing") return [fault("no_table", { table })];
  return look.table.kind === "view" ? [warning("view", { table })] : [];
}

function ofColumns(mapping: Mapping, { columns }: Look): Finding[] {
  const asked = [mapping.keyColumn, ...(mapping.filter === null ? [] : [mapping.filter.column]), ...mappedIn(mapping).map(({ column }) => column)];
  const missing = asked.filter((name) => !columns.some((one) => one.name === name)).map((column) => fault("column_missing", { column }));
  const mapped = mappedIn(mapping).flatMap(({ what, column }) => {
    const it = columns.find((one) => one.name === column);
    return it === undefined ? [] : ofColumn(what, it);
  });
  return missing.length + mapped.length === 0 ? [fine("columns_there")] : [...missing, ...mapped];
}

function ofColumn(what: Mapped, { name: column, type, longest, isText, isComputed }: Column): Finding[] {
  if (isComputed) return [fault("column_computed", { column })];
  if (!isText) return [what === "code" ? warning("column_no_text", { column, type }) : fault("column_no_text", { column, type })];
  if (longest === null) return [];
  const [needed, comfortable] = [NEEDED[what] ?? 1, COMFORTABLE[what] ?? 1];
  if (longest < needed) return [fault("column_short", { column, longest, needed })];
  return longest < comfortable ? [warning("column_tight", { column, longest })] : [];
}

function ofKey({ keyColumn: column }: Mapping, { unique }: Look): Finding[] {
  switch (unique) {
    case "never two":
      return [fine("key_unique", { column })];
    case "not two now":
      return [warning("key_unique_now", { column })];
    case "two":
      return [fault("key_twice", { column })];
    case "unread":
      return [];
  }
}
