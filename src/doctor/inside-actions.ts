import type { Random } from "../lib/random.ts";
import type { Clock } from "../platform/clock.ts";
import { fingerprintIn, lookAtDataKey } from "../platform/data-key.ts";
import { sql, type Database } from "../platform/database.ts";
import { migrationNames } from "../platform/migrate.ts";
import { secretsWith, type Keyring, type Secrets } from "../platform/secrets.ts";
import { judgeClock } from "./clock.ts";
import { lookAtConnections } from "./connections-actions.ts";
import { judgeMigrations, judgeVersion } from "./database.ts";
import { fault, unknown, well, type Finding } from "./finding.ts";
import { instanceOf } from "./instance.ts";
import type { AtZoom } from "./zoom-actions.ts";

/** `keys` null: there is no secret. `at`: where a PostgreSQL is, for people. */
export type Inside = AtZoom & { db: Database; clock: Clock; random: Random; keys: Keyring | null; origin: string; at: string };

/** `instance` tells this database from others; null when the secret does not open it. */
export type Examined = { findings: Finding[]; instance: string | null };

/** All that a database tells, by whoever may open it: the doctor, or the server that holds it. Nothing in it is changed. */
export async function examineInside(inside: Inside): Promise<Examined> {
  const { db, keys, now } = inside;
  const ground = db.kind === "postgres" ? await lookAtPostgres(inside) : [];
  const migrations = judgeMigrations(await migrationsIn(db), await migrationNames());
  const findings = [...ground, migrations];
  if (migrations.because === "none_yet") return { findings: [...findings, well("secret", "none_yet"), well("zoom", "no_connection")], instance: null };
  if (migrations.is !== "well") {
    const left = (["secret", "zoom", "scopes", "webhooks"] as const).map((check) => unknown(check, "not_asked"));
    return { findings: [...findings, ...left], instance: null };
  }
  const { secret, secrets } = await lookAtSecret(inside, keys);
  return {
    findings: [...findings, secret, ...(await lookAtConnections({ ...inside, secrets, now }))],
    instance: secrets === null ? null : instanceOf(secrets),
  };
}

async function lookAtPostgres({ db, at, now }: Inside): Promise<Finding[]> {
  const number = await db.one((r) => Number(r.server_version_num), sql`show server_version_num`);
  const asked = now();
  const theirs = await db.one((r) => Number(r.ms), sql`select (extract(epoch from clock_timestamp()) * 1000)::bigint as ms`);
  return [judgeVersion(number ?? 0, at), judgeClock("PostgreSQL", (asked + now()) / 2, theirs)];
}

async function migrationsIn(db: Database): Promise<string[] | null> {
  const isNew = await db.one((r) => r.missing as boolean, sql`select to_regclass('migrations') is null as missing`);
  return isNew === true ? null : db.list((r) => r.name as string, sql`select name from migrations`);
}

async function lookAtSecret({ db, random }: Inside, keys: Keyring | null): Promise<{ secret: Finding; secrets: Secrets | null }> {
  if (keys === null) return { secret: (await fingerprintIn(db)) === null ? well("secret", "none_yet") : fault("secret", "gone"), secrets: null };
  const found = await lookAtDataKey(db, keys);
  if (found === "none yet") return { secret: well("secret", "none_yet"), secrets: null };
  if (found === "other secret") return { secret: fault("secret", "other"), secrets: null };
  if (found === "damaged") return { secret: fault("secret", "damaged"), secrets: null };
  return { secret: found.former ? unknown("secret", "former") : well("secret", "well"), secrets: secretsWith(found.dataKey, random) };
}
