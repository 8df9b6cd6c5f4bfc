import { seededRandom, type Random } from "../../src/lib/random.ts";
import type { Mapping } from "../../src/classrooms/databases/mapping.ts";
import type { RowValues } from "../../src/classrooms/runs/facts.ts";

export type Case = { mapping: Mapping; key: string; expected: RowValues | null; wanted: RowValues };

/** What could end a name or a value before its end, or mean something else than it says. */
const SHARP = [
  '"', '""', '"""', "'", "''", "\\", "\\'", '\\"', "$1", "$$", "$a$", ";", "--", "/*", "*/", "\0", "\u0000\"", "\ud800", "\udfff", "\u{1f469}\u200d\u{1f52c}", "\ufeff", "\u202e", "\r\n", "\t", " ", ".", ",", "(", ")", "::text", "%", "%s", "%n",
  "U&\"\\0041\"", "E'\\''", "\u2019", "\uff02", "\uff07", "\u02bc", "x", "é", "ß", "İ", "\u0301", "null", "default", "pg_sleep(9)", "'; drop table negocio.victims; --", "\"; drop table negocio.victims; --", "\" = '' where true; --",
  "1 or 1=1", "101' or '1'='1", "*", "oid", "ctid", "tableoid", "xmin", "current_user", "\x01", "\x7f", "\x1b[2J", "\ud83d", "$2", "$3::text", "select", "returning *", "' returning link_clase_virtual --",
]; // prettier-ignore

/** Names that there are, so that whatever slips through finds something. */
export const THERE = {
  schemas: ["negocio", 'we"ird; --', "pg_catalog", "information_schema", "public"],
  tables: ["sga_espacios", "victims", 'ta"ble; drop table negocio.victims; --', "pg_authid", "pg_class", "columns"],
  columns: ["espacio", "nombre", "codigo", "link_clase_virtual", "secret", 'co"l = 1, "secret', "ctid", "oid", "rolpassword"],
  keys: ["101", "102", "999", "", "1", "' or true --"],
};

const below = (random: Random, end: number): number => Math.floor(random.unit() * end);
const pick = <T>(random: Random, from: readonly T[]): T => from[below(random, from.length)]!;

function hostile(random: Random, longest: number): string {
  const parts = Array.from({ length: 1 + below(random, 6) }, () => pick(random, SHARP));
  const text = parts.join(pick(random, ["", "", "x", "a b"]));
  const turn = below(random, 12);
  if (turn === 0) return text.repeat(Math.ceil(longest / Math.max(1, text.length)));
  if (turn === 1) return "é".repeat(below(random, longest));
  return turn === 2 ? `${"a".repeat(62)}${text}` : text;
}

const nameFrom = (random: Random, there: readonly string[]): string => (below(random, 3) > 0 ? pick(random, there) : hostile(random, 70));
const valueFrom = (random: Random): string | null => (below(random, 9) === 0 ? null : hostile(random, 400));

/** The same for the same seed. */
export function* hostileCases(count: number, seed: number): Generator<Case> {
  const random = seededRandom(seed);
  for (let i = 0; i < count; i += 1) {
    const column = (): string | null => (below(random, 4) === 0 ? null : nameFrom(random, THERE.columns));
    const mapping: Mapping = {
      ...{ schema: nameFrom(random, THERE.schemas), table: nameFrom(random, THERE.tables), keyColumn: nameFrom(random, THERE.columns) },
      ...{ linkColumn: column(), nameColumn: column(), codeColumn: column(), passcodeColumn: below(random, 3) === 0 ? column() : null },
      filter: below(random, 5) === 0 ? { column: nameFrom(random, THERE.columns), value: hostile(random, 200) } : null,
    };
    const plain = below(random, 3) === 0;
    const usual = plain ? { schema: "negocio", table: "sga_espacios", keyColumn: "espacio", linkColumn: "link_clase_virtual", nameColumn: "nombre", codeColumn: "codigo", passcodeColumn: null } : {}; // prettier-ignore
    const key = below(random, 2) === 0 ? pick(random, THERE.keys) : hostile(random, 300);
    const expected = below(random, 6) === 0 ? { name: hostile(random, 40) } : null;
    yield {
      mapping: { ...mapping, ...usual },
      key,
      expected,
      wanted: { link: valueFrom(random), name: valueFrom(random), code: valueFrom(random), passcode: valueFrom(random) },
    };
  }
}
