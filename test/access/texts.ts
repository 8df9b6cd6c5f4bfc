import { sql, type Database, type Row } from "../../src/platform/database.ts";

/** What Zoom tells of an account is told to each institution that shares it. */
const OF_THE_ACCOUNT = ["hosts", "busy", "webhooks"];
/** Shorter ones are found anywhere. */
const SHORTEST = 6;

type Table = { name: string; rows: Row[] };

/** All texts that only this institution's rows hold: ids, names, addresses, titles, whatever. None of them may be told to another's people. */
export async function textsOf(db: Database, institutionId: string): Promise<Set<string>> {
  const [own, others] = [new Set<string>(), new Set<string>()];
  for (const { rows } of await tablesOf(db))
    for (const row of rows) for (const text of leaves(row)) (row["institution_id"] === institutionId ? own : others).add(text);
  const users = await db.list((r) => leaves(r), sql`select id, name, email from hosts where institution_id <> ${institutionId}`);
  return own.difference(others).difference(new Set(users.flat()));
}

/** Texts of these sessions that stand nowhere else in the institution: what another organizer may not learn. That there is a session, and when, everybody may. */
export async function textsOfSessions(db: Database, institutionId: string, ids: readonly string[]): Promise<Set<string>> {
  const [theirs, elsewhere] = [new Set<string>(), new Set(ids)];
  for (const { name, rows } of await tablesOf(db))
    for (const row of rows.filter((each) => each["institution_id"] === institutionId)) {
      const id = name === "sessions" ? row["id"] : row["session_id"];
      for (const text of leaves(row)) (ids.includes(id) ? theirs : elsewhere).add(text);
    }
  return theirs.difference(elsewhere);
}

async function tablesOf(db: Database): Promise<Table[]> {
  const names = await db.list(
    (r) => String(r["name"]),
    sql`select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'institution_id'`,
  );
  const tables: Table[] = [];
  for (const name of names.filter((each) => !OF_THE_ACCOUNT.includes(each)))
    tables.push({ name, rows: await db.list((r) => r["row"] as Row, sql`select to_jsonb(one) as row from ${sql.table(name)} one`) });
  return tables;
}

/** Moments, bytes, and our own words for how things stand. */
const NOBODYS = /^(\d{4}-\d\d-\d\d[T ]|\\x|[a-z][A-Za-z_ ]*$)/;

/** Every text in it that is somebody's, however deep. */
function leaves(value: unknown): string[] {
  if (typeof value === "string") return value.length < SHORTEST || NOBODYS.test(value) ? [] : [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(leaves);
}

/** Which of them an answer holds. */
export const heldIn = (answer: string, texts: Iterable<string>): string[] => [...texts].filter((text) => answer.includes(text));
