/** Habits that a pattern can see. `except` names where the habit is someone's job. */
export type Habit = { rule: string; pattern: RegExp; except?: RegExp; wayOut: string };

export const HABITS: Habit[] = [
  {
    rule: "nobody but the clock asks the computer what time it is",
    pattern: /\bDate\.now\(|\bnew Date\(\s*\)|(?<!new )\bDate\(\)|\bTemporal\.Now\b/,
    except: /^(src\/platform\/clock\.ts|web\/(.+\/)?now\.ts|scripts\/|bench\/|test\/support\/|sandbox\/main\.ts)/,
    wayOut: "take the moment or the clock as an argument",
  },
  { rule: "chance comes from a seed or is injected", pattern: /\bMath\.random\b/, wayOut: "take the randomness as an argument (src/lib/random.ts)" },
  {
    rule: "every test runs",
    pattern: /\b(?:test|it|describe|suite)(?:\.\w+)*\.(?:skip|only|todo|skipIf|runIf|fails)\b/,
    wayOut: "make it pass, or delete it and say why in the commit",
  },
  {
    rule: "our own code is never mocked",
    pattern: /\bvi\.(?:mock|doMock|hoisted|spyOn)\(/,
    wayOut: "use a stand-in: the clock, the sandbox, the mailbox or PGlite",
  },
  {
    rule: "pages ask the table who may do what, not the role",
    pattern: /\bisAdmin\(|\.role\b/,
    except:
      /^(?!web\/)|^web\/(shell\/(me|may|menu)\.ts|shell\/(account-menu|finder)\.tsx|attendance\/reports-page\.tsx|people\/members\/(change-dialog|members-list)\.tsx)$/, // these only say who somebody is, or whose list it is
    wayOut: "use useWhyNot() or useMay() of web/shell/may.ts with the route that it calls",
  },
  { rule: "nothing is left for later in a comment", pattern: /\b(?:TODO|FIXME|XXX|HACK)\b/, wayOut: "do it, or file an issue" },
  { rule: "types are not silenced", pattern: /\bas any\b|@ts-(?:ignore|nocheck)\b/, wayOut: "give it its type, or read it with a zod shape" },
];

const SQL_TEMPLATE = /(?:\bsql(?:<[^>`]*>)?|\.script\()\s*`([^`]*)`/g;
const CLOCK_IN_SQL = /(?<![.\w])now\(\)|\bcurrent_(?:timestamp|date|time)\b|\blocaltime(?:stamp)?\b/i;

/** SQL that asks the database for the application's time. `clock_timestamp()` is machine time: for leases and limits. */
export function asksDatabaseForTime(path: string, text: string): boolean {
  const queries = path.endsWith(".sql")
    ? [text.replaceAll(/--.*$/gm, "")]
    : [...text.matchAll(SQL_TEMPLATE)].map((found) => found[1]!.replaceAll(/\$\{[^}]*\}/g, "?"));
  return queries.some((query) => CLOCK_IN_SQL.test(query));
}

/** Tables that belong to no institution, each with its reason. */
export const SHARED_TABLES = [
  "migrations", "application_clock", "server_key", "removed_demo", "processes", "people", "sign_ins", "sign_in_methods", "verifications",
  "beginnings", // of institutions that are not there yet
  "two_factors", "mailed_links", "tries", // belong to a person, or to nobody yet
  "zoom_permits", "zoom_days", // Zoom counts by its account, on which two institutions may be
]; // prettier-ignore

export function tablesWithoutInstitution(text: string): string[] {
  const tables = [...text.replaceAll(/--.*$/gm, "").matchAll(/create table (?:if not exists )?"?(\w+)"? \(([\s\S]*?)\);/gi)].map((found) => ({
    name: found[1]!,
    body: found[2]!,
  }));
  const keyed = ({ body }: { body: string }): boolean => /primary key \(\s*institution_id\b|institution_id uuid primary key/i.test(body);
  return tables.filter((table) => !SHARED_TABLES.includes(table.name) && !keyed(table)).map(({ name }) => name);
}
