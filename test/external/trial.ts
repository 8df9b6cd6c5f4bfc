import { mappedIn, whyNotMap } from "../../src/classrooms/databases/mapping.ts";
import { readRowIn, writeRowIn, type RowWritten } from "../../src/classrooms/databases/rows-actions.ts";
import { aCluster, type Cluster } from "./cluster.ts";
import { hostileCases, type Case } from "./hostile.ts";
import { judgeLog } from "./judging.ts";

export type Verdict = { cases: number; answers: Record<string, number>; statements: number; updates: number; misses: string[] };

const ROLE = "aulas";
/** What Bedel may write, what it may not, and names that end too soon for whoever quotes badly. */
const WORLD = `
  create schema negocio; create schema "we""ird; --";
  create table negocio.sga_espacios (espacio integer primary key, nombre varchar(100), codigo varchar(20), link_clase_virtual varchar(250), secret text default 'untouched');
  create table "we""ird; --"."ta""ble; drop table negocio.victims; --" (espacio integer primary key, "co""l = 1, ""secret" text, nombre text, codigo text, link_clase_virtual text, secret text default 'untouched');
  create table negocio.victims (espacio integer, nombre text, codigo text, link_clase_virtual text, secret text);
  insert into negocio.sga_espacios (espacio, nombre) select g, 'Aula ' || g from generate_series(101, 120) g;
  insert into "we""ird; --"."ta""ble; drop table negocio.victims; --" (espacio, nombre) select g, 'Aula ' || g from generate_series(101, 120) g;
  insert into negocio.victims select 101, 'v', 'v', 'v', 'untouched' from generate_series(1, 20);
  create role ${ROLE} login; grant usage on schema negocio, "we""ird; --" to ${ROLE};
  grant select, update (nombre, codigo, link_clase_virtual) on negocio.sga_espacios to ${ROLE};
  grant select, update ("co""l = 1, ""secret", nombre, codigo, link_clase_virtual) on "we""ird; --"."ta""ble; drop table negocio.victims; --" to ${ROLE};
  grant select, update on negocio.victims to ${ROLE};`;

/** So many hostile mappings and values against a real PostgreSQL, and what its own log and its rows say afterwards. */
export async function tryHostile(count: number, seed: number, said: (done: number) => void = () => undefined): Promise<Verdict> {
  const cluster = await aCluster();
  try {
    await cluster.run(WORLD);
    const before = await untouched(cluster);
    const answers: Record<string, number> = {};
    const misses: string[] = [];
    const cases = hostileCases(count, seed);
    let done = 0;
    const one = async (): Promise<void> => {
      for (let next = cases.next(); next.done !== true; next = cases.next()) {
        const answer = await tried(cluster, next.value).catch((error: unknown) => ({ is: `threw ${String(error)}` }));
        const called = answer.is === "refused" && "because" in answer ? `refused: ${answer.because}` : answer.is;
        answers[called] = (answers[called] ?? 0) + 1;
        if (called.startsWith("threw") || called === "unreachable") misses.push(`${called} at ${JSON.stringify(next.value)}`);
        done += 1;
        if (done % 1000 === 0) said(done);
      }
    };
    await Promise.all(Array.from({ length: 8 }, one));
    const { statements, updates, strangers } = judgeLog(cluster.logged(), ROLE);
    const after = await untouched(cluster);
    if (after !== before) misses.push("rows or columns changed that nobody mapped");
    if ((answers["written"] ?? 0) === 0 || updates === 0) misses.push("nothing was written at all, so nothing is shown");
    return { cases: done, answers, statements, updates, misses: [...misses, ...strangers.map((one) => `came: ${one}`)] };
  } finally {
    await cluster.stop();
  }
}

async function tried(cluster: Cluster, { mapping, key, expected, wanted }: Case): Promise<RowWritten | { is: string }> {
  const opened = { id: "", revision: 1, name: "", host: "127.0.0.1", port: cluster.port, database: "postgres", userName: ROLE, password: "none", tls: "none" as const, ca: null };
  if (whyNotMap(mapping) !== null) return { is: "no mapping" };
  if (mappedIn(mapping).every(({ what }) => wanted[what] === undefined)) return { is: "nothing wanted" };
  await readRowIn(opened, mapping, key, null, wanted); // as before Zoom is changed
  return writeRowIn(opened, mapping, key, expected, wanted);
} // prettier-ignore

/** What no mapping of ours reaches: columns without rights, rows under other keys than those that are asked for, and tables where a key names several. */
async function untouched(cluster: Cluster): Promise<string> {
  const rows = await cluster.run(`select md5(string_agg(x, '|' order by x)) as print from (
    select 'v' || v::text as x from negocio.victims v union all
    select 's' || espacio || secret from negocio.sga_espacios union all select 'w' || espacio || secret from "we""ird; --"."ta""ble; drop table negocio.victims; --" union all
    select e::text from negocio.sga_espacios e where espacio not in (101, 102) union all select w::text from "we""ird; --"."ta""ble; drop table negocio.victims; --" w where espacio not in (101, 102) union all
    select 't' || n.nspname || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' union all
    select 'r' || rolname || rolsuper from pg_roles) all_of_it`);
  return String(rows[0]!["print"]);
}
