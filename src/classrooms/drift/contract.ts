import { z } from "zod";

/** What is apart: the row's link, name, code or passcode; Zoom's passcode, standing meeting or names; the Zoom user or the row that is not there any more. */
export const driftKind = z.enum(["link", "name", "code", "passcode", "zoom passcode", "zoom link", "zoom name", "zoom person", "zoom user", "row gone", "row twice"]); // prettier-ignore
const way = z.enum(["as Bedel has it", "as it is there", "published no more", "in another row"]);
export const driftView = z.object({
  id: z.string(),
  classroomId: z.string(),
  classroom: z.string(),
  what: driftKind,
  /** What each side says; null: nothing, or it can't be shown. First and last name stand on two lines. */
  bedel: z.string().nullable(),
  zoom: z.string().nullable(),
  row: z.string().nullable(),
  /** The row, by its mapped table and database; null where it is Zoom's side that is apart. */
  place: z.object({ tableId: z.string(), table: z.string(), database: z.string(), key: z.string() }).nullable(),
  foundAt: z.string(),
  /** When it was seen last, where it could not be looked at when all was compared last; null: it was seen then. */
  seenAt: z.string().nullable(),
  /** Ways to settle it here, and where else to. */
  ways: z.array(way),
  /** Stands for what is shown here: sent back by whoever settles it. */
  seen: z.string(),
  leads: z.array(z.enum(["call it otherwise", "replace", "retire", "compare again"])),
  /** Message key under `refusals.` why it can't be settled just now. */
  whyNot: z.string().nullable(),
  /** The run that settles it; it is looked at again after that. */
  settledBy: z.object({ runId: z.string(), state: z.enum(["running", "stopped", "failed", "done"]) }).nullable(),
});
export type DriftView = z.infer<typeof driftView>;
/** GET /api/drifts; POST /api/drifts/compare; POST /api/drifts/:id/settle */
export const driftList = z.object({
  drifts: z.array(driftView),
  /** How many are compared: those in use that have a passcode. */
  classrooms: z.number(),
  /** So many of them were since it was their turn, or somebody asked; while `isComparing`, others are just now. */
  compared: z.number(),
  isComparing: z.boolean(),
  /** Those that were not: how many, and the first of them by name. */
  notYet: z.object({ n: z.number(), classrooms: z.array(z.string()) }),
  /** When the first of those that are compared was; while none is yet, when all were before. Null: none ever was. */
  comparedAt: z.string().nullable(),
  nextAt: z.string().nullable(),
  /**
   * What could not be read when it was compared last, together where the reason is the same: `n` classrooms, the first of them by name. `because`: message key under
   * `runs.why.` of Zoom, and under `external.found.` of a database.
   */
  unread: z.array(
    z.object({
      side: z.enum(["zoom", "row"]),
      table: z.string().nullable(),
      database: z.string().nullable(),
      because: z.string(),
      n: z.number(),
      classrooms: z.array(z.string()),
    }),
  ),
});
export type DriftList = z.infer<typeof driftList>;
const key = z.string().min(1).max(400);
/** POST /api/drifts/:id/settle : `seen`: as it was shown; `key`: of the other row, where it is published in another one; `rowSeen`: as the preview of that row answered it. */
export const settleDrift = z.object({ way, seen: z.string().max(100), runId: z.uuid(), key: key.nullable().default(null), rowSeen: z.string().max(100).nullable().default(null) }); // prettier-ignore
/** POST /api/drifts/:id/another-row/preview : answers as `namePreview`. */
export const anotherRow = z.object({ key });
/** POST /api/drifts/settle : many in one way, each as it was shown. `in another row` needs a row for each, and so is no way for many. */
export const settleDrifts = z.object({
  way: way.exclude(["in another row"]),
  settles: z.array(z.object({ id: z.uuid(), seen: z.string().max(100), runId: z.uuid() })).min(1).max(500),
}); // prettier-ignore
/** `left`: what was not settled, with a message key under `refusals.` */
export const settledMany = driftList.extend({
  left: z.array(z.object({ id: z.string(), because: z.string(), values: z.record(z.string(), z.union([z.string(), z.number()])) })),
});
