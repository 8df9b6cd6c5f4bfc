import { expect, test } from "vitest";
import { COURSE_KINDS } from "../../src/notices/courses/facts.ts";
import { MAIL_KINDS } from "../../src/notices/facts.ts";
import { catalogue } from "../../src/notices/messages/catalogue.ts";
import { subjectOf } from "./post.ts";

const title = "Física I: óptica";

test.each(Object.entries(catalogue))("a mail's subject tells which it is and what it is about, in %s", (_, { mails, courseMails }) => {
  const ofCourses = COURSE_KINDS.map((kind) => ({ kind, subject: courseMails[kind].subject }));
  // The mail to open a room by its link is called as the one by its user name; a note is called as its writer wants.
  const ofSessions = MAIL_KINDS.filter((kind) => kind !== "note").map((kind) => ({ kind, subject: mails[kind].subject }));
  for (const { kind, subject } of [...ofCourses, ...ofSessions]) {
    const same = ofSessions.find((one) => one.subject === subject)?.kind ?? kind;
    expect(subjectOf(subject.replace("{title}", title)), subject).toEqual({ kind: same, about: title });
  }
});

test("what is no mail of ours is unknown", () => expect(subjectOf("Lunch?")).toEqual({ kind: "unknown", about: "Lunch?" }));
