import type { ProvisioningView } from "../../../src/classrooms/zoom-users/contract.ts";

/** What the form holds of how Zoom users are made. */
export type Draft = Pick<ProvisioningView, "on" | "madeAs" | "makesAt" | "standing">;
/** As it was read, by the revision that is saved over. */
export type Base = Draft & Pick<ProvisioningView, "revision">;

export const FIELDS = ["on", "madeAs", "makesAt", "standing"] as const;

export const baseOf = ({ revision, on, madeAs, makesAt, standing }: Base): Base => ({ revision, on, madeAs, makesAt, standing });
export const draftOf = ({ on, madeAs, makesAt, standing }: Draft): Draft => ({ on, madeAs, makesAt, standing });

export const differing = (one: Draft, other: Draft): (typeof FIELDS)[number][] => FIELDS.filter((field) => one[field] !== other[field]);

/** Theirs, with what I changed since `base` put on top. */
export const onTop = (theirs: Draft, mine: Draft, base: Draft): Draft => ({
  ...draftOf(theirs),
  ...Object.fromEntries(differing(mine, base).map((field) => [field, mine[field]])),
});

/**
 * What the form goes on from, now that the server holds this: as before where nothing was saved since, what there is now where nothing was changed in the form.
 * Null: both were, and the reader has to say.
 */
export function following(base: Base, mine: Draft, now: Base): Base | null {
  if (now.revision <= base.revision) return base;
  return differing(mine, base).length === 0 ? baseOf(now) : null;
}
