import { expect, test } from "vitest";
import type { PanelCourse, PanelSession } from "../../../src/attendees/panel/contract.ts";
import { entriesOf } from "./entries.ts";

const session = (title: string, course: string | null = null) => ({ title, course }) as PanelSession;
const later = (from: string) => ({ dates: 3, from, until: "2028" });
const course = (key: string, more: PanelCourse["later"] = null): PanelCourse => ({ key, title: `Course ${key}`, zone: "UTC", later: more });

const told = (...given: Parameters<typeof entriesOf>): string[] =>
  entriesOf(...given).map((entry) =>
    entry.is === "session"
      ? entry.session.title
      : `${entry.course.key}: ${entry.sessions.map(({ title }) => title).join(" ")}${entry.course.later === null ? "" : " …"}`,
  );

test("a course stands once, where its first date is, with all its dates beneath", () => {
  const sessions = [session("a"), session("b", "x"), session("c"), session("d", "x"), session("e", "y")];
  expect(told(sessions, [course("x", later("2027")), course("y")], "later dates")).toEqual(["a", "x: b d …", "c", "y: e"]);
});

test("a course of which nothing is near yet follows after what is, the soonest first; of what was, nothing follows", () => {
  const courses = [course("x", later("2027-09")), course("y", later("2027-08")), course("z")];
  expect(told([session("a")], courses, "later dates")).toEqual(["a", "y:  …", "x:  …"]);
  expect(told([session("a"), session("b", "x")], courses, "no later dates")).toEqual(["a", "x: b"]);
});

test("a session whose course is not told stands by itself", () => {
  expect(told([session("a", "gone")], [], "later dates")).toEqual(["a"]);
});
