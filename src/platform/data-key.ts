import { WrongConfiguration } from "./config.ts";
import { sql, type Row, type Tx } from "./database.ts";
import type { Keyring, Wrapping } from "./secrets.ts";

/** Which secret wrapped the database's key; null in a database that has none yet. */
export const fingerprintIn = (tx: Tx): Promise<Uint8Array | null> => tx.one((r) => r.fingerprint as Uint8Array, sql`select fingerprint from server_key`);

/** `exchanged`: it was wrapped by a former secret, and is wrapped by the one in use now. */
export type DataKey = { dataKey: string; exchanged: boolean };

const DAMAGED = "The key in the database does not open with the secret that wrapped it: the table server_key was changed; restore the database from a backup.";
/** Several processes may start at once; each round one of them gets its way. */
const ROUNDS = 5;

/**
 * The key of all that is sealed in this database, made at the first start and the same ever after. What the configured secret does is to wrap it, so a new secret
 * changes one row: nothing is sealed anew, no mailed link dies and nobody is signed out. One statement replaces the row, so a crash leaves it wrapped by one or the other.
 * Null: none of these secrets wrapped it.
 */
export async function dataKeyOf(tx: Tx, { wrappings, newDataKey }: Keyring): Promise<DataKey | null> {
  const [current] = wrappings;
  let [dataKey, exchanged]: [string | null, boolean] = [null, false];
  for (let round = 0; round < ROUNDS; round += 1) {
    const kept = await keptKey(tx);
    if (kept === null) {
      await tx.run(sql`insert into server_key (fingerprint, data_key_wrapped) values (${current.print}, ${current.wrap(newDataKey())}) on conflict do nothing`);
      continue;
    }
    const wrapping = wrappings.find(({ print }) => Buffer.from(print).equals(kept.fingerprint));
    if (wrapping === undefined) break;
    dataKey = opened(wrapping, kept);
    exchanged ||= wrapping !== current;
    if (wrapping === current && kept.wrapped !== null) break;
    await tx.run(sql`update server_key set fingerprint = ${current.print}, data_key_wrapped = ${current.wrap(dataKey)}
      where fingerprint = ${kept.fingerprint} and data_key_wrapped is not distinct from ${kept.wrapped}::bytea`);
  }
  return dataKey === null ? null : { dataKey, exchanged };
}

/** The same for whoever only looks: nothing is made or exchanged. `former`: a former secret wrapped it. */
export async function lookAtDataKey(tx: Tx, { wrappings }: Keyring): Promise<"none yet" | "other secret" | "damaged" | { dataKey: string; former: boolean }> {
  const kept = await keptKey(tx);
  if (kept === null) return "none yet";
  const wrapping = wrappings.find(({ print }) => Buffer.from(print).equals(kept.fingerprint));
  if (wrapping === undefined) return "other secret";
  try {
    return { dataKey: opened(wrapping, kept), former: wrapping !== wrappings[0] };
  } catch (error) {
    if (error instanceof WrongConfiguration) return "damaged";
    throw error;
  }
}

type KeptKey = { fingerprint: Uint8Array; wrapped: Uint8Array | null };

const toKey = (r: Row): KeptKey => ({ fingerprint: r.fingerprint, wrapped: r.data_key_wrapped });
const keptKey = (tx: Tx): Promise<KeptKey | null> => tx.one(toKey, sql`select fingerprint, data_key_wrapped from server_key`);

/** Before there was a data key, the secret itself was it; it stays so, or what was mailed and sealed with it would be lost. */
function opened(wrapping: Wrapping, { wrapped }: KeptKey): string {
  if (wrapped === null) return wrapping.secret;
  try {
    return wrapping.unwrap(wrapped);
  } catch {
    throw new WrongConfiguration([DAMAGED]);
  }
}
