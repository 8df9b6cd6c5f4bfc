import type { Instant } from "../../lib/time.ts";
import type { Session } from "../session.ts";

/** What a course gives to one of its dates, by which a change by hand is known. */
export type Given = { start: Instant; end: Instant; title: string; admission: Session["admission"]; expected: number | null };

/** A session that is a date of a course. `date`: the wall time that the course's rule gave it, also after it was moved. */
export type DateOfCourse = { session: Session; courseId: string; date: string; given: Given };

/** What became of a date: a room at once, one that others were moved for, none yet; its host, or that its host is not free then. */
export type Verdict = "got" | "rearranged" | "waiting" | "hosted" | "not free";
export type PlacedDate = { date: DateOfCourse; verdict: Verdict };
