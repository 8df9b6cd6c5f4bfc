import { createTranslator } from "use-intl/core";
import type { Instant } from "../../lib/time.ts";
import { clip, oneLine, someLines } from "../clean.ts";
import type { Block, Content, Row } from "../content.ts";
import type { Language, Reader } from "../facts.ts";
import { catalogue } from "../messages/catalogue.ts";
import { cityOf } from "../messages/cities.ts";
import type { en } from "../messages/en.ts";
import { wallsDiffer, shortWhen, wordsIn } from "../words.ts";
import type { CourseFacts, CourseKind, CourseNews, DateTold } from "./facts.ts";

/** `address`: where the button leads. */
export type OfCourse = { kind: CourseKind; facts: CourseFacts; news: CourseNews; address: string | null; to: Reader };

const LONGEST_TITLE_IN_SUBJECT = 120;
/** So many dates are told one by one. */
const MOST_LINES = 40;

const fail = (e: unknown): never => {
  throw e;
};
const translatorOf = (language: Language) =>
  createTranslator({ locale: language, messages: catalogue[language] as typeof en, namespace: "courseMails", timeZone: "UTC", onError: fail });
export const translators = { en: translatorOf("en"), es: translatorOf("es") } satisfies Record<Language, unknown>;

export function courseContent(w: OfCourse): Content {
  const [t, general] = [translators[w.to.language], wordsIn(w.to.language)];
  const { contact, institution } = w.facts;
  const reach = [contact.name, contact.email, contact.phone].map(oneLine).filter((part) => part !== "");
  const name = oneLine(w.to.name);
  return {
    subject: t(`${w.kind}.subject`, { title: clip(oneLine(w.news.course.title), LONGEST_TITLE_IN_SUBJECT) }),
    heading: headingOf(w),
    greeting: name === "" ? null : general("greeting", { name }),
    blocks: blocksOf(w),
    foot: [...(reach.length === 0 ? [] : [general("questions", { contact: reach.join(" · ") })]), general("footer", { institution: oneLine(institution) })],
  };
}

function headingOf({ kind, news, to }: OfCourse): string {
  const t = translators[to.language];
  return kind === "course_cancelled" && !news.isAll ? t("course_cancelled.some") : t(`${kind}.heading`);
}

function blocksOf(w: OfCourse): Block[] {
  const t = translators[w.to.language];
  const { news, facts } = w;
  const text = (words: string): Block => ({ is: "text", text: words });
  const said: Block[] =
    news.note === null || facts.audience === "admin"
      ? []
      : [text(t("note", { name: oneLine(news.note.by) })), { is: "words", paragraphs: someLines(news.note.text).split(/\n{2,}/) }];
  const label = facts.audience === "attendee" ? t("buttons.panel") : facts.audience === "admin" ? t("buttons.queue") : t("buttons.course");
  return [
    text(explained(w)),
    ...said,
    { is: "rows", rows: rowsOf(w) },
    ...listOf(w),
    ...(w.address === null ? [] : [{ is: "button" as const, label, address: w.address }]),
  ];
}

/** What this means for whoever reads it. */
function explained({ kind, facts, news, to }: OfCourse): string {
  const t = translators[to.language];
  if (kind === "course_made") return t(news.dates.some((one) => one.waits) ? "course_made.waits" : "course_made.text");
  if (kind === "course_rooms_lost") return t("course_rooms_lost.text", { n: news.dates.length });
  if (kind === "admin_course_waiting") return t("admin_course_waiting.text", { n: news.dates.filter((one) => one.waits).length });
  return t(`${kind}.${facts.audience === "attendee" ? "attendee" : "teacher"}`);
}

function rowsOf({ news, to }: OfCourse): Row[] {
  const t = translators[to.language];
  const { course, before } = news;
  const changed = (was: string | undefined, is: string): string[] =>
    was === undefined || was === is ? [oneLine(is)] : [t("became", { before: oneLine(was), now: oneLine(is) })];
  const zones = [...new Set([to.zone, course.zone])].map((zone) => cityOf(zone, to.language));
  const differ = news.dates.some((one) => wallsDiffer(one.start, course.zone, to.zone));
  return [
    { label: t("labels.course"), lines: changed(before?.title, course.title) },
    { label: t("labels.teacher"), lines: changed(before?.teacher, course.teacher) },
    { label: t("labels.times"), lines: [differ ? t("zones", { own: zones[0]!, course: zones[1]! }) : t("zone", { city: cityOf(course.zone, to.language) })] },
  ].filter((row) => row.lines[0] !== "");
}

/** Date by date, those that wait for a room alone where it is about these. */
function listOf(w: OfCourse): Block[] {
  const t = translators[w.to.language];
  const dates = w.kind === "admin_course_waiting" ? w.news.dates.filter((one) => one.waits) : w.news.dates;
  if (dates.length === 0) return [];
  const items = dates.slice(0, MOST_LINES).map((one) => lineOf(w, one));
  const more = dates.length - items.length;
  return [{ is: "list", title: t("dates", { n: dates.length }), items: more > 0 ? [...items, t("more", { n: more })] : items }];
}

function lineOf(w: OfCourse, one: DateTold): string {
  const t = translators[w.to.language];
  const when = (time: { start: Instant; end: Instant }): string => whenFor(w, time);
  const { before } = one;
  const isMoved = before !== null && (before.start !== one.start || before.end !== one.end);
  const plain = isMoved ? t("became", { before: when(before), now: when(one) }) : when(one);
  const isNews = one.does === "is made" && w.kind !== "course_made" && w.kind !== "admin_course_waiting";
  const does = one.does === "is cancelled" ? t("line.cancelled", { when: when(before ?? one) }) : isNews ? t("line.made", { when: plain }) : plain;
  const title = one.title === w.news.course.title ? "" : oneLine(one.title);
  const place = w.facts.audience === "attendee" || one.does === "is cancelled" ? "" : one.waits ? t("line.waits") : oneLine(one.room ?? "");
  return [does, title, place].filter((part) => part !== "").join(" · ");
}

/** In the reader's zone; in the course's too where that shows another time. */
function whenFor({ news: { course }, to }: OfCourse, time: { start: Instant; end: Instant }): string {
  const own = shortWhen(to.language, time, to.zone);
  return wallsDiffer(time.start, course.zone, to.zone) ? `${own} (${shortWhen(to.language, time, course.zone)})` : own;
}
