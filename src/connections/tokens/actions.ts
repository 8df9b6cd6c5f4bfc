import type { Clock } from "../../platform/clock.ts";
import type { Database, Tx } from "../../platform/database.ts";
import type { Secrets } from "../../platform/secrets.ts";
import { causeOf } from "../../zoom/client/codes.ts";
import type { Lease, Token, TokenStore } from "../../zoom/client/tokens.ts";
import { ZoomError } from "../../zoom/port.ts";
import { grantBehind, lockGrant, shareToken } from "../sharing/actions.ts";
import { connectionById, readToken, releaseLease, saveRefused, saveToken, takeLease, type ConnectionKey, type KeptToken } from "../store.ts";
import { openedToken, sealedToken } from "./seal-actions.ts";

export { openedToken, sealedToken } from "./seal-actions.ts";

type Needs = { db: Database; clock: Clock; secrets: Secrets; process: string | null };

/** Holds the lease for a process that is alone with its database, where whatever another one held is free. */
const ALONE = "00000000-0000-0000-0000-000000000000";

/** What was read is believed for so long: many calls, one token. An older one is refused by Zoom, and then read again. */
const BELIEVED_MS = 1000;
/** A Server-to-Server app that is refused is tried again that much later: what mends it is done at Zoom, and nobody tells us. */
const TRIED_AGAIN_MS = 60_000;

/** `byPeople`: people authorize the app, and where Zoom refuses it nothing is asked until one of them has done so again. */
export function storedToken(world: Needs, key: ConnectionKey, byPeople: boolean): TokenStore {
  const { db, secrets, clock } = world;
  let [known, readAt]: [{ token: Token | null; kept: KeptToken | null } | null, number] = [null, Number.NEGATIVE_INFINITY];
  let refusedUntil: { machine: number; code: number | null } | null = null;
  const note = (kept: KeptToken | null) => {
    known = { kept, token: kept === null ? null : openedToken(secrets, key, kept) };
    readAt = clock.machine();
    return known;
  };
  const believed = async () => (known !== null && clock.machine() - readAt < BELIEVED_MS ? known : note(await readToken(db, key)));
  return {
    read: async () => {
      if (refusedUntil !== null && clock.machine() < refusedUntil.machine) throw refusal(refusedUntil.code);
      const { kept, token } = await believed();
      if (byPeople && kept?.state === "reconnect needed") throw refusal(kept.troubleCode);
      return token;
    },
    readNow: async () => note(await readToken(db, key)).token,
    take: async () => {
      const kept = await takeLease(db, key, world.process ?? ALONE);
      if (kept === null) return null;
      const lease = leaseOf(world, key, kept, note(kept).token); // as fresh as can be: whoever finds another's token here need not take the lease each time
      return {
        ...lease,
        save: async (token) => {
          const isKept = await lease.save(token);
          [known, refusedUntil] = [null, null];
          return isKept;
        },
        refused: async (error) => {
          if (!byPeople) refusedUntil = { machine: clock.machine() + TRIED_AGAIN_MS, code: error.code };
          await lease.refused(error);
          known = null;
        },
      };
    },
  };
}

/** For clients of one process that share a token: the lease tells processes apart and not those. Whoever comes second waits, and finds the new token. */
export function sharedHere(store: TokenStore): TokenStore {
  let last: Promise<void> = Promise.resolve();
  return {
    ...store,
    take: async () => {
      const before = last;
      const { promise, resolve } = Promise.withResolvers<void>();
      last = promise;
      await before;
      const lease = await store.take().catch((error: unknown) => (resolve(), Promise.reject(error)));
      if (lease === null) resolve();
      return lease && { ...lease, release: () => lease.release().finally(resolve) };
    },
  };
}

const refusal = (code: number | null): ZoomError => new ZoomError("reconnect", `Zoom has to be reconnected: ${causeOf(code)}`, { code });

function leaseOf({ db, secrets, clock, process }: Needs, key: ConnectionKey, kept: KeptToken, token: Token | null): Lease {
  return {
    token,
    save: (token) => db.transaction((tx) => saveForAll(tx, { secrets, clock }, key, kept.generation, token)),
    refused: async (error) => void (await saveRefused(db, key, kept.generation, error.code, clock.now())),
    release: async () => void (await releaseLease(db, key, process ?? ALONE).catch(() => undefined)), // it ends by itself
  };
}

/** With it for whoever else lives by the same authorization, in one transaction: a token that one of them has not is one that Zoom has ended for it. */
async function saveForAll(
  tx: Tx,
  { secrets, clock }: Pick<Needs, "secrets" | "clock">,
  key: ConnectionKey,
  generation: number,
  token: Token,
): Promise<boolean> {
  const c = await connectionById(tx, key);
  const grant = c === null || c.state === "disconnected" ? null : await grantBehind(tx, c);
  if (grant !== null) await lockGrant(tx, grant);
  if ((await saveToken(tx, key, generation, sealedToken(secrets, key, token), clock.now())) === 0) return false;
  if (grant !== null) await shareToken(tx, { secrets }, grant, key, token);
  return true;
}
