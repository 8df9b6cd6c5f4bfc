import { after, hours, minutes, type Duration } from "../../lib/time.ts";
import type { LetterKind } from "../../notices/letters.ts";
import { fingerprint } from "../../platform/secrets.ts";
import type { World } from "../../world.ts";
import { sendLetter } from "../letters/actions.ts";
import { isOfDemo, memberByAddress } from "../store.ts";
import { forgetUnproven, insertLink, removeStaleLinks, replacePassword, takeLink, type Purpose } from "./store.ts";

type Needs = Pick<World, "db" | "random" | "clock" | "secrets" | "poke">;

type Mailed = { letter: LetterKind; path: string; lasts: Duration };
const MAILED: Record<Purpose, Mailed> = {
  "sign in": { letter: "magic_link", path: "/sign-in/link/", lasts: minutes(15) },
  "new password": { letter: "forgotten_password", path: "/reset-password?token=", lasts: hours(1) },
};

/** Mails a link to whoever has this address. Nobody is told whether anybody has; strangers get none, for accounts are made by invitation. */
export async function mailLink(world: Needs, purpose: Purpose, email: string): Promise<void> {
  const { letter, path, lasts } = MAILED[purpose];
  const { db, random, clock, secrets } = world;
  const until = after(clock.now(), lasts);
  const id = random.uuid();
  const tokenOf = `mailed link ${id}`;
  await db.transaction(async (tx) => {
    const member = await memberByAddress(tx, email);
    if (member === null) return;
    const { institutionId, personId, name, language, zone } = member;
    await removeStaleLinks(tx, personId, clock.now());
    await insertLink(tx, fingerprint(secrets.tokenFor(tokenOf)), personId, purpose, until);
    await sendLetter(tx, world, {
      institutionId,
      key: `mailed link ${id}`,
      kind: letter,
      to: { name, email, language, zone },
      facts: { values: { email }, moments: { until } },
      secret: { path, tokenOf },
      usefulUntil: until,
    });
  });
  world.poke(["mails"]);
}

/**
 * The person whose link to sign in it is; null when it works no longer. It works once. It proves the address: a password that somebody chose for
 * it before, without ever having proven it, counts no more. The demo's passwords are everybody's, and stay.
 */
export const useSignInLink = ({ db, clock }: Pick<World, "db" | "clock">, token: string): Promise<string | null> =>
  db.transaction(async (tx) => {
    const personId = await takeLink(tx, fingerprint(token), "sign in", clock.now());
    if (personId !== null && !(await isOfDemo(tx, personId))) await forgetUnproven(tx, personId);
    return personId;
  });

/** Takes the new password and ends every sign-in of its person; false when the link works no longer. */
export const resetPassword = ({ db, clock, random }: Pick<World, "db" | "clock" | "random">, token: string, passwordHash: string): Promise<boolean> =>
  db.transaction(async (tx) => {
    const personId = await takeLink(tx, fingerprint(token), "new password", clock.now());
    if (personId === null) return false;
    await replacePassword(tx, personId, passwordHash, random.uuid(), clock.now());
    return true;
  });
