import type { Finding } from "./contract.ts";
import { fault, fine, warning } from "./finding.ts";
import type { Column, Look, RoleLook, Some } from "./look.ts";
import { mappedIn, type Mapping } from "./mapping.ts";

/** Columns that a mapping has Bedel write, and those that it reads to find the row and to see what stands there. */
const written = (mapping: Mapping): string[] => mappedIn(mapping).map(({ column }) => column);
const read = (mapping: Mapping): string[] => [mapping.keyColumn, ...(mapping.filter === null ? [] : [mapping.filter.column]), ...written(mapping)];

/** What the role lacks, what it may do beyond what is needed, one line a kind, or else that it is just right. `beside`: other mappings of the same table. */
export function ofRights(mapping: Mapping, look: Look, beside: readonly Mapping[]): Finding[] {
  const lacks = (may: (one: Column) => boolean, names: readonly string[]): string[] =>
    look.columns.filter((one) => names.includes(one.name) && !may(one)).map(({ name }) => name);
  const lacking = [
    ...lacks(({ mayRead }) => mayRead, read(mapping)).map((column) => fault("may_not_read", { column })),
    ...lacks(({ mayWrite }) => mayWrite, written(mapping)).map((column) => fault("may_not_write", { column })),
  ];
  // Of whoever may do everything, nothing else is news.
  if (look.role.superuser) return [...lacking, warning("superuser")];
  const more = [...ofTable(look.table), ...ofColumns(look.columns, [mapping, ...beside]), ...ofRole(look.role)];
  return lacking.length + more.length === 0 ? [fine("rights_right")] : [...lacking, ...more];
}

function ofTable(table: Look["table"]): Finding[] {
  if (table === null) return [];
  // An owner gives itself whatever it lacks.
  if (table.owns) return [warning("owns_table")];
  return [
    ...(table.inserts ? [warning("may_insert")] : []),
    ...(table.deletes ? [warning("may_delete")] : []),
    ...(table.empties ? [warning("may_truncate")] : []),
    ...(table.triggers ? [warning("may_trigger")] : []),
    ...(table.refers ? [warning("may_refer")] : []),
    ...(table.handsOn ? [warning("hands_on")] : []),
  ];
}

function ofColumns(columns: readonly Column[], mappings: readonly Mapping[]): Finding[] {
  const others = (may: (one: Column) => boolean, needed: readonly string[]): Some => {
    const names = columns.filter((one) => may(one) && !needed.includes(one.name)).map(({ name }) => name);
    return { n: names.length, names: names.slice(0, FEW) };
  };
  return [...some("writes_more", others(({ mayWrite }) => mayWrite, mappings.flatMap(written))), ...some("reads_more", others(({ mayRead }) => mayRead, mappings.flatMap(read)))]; // prettier-ignore
}

const FEW = 5;

function ofRole(role: RoleLook): Finding[] {
  const attributes = [
    ...(role.makesRoles ? [warning("makes_roles")] : []),
    ...(role.makesDatabases ? [warning("makes_databases")] : []),
    ...(role.replicates ? [warning("replicates")] : []),
    ...(role.passesRowSecurity ? [warning("passes_row_security")] : []),
  ];
  const ofDatabase = role.owns ? [warning("owns_database")] : role.createsSchemas ? [warning("creates_schemas")] : [];
  return [
    ...attributes,
    ...some("member_of", role.memberOf),
    ...ofDatabase,
    ...some("owns_elsewhere", role.ownsElsewhere),
    ...some("writes_elsewhere", role.writesElsewhere),
    ...some("reads_elsewhere", role.readsElsewhere),
    ...some("creates_in", role.createsIn),
    ...some("everybody_creates_in", role.everybodyCreatesIn),
    ...some("runs_as_others", role.runsAsOthers),
  ];
}

/** One line for all of them, with a few by name. */
const some = (because: string, { n, names }: Some): Finding[] =>
  n === 0 ? [] : [warning(because, { n, names: names.join(", ") + (n > names.length ? ", …" : "") })];
