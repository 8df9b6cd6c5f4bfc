import { isOpen, type Classroom } from "./classroom.ts";

/** `hostId`: of Zoom; null: of somebody who has none yet, or of whom none is known. */
export type UserNamed = { hostId: string | null; email: string | null };

/** What a Zoom user is beside a person's own: of a classroom that is being made or in use, or a room that is switched on. `elsewhere`: in use by another institution of this server, which is not told. */
export type Belonging = { to: "classroom" | "room" | "elsewhere"; name: string };

/**
 * The classroom, being made or in use, whose Zoom user this is: by its number, or by its address, which is all that one has whose user was not looked up yet. `apartFrom`:
 * the one that lets go of it, and whoever else does not count. Null: no other's.
 */
export const whoseUser = (all: readonly Classroom[], { hostId, email }: UserNamed, apartFrom: readonly (string | null | undefined)[]): Classroom | null =>
  all.find((one) => {
    const isIt = (hostId !== null && one.hostId === hostId) || (email !== null && one.email.toLowerCase() === email.toLowerCase());
    return isIt && isOpen(one) && !apartFrom.includes(one.id);
  }) ?? null;
