import { isGuessed } from "../../../lib/person-lines.ts";
import type { World } from "../../../world.ts";
import type { AtWork } from "../../runs/performer.ts";
import { namesOf } from "../names.ts";
import { memberName } from "./store.ts";

/** `isGuess`: nobody said it, so any name that somebody has in Zoom is better. */
export type Called = { firstName?: string; lastName?: string; name?: string; isGuess: boolean };

/**
 * How somebody is to be called in Zoom. Who was asked for by an invitation has said since how they are called, as members do; a name that an administrator
 * wrote into a list is meant for Zoom, unless it was made from the address.
 */
export async function calledNow({ db }: Pick<World, "db">, { run, asked }: Pick<AtWork, "run" | "asked">): Promise<Called> {
  const { firstName, lastName, name, email } = asked;
  const said = { ...(firstName === undefined ? {} : { firstName }), ...(lastName === undefined ? {} : { lastName }), ...(name === undefined ? {} : { name }) };
  if (run.kind !== "zoom user" || email === undefined) return { ...said, isGuess: false };
  const isGuess = isGuessed(name ?? `${firstName ?? ""} ${lastName ?? ""}`.trim(), email);
  const own = isGuess || run.askedBy === null ? await memberName(db, run.institutionId, { memberId: run.memberId, email }) : null;
  return own === null ? { ...said, isGuess } : { ...namesOf(own, email), isGuess: false };
}
