import type { LogLine } from "./cluster.ts";

/** A name in quotes, told by what PostgreSQL's manual says of them, and not by how Bedel makes them. */
const NAME = '"(?:[^"\\0]|"")+"';
const AS_TEXT = `${NAME}::pg_catalog\\.text`;
const IS = `\\(${AS_TEXT} collate pg_catalog\\."C"\\) operator\\(pg_catalog\\.=\\) \\$\\d+`;
/** A cell is never read longer than this many characters, whatever it holds. */
const READ = `pg_catalog\\.left\\(${AS_TEXT}, 4001\\)`;
const WHERE = `where ${IS}(?: and ${IS})?`;

/** Everything that may ever come. */
const MAY_COME = [
  "begin isolation level read committed read (?:only|write)",
  "set local statement_timeout = '10s'; set local lock_timeout = '5s'; set local idle_in_transaction_session_timeout = '20s'",
  "set local search_path = pg_catalog, pg_temp",
  `select ${READ} as (?:link|name|code|passcode)(?:, ${READ} as (?:link|name|code|passcode))* from ${NAME}\\.${NAME} ${WHERE} limit 2(?: for update)?`,
  `update ${NAME}\\.${NAME} set ${NAME} = \\$\\d+(?:, ${NAME} = \\$\\d+)* ${WHERE}`,
  "commit",
].map((one) => new RegExp(`^${one}$`, "s"));

/** Where a value is too long Bedel looks its column up, in the catalogue. */
const LOOKS_UP =
  /^select a\.attname::text as name, [^"]* where n\.nspname::text = \$1 and c\.relname::text = \$2 and a\.attnum > 0 and not a\.attisdropped order by a\.attnum$/s;

/** Before Zoom is changed: whether the row could be written at all, by the catalogue. */
const MAY_WRITE = /^select pg_is_in_recovery\(\) as standby, [^"]* where n\.nspname::text = \$1 and c\.relname::text = \$2$/s;

/** Of what PostgreSQL wrote down, what should not have come, and how much came at all. */
export function judgeLog(lines: readonly LogLine[], user: string): { statements: number; updates: number; strangers: string[] } {
  const statements = lines.filter((line) => line.user === user).flatMap(({ message, statement }) => [toldBy(message), statement ?? null]).filter((one) => one !== null);
  const strangers = statements.filter((one) => !MAY_COME.some((shape) => shape.test(one)) && !LOOKS_UP.test(one) && !MAY_WRITE.test(one));
  return { statements: statements.length, updates: statements.filter((one) => one.startsWith("update ")).length, strangers };
} // prettier-ignore

const toldBy = (message: string): string | null => /^(?:statement|execute [^:]*|parse [^:]*|bind [^:]*): (.*)$/s.exec(message)?.[1] ?? null;
