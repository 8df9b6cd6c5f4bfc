import { z } from "zod";

/** What is apart: the row's link, name, code or passcode; Zoom's passcode or standing meeting; the Zoom user or the row that is not there any more. */
export const driftKind = z.enum(["link", "name", "code", "passcode", "zoom passcode", "zoom link", "zoom user", "row gone", "row twice"]);
export const driftView = z.object({
  id: z.string(),
  classroomId: z.string(),
  classroom: z.string(),
  what: driftKind,
  /** What each side says; null: nothing, or it can't be shown. */
  bedel: z.string().nullable(),
  zoom: z.string().nullable(),
  row: z.string().nullable(),
  /** The mapped table of the row; null where it is Zoom's side that is apart. */
  table: z.string().nullable(),
  foundAt: z.string(),
  /** Ways to settle it. */
  ways: z.array(z.enum(["as Bedel has it", "as it is there"])),
});
export type DriftView = z.infer<typeof driftView>;
/** GET /api/drifts; POST /api/drifts/compare; POST /api/drifts/:id/settle */
export const driftList = z.object({
  drifts: z.array(driftView),
  comparedAt: z.string().nullable(),
  nextAt: z.string().nullable(),
  unread: z.array(z.object({ classroom: z.string(), because: z.string() })),
});
export const settleDrift = z.object({ way: z.enum(["as Bedel has it", "as it is there"]), runId: z.uuid() });
