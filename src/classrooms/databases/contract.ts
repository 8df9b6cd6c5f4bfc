import { z } from "zod";
import { freshId, revision } from "../../lib/shapes.ts";
import { line, neededLine } from "../../lib/text.ts";

/** `verified`: the certificate must be genuine; `encrypted`: any will do; `none`: in clear. */
export const tls = z.enum(["verified", "encrypted", "none"]);
const identifier = z.string().min(1).max(63);
const databaseFields = {
  name: neededLine(80),
  /** A name or a number; never the path of a socket on Bedel's own machine. */
  host: neededLine(253).regex(/^[\p{L}\p{N}._:-]+$/u),
  port: z.number().int().min(1).max(65535),
  database: identifier,
  userName: identifier,
  tls,
  ca: z.string().max(20_000).nullable(),
};
/** POST /api/external-databases; PUT …/:id (an empty password: it stays as it was). */
export const newDatabase = z.object({ id: freshId, ...databaseFields, password: z.string().max(400) });
/** `confirmed`: that it goes elsewhere is meant; refused without while classrooms are published there. */
export const changeDatabase = z.object({ revision, ...databaseFields, password: z.string().max(400), confirmed: z.boolean().default(false) });

const tableFields = {
  databaseId: z.uuid(),
  name: neededLine(80),
  schema: identifier,
  table: identifier,
  keyColumn: identifier,
  linkColumn: identifier.nullable(),
  nameColumn: identifier.nullable(),
  codeColumn: identifier.nullable(),
  passcodeColumn: identifier.nullable(),
  filter: z.object({ column: identifier, value: line(400) }).nullable(),
};
/** POST /api/external-tables; PUT and DELETE …/:id. POST …/:id/try tries a saved one again. */
export const newTable = z.object({ id: freshId, ...tableFields });
/** `confirmed`: that a column is kept up no more in which published classrooms are written is meant; refused without. */
export const changeTable = z.object({ revision, ...tableFields, confirmed: z.boolean().default(false) });
/** POST /api/external-tables/try : as it would be saved, without saving it. `id`: of the saved one that it would replace. */
export const tryTable = z.object({ ...tableFields, name: line(80), id: z.uuid().nullable() });

/**
 * What was found when it was tried: message keys under `external.found.`. `fault`: it can't be used so; `warning`: it can. Where one column is meant, `values.column` names it.
 */
export const finding = z.object({
  is: z.enum(["fine", "warning", "fault"]),
  because: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  /** Of a fault: nothing was found of the mapping, for the database could not be spoken with. */
  isAway: z.boolean().optional(),
});
export type Finding = z.infer<typeof finding>;

export const tableView = z.object({
  id: z.string(),
  revision: z.number(),
  ...tableFields,
  /** As people tell it from all others of the institution: with its database where these are in more than one. */
  called: z.string(),
  tried: z.array(finding),
  triedAt: z.string().nullable(),
  classrooms: z.number(),
});
export type TableView = z.infer<typeof tableView>;
/** `trouble`: message key under `external.found` why it could not be spoken with last. */
export const databaseView = z.object({
  id: z.string(),
  revision: z.number(),
  ...databaseFields,
  host: z.string(),
  tables: z.array(tableView),
  trouble: z.string().nullable(),
});
export type DatabaseView = z.infer<typeof databaseView>;
/** GET /api/external-databases */
export const databaseList = z.object({ databases: z.array(databaseView) });
export const tried = z.object({ findings: z.array(finding) });
/** GET /api/external-databases/:id/tables : of which its role may read something, to choose one. */
export const tableChoices = z.object({
  tables: z.array(z.object({ schema: z.string(), table: z.string(), columns: z.array(z.string()) })),
  trouble: z.string().nullable(),
});
export type TableChoices = z.infer<typeof tableChoices>;

const cell = z.string().nullable();
/** GET /api/external-tables/:id/rows?search= : at most 50 rows as they are there now, to pick one. `more`: there are others. `trouble`: message key under `external.found`. */
export const rowList = z.object({
  rows: z.array(z.object({ key: z.string(), link: cell, name: cell, code: cell, passcode: cell, classroom: z.string().nullable() })),
  more: z.boolean(),
  trouble: z.string().nullable(),
});
export type RowList = z.infer<typeof rowList>;
