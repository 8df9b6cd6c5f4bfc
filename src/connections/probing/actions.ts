import { minutes, seconds, after, type Instant } from "../../lib/time.ts";
import type { World } from "../../world.ts";
import { ZoomError } from "../../zoom/port.ts";
import type { Connection } from "../connection.ts";
import type { ConnectionKey } from "../store.ts";
import { roleLacks } from "../role.ts";
import { OWNER_GONE, ROLE_LOST } from "./lost.ts";
import { askForProbe, nextProbe, saveLost, takeProbes } from "./store.ts";
import { SEEN_EVERY } from "./when.ts";

export { askForProbe } from "./store.ts";

export type Prober = {
  /** Asks Zoom about the connections of which nothing was heard for too long; `atOnce`: something speaks against one. Says how many it asked. */
  run(atOnce: boolean): Promise<number>;
  /** Somebody has the institution on a screen. */
  looked(institutionId: string): void;
  /** When the next is to be asked, as far as can be told. */
  nextAt(): Promise<Instant | null>;
};

/** After everything else that is asked of Zoom. */
const URGENCY = 9;
/** So many at once: further ones a moment later, so that they are spread. */
const MOST_AT_ONCE = 4;
/** A page asks who it is for every few seconds. */
const LOOKED_FOR = minutes(1);
/** Between two looks at the database: well within what is missing to a minute. */
const LOOKS_EVERY = seconds(5);

/** Zoom said that something is not permitted: the role may be lost, which is asked at once, but not after each of many such calls. */
export function openDoubt({ db, clock }: { db: World["db"]; clock: Pick<World["clock"], "now"> }, key: ConnectionKey): () => Promise<void> {
  let doubtedAt: Instant | null = null;
  return async () => {
    const now = clock.now();
    if (doubtedAt !== null && now < after(doubtedAt, SEEN_EVERY)) return;
    doubtedAt = now;
    await askForProbe(db, key).catch(() => void (doubtedAt = null)); // the next such call says it again
  };
}

/** One process asks about a connection, whichever comes first. */
export function openProber(world: Pick<World, "db" | "clock" | "zoomOf" | "poke">): Prober {
  const lookedAt = new Map<string, Instant>();
  let lookedAtDatabase: Instant | null = null;
  const lookedNow = (now: Instant): string[] => [...lookedAt].flatMap(([id, at]) => (after(at, LOOKED_FOR) >= now ? [id] : []));
  return {
    run: async (atOnce) => {
      const now = world.clock.now();
      if (!atOnce && lookedAtDatabase !== null && now >= lookedAtDatabase && now < after(lookedAtDatabase, LOOKS_EVERY)) return 0;
      const taken = await takeProbes(world.db, now, lookedNow(now), MOST_AT_ONCE);
      lookedAtDatabase = taken.length === 0 ? now : null;
      await Promise.all(taken.map((c) => probe(world, c)));
      return taken.length;
    },
    looked: (institutionId) => void lookedAt.set(institutionId, world.clock.now()),
    nextAt: () => nextProbe(world.db, world.clock.now(), lookedNow(world.clock.now())),
  };
}

/**
 * A cheap question, whose answer says whether the connection holds. That Zoom is away, or refuses the token, is written down where all calls are; that
 * the person may not do any more what the connection is for, only this can tell apart from a scope that was never given and a plan that was not paid for.
 */
async function probe(world: Pick<World, "db" | "clock" | "zoomOf" | "poke">, c: Connection): Promise<void> {
  const zoom = world.zoomOf(c.institutionId, URGENCY, c.id);
  const code = await lostBy(zoom, c);
  if (code !== null && (await saveLost(world.db, c, code, world.clock.now())) === 1) world.poke();
}

async function lostBy(zoom: ReturnType<World["zoomOf"]>, c: Connection): Promise<number | null> {
  try {
    const me = await zoom.whoAmI();
    if (c.app !== "admin") return null; // an account's own app acts for nobody, and a person's own Zoom needs no role
    if (me.accountId !== c.accountId) return OWNER_GONE;
    const known = roleLacks(me, []).length === 0 ? [] : await zoom.myPermissions();
    return roleLacks(me, known).length === 0 ? null : ROLE_LOST;
  } catch (error) {
    if (!(error instanceof ZoomError)) throw error;
    return error.kind === "permission" && c.app === "admin" ? ROLE_LOST : null;
  }
}
