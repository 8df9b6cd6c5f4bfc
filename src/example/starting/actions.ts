import { wallClock } from "../../platform/clock.ts";
import { whyNotKeepClock, readClock, releaseClock } from "../../platform/due.ts";
import { refuse, valueOf } from "../../platform/http.ts";
import { beginBy, beginPageFor, isOwned, makeBeginning } from "../../people/founding/actions.ts";
import type { SignIn } from "../../people/signing-in/actions.ts";
import type { World } from "../../world.ts";
import type { z } from "zod";
import type { Mover } from "../moving/actions.ts";
import { endDemo, previewOf, removeRows, type Played } from "../removing/actions.ts";
import type { Start, startForReal, StartPage } from "./contract.ts";

export type Parts = {
  world: World;
  mover: Mover;
  played: Played;
  signIn: Pick<SignIn, "hashOf" | "signIn">;
  /** Of the Zoom account that the settings name, if they do. */
  accountId: string | null;
  /** Writes a line in the terminal. */
  say: (line: string) => void;
};

export async function startOf({ world, mover }: Pick<Parts, "world" | "mover">): Promise<Start> {
  const { db } = world;
  const owned = await isOwned(db);
  const demo = await previewOf(db);
  const why = await db.transaction((tx) => whyNotKeepClock(tx, wallClock()));
  const ahead = why === "demo_clock_ahead" || mover.under() !== null;
  return { owned, demo, clock: ahead ? "ahead" : why === null ? "in step" : "behind" };
}

/** Whoever reads the server's terminal may begin, and nobody else: the demo is open to whoever comes. */
export async function printAddress({ world, say }: Pick<Parts, "world" | "say">): Promise<void> {
  if (await isOwned(world.db)) throw refuse(409, "beginning_used");
  const token = await makeBeginning(world, { first: true, institution: null, email: null });
  say("Somebody wants to start for real. Whoever opens this address within 24 hours becomes the owner of a new institution:");
  say(`${world.origin}/start/${token}`);
}

/** Null: nobody was shown such an address. */
export async function startPageOf(parts: Parts, token: string): Promise<StartPage | null> {
  const page = await beginPageFor(parts.world, token, { personId: null });
  return page === null ? null : { ...(await startOf(parts)), state: page.state };
}

/** The real institution, with its owner, beside the demo or instead of it; the cookies by which the owner has signed in. */
export async function start(parts: Parts, token: string, wish: z.infer<typeof startForReal>): Promise<string[]> {
  const { world, signIn, accountId, played } = parts;
  if (parts.mover.under() !== null) throw refuse(409, "clock_is_moving");
  if (!wish.removeDemo) await bringUpToNow(parts, token);
  let gone: string | null = null;
  const remove = wish.removeDemo ? async (tx: Parameters<typeof removeRows>[0]) => void (gone = await removeRows(tx, wallClock())) : null;
  valueOf(await beginBy(world, signIn, accountId, token, { personId: null }, wish, remove));
  await readClock(world.db, world.clock);
  if (gone !== null) await endDemo(world.db, played, gone);
  return (await signIn.signIn(wish.newcomer.email, wish.newcomer.password)) ?? [];
}

/** A demo that stood still, or took its time to live through its week, is moved on to the real time, everything due on the way included. */
async function bringUpToNow({ world, mover }: Parts, token: string): Promise<void> {
  const { db, clock } = world;
  const behind = async (): Promise<boolean> => (await db.transaction((tx) => whyNotKeepClock(tx, wallClock()))) === "demo_clock_behind";
  if (!(await behind()) || (await beginPageFor(world, token, { personId: null }))?.state !== "open") return;
  await mover.moveTo(wallClock());
  await releaseClock(db, clock, wallClock());
  if (await behind()) await mover.moveTo(wallClock()); // the way there took longer than what may be skipped
}
