import type { Letter, Reader } from "../facts.ts";
import { htmlOf } from "../html.ts";
import { textOf } from "../text.ts";
import { courseCalendar } from "./calendar.ts";
import { courseContent, type OfCourse } from "./content.ts";
import type { CourseFacts, CourseKind, CourseNews } from "./facts.ts";

/** One mail about a course for one reader; its calendar holds each date. `panelAddress`: the attendee's own. */
export function writeCourseLetter(kind: CourseKind, facts: CourseFacts, news: CourseNews, secret: { panelAddress?: string }, to: Reader): Letter {
  const mine = news.dates.filter((one) => facts.only === null || facts.only.includes(one.sessionId));
  const told = mine.filter((one) => facts.audience !== "attendee" || !one.quiet);
  const w: OfCourse = { kind, facts, news: { ...news, dates: told }, address: facts.audience === "attendee" ? (secret.panelAddress ?? null) : facts.page, to };
  const content = courseContent(w);
  return { subject: content.subject, text: textOf(content), html: htmlOf(content, to.language), calendar: courseCalendar(w) };
}
