import ICAL from "ical.js";
import { describe, expect, test } from "vitest";
import { aReader } from "../letter.fixtures.ts";
import { someCourseFacts, someDate, someNews } from "./course.fixtures.ts";
import { COURSE_KINDS, type CourseFacts, type CourseKind, type CourseNews } from "./facts.ts";
import { writeCourseLetter } from "./letter.ts";

const PANEL = "https://bedel.example/p/abc";
const letterOf = (kind: CourseKind, { facts = {}, news = {}, to = aReader() }: { facts?: Partial<CourseFacts>; news?: Partial<CourseNews>; to?: ReturnType<typeof aReader> } = {}) =>
  writeCourseLetter(kind, someCourseFacts(facts), someNews(news), facts.audience === "attendee" ? { panelAddress: PANEL } : {}, to); // prettier-ignore
const eventsIn = (content: string) => new ICAL.Component(ICAL.parse(content)).getAllSubcomponents("vevent").map((one) => new ICAL.Event(one));

describe.each(["en", "es"] as const)("in %s", (language) => {
  test.each(COURSE_KINDS)("%s has all its words, for each who gets it", (kind) => {
    for (const audience of ["teacher", "attendee", "admin"] as const) {
      const letter = letterOf(kind, { facts: { audience }, news: { note: { by: "Ana", text: "See you" } }, to: aReader({ language }) });
      for (const part of [letter.subject, letter.text, letter.html]) {
        expect(part).toContain("Physics I");
        expect(part).not.toMatch(/undefined|\[object|courseMails\.|\{[a-z]+\}/i);
      }
      expect(letter.text).toContain(language === "en" ? "Madrid time" : "Hora de Madrid");
    }
  });
});

test("it tells date by date what it was and is now, what is cancelled, what is new, and where there is no room yet", () => {
  const { text } = letterOf("course_changed");
  expect(text).toContain("- Mon, Mar 8, 2027, 8:00 – 9:00 AM → Mon, Mar 8, 2027, 10:00 – 11:00 AM · Room 2");
  expect(text).toContain("- Cancelled: Mon, Mar 15, 2027, 10:00 – 11:00 AM\n");
  expect(text).toContain("- New: Mon, Mar 22, 2027, 10:00 – 11:00 AM · no room yet");
  expect(text).toContain("https://bedel.example/courses/c1");
});

test("an attendee is told of the dates that the person comes to, no room, and what was written; the button leads to the person's own page", () => {
  const note = { by: "Ana Ruiz", text: "The lab is closed.\n\nSorry!" };
  const quiet = someDate(3, { quiet: true });
  const { text, html } = letterOf("course_changed", {
    facts: { audience: "attendee", only: ["s0", "s3"] },
    news: { note, dates: [...someNews().dates, quiet] },
  });
  expect(text).toContain("Ana Ruiz writes:\n\nThe lab is closed.\n\nSorry!");
  expect(text.match(/^- /gm)).toHaveLength(1);
  expect(text).not.toContain("Room 2");
  expect(text).toContain(PANEL);
  expect([text, html].join("")).not.toContain("/courses/c1");
});

test("a reader elsewhere is told their own time, and the course's beside it", () => {
  const { text } = letterOf("course_changed", { to: aReader({ zone: "America/Argentina/Buenos_Aires" }) });
  expect(text).toContain("Times: Buenos Aires time; in brackets Madrid time");
  expect(text).toContain("6:00 – 7:00 AM (Mon, Mar 8, 2027, 10:00 – 11:00 AM)");
  expect(letterOf("course_changed", { to: aReader({ zone: "Europe/Paris" }) }).text).toContain("Times: Madrid time\n");
});

test("of very many dates forty are told, and how many more there are; the calendar has all", () => {
  const letter = letterOf("course_made", { news: { dates: Array.from({ length: 47 }, (_, n) => someDate(n, { does: "is made" })) } });
  expect(letter.text.match(/^- .*Room 2$/gm)).toHaveLength(40);
  expect(letter.text).toContain("- and 7 more on the page");
  expect(eventsIn(letter.calendar!.content)).toHaveLength(47);
});

test("the calendar replaces what there was of each date, by its id, and takes back what is cancelled", () => {
  const calendar = letterOf("course_changed").calendar!;
  expect(calendar.method).toBe("PUBLISH");
  expect(eventsIn(calendar.content).map((one) => [one.uid, one.sequence, String(one.component.getFirstPropertyValue("status"))])).toEqual([
    ["s0@bedel", 0, "CONFIRMED"],
    ["s1@bedel", 1, "CANCELLED"],
    ["s2@bedel", 2, "CONFIRMED"],
  ]);
  expect(letterOf("admin_course_waiting", { facts: { audience: "admin" } }).calendar).toBeNull();
});

test("administrators are told of the dates that wait alone", () => {
  const { text } = letterOf("admin_course_waiting", { facts: { audience: "admin" } });
  expect(text).toContain("1 date waits");
  expect(text.match(/^- /gm)).toHaveLength(1);
});

test("another title or teacher is told as it was and is", () => {
  const { text } = letterOf("course_changed", { news: { before: { title: "Physics", teacher: "Eva" } } });
  expect(text).toContain("Course: Physics → Physics I\nTeacher: Eva → Ana Ruiz");
});
