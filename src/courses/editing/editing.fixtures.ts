import type { TestWorld } from "../../../test/world.ts";
import { wallOf } from "../../lib/time.ts";
import type { Made } from "../actions.ts";
import type { EditCourse } from "../contract.ts";
import { datesNow } from "../course.fixtures.ts";
import { editCourse } from "./actions.ts";

type More = Partial<Omit<EditCourse, "change">> & { preview?: boolean; revision?: number };

export const edit = (w: TestWorld, { course }: Made, scope: EditCourse["scope"], change: EditCourse["change"], { preview = false, ...more }: More = {}) =>
  editCourse(w, w.organizer, course.id, { revision: 1, scope, from: null, change, byHand: "keep", note: "", ...more }, { preview });

/** `08 Mon 10:00`, a line a date; cancelled ones in brackets. */
export async function told(w: TestWorld, made: Made): Promise<string[]> {
  return (await datesNow(w, made)).map(({ session: s }) => {
    const wall = wallOf(s.time.start, s.zone).slice(5).replace("T", " ");
    return s.status === "cancelled" ? `(${wall})` : wall;
  });
}
