import ICAL from "ical.js";
import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { change } from "../../../test/support/sessions.ts";
import { aMember, aWorld, valueOf, type TestWorld } from "../../../test/world.ts";
import { addAttendees } from "../../attendees/actions.ts";
import { addToList } from "../../attendees/lists/actions.ts";
import { instant } from "../../lib/time.ts";
import { sql } from "../../platform/database.ts";
import type { Made } from "../actions.ts";
import type { EditCourse } from "../contract.ts";
import { aCourse, datesNow, tryCourse } from "../course.fixtures.ts";
import { addDate, editCourse } from "../editing/actions.ts";

const ANA = "ana@gente.example";
const EVA = "eva@gente.example";
/** Of twelve dates the first is today, and the last ones lie beyond the horizon. */
const weekly = { start: "2027-03-01T12:00", rule: "FREQ=WEEKLY;COUNT=12" };
const LINKED = instant("2027-03-01T10:46:00Z");

type More = Partial<Omit<EditCourse, "change">> & { preview?: boolean; by?: TestWorld["admin"] };
const edit = async (w: TestWorld, { course }: Made, change: EditCourse["change"], { preview = false, by = w.organizer, ...more }: More = {}) =>
  valueOf(await editCourse(w, by, course.id, { revision: 1, scope: "all", from: null, change, byHand: "keep", note: "", ...more }, { preview })).preview;

const onList = async (w: TestWorld, { course }: Made, ...people: string[]) => valueOf(await addToList(w, w.admin, course.listId, people.join("\n")));
const subjects = (w: TestWorld, to: string) => w.letters(to).map((one) => one.subject);

/** What came since the last look, to this person. */
async function since(w: TestWorld, to: string, deed: () => Promise<unknown>) {
  const before = w.letters(to).length;
  await deed();
  await w.settle();
  return w.letters(to).slice(before);
}

eachDatabase((_, open) => {
  test("whoever teaches a course is told once that it is made, and administrators once of the dates without a room; a preview tells nobody", async () => {
    await using w = await aWorld(await open(), { rooms: 1 });
    for (const day of ["15", "22"]) await w.ask({ start: instant(`2027-03-${day}T09:00:00Z`), by: w.admin });
    await w.settle();
    const toAdmin = await since(w, w.admin.email, async () => {
      await tryCourse(w, { rule: "FREQ=WEEKLY;COUNT=4" }, true);
      await aCourse(w, { rule: "FREQ=WEEKLY;COUNT=4" });
    });
    const [letter, ...others] = w.letters(w.organizer.email);
    expect([letter!.subject, others]).toEqual(["Course confirmed: Física I", []]);
    expect(letter!.text.match(/^- .*$/gm)).toEqual([
      expect.stringMatching(/Mar 8, 2027, 10:00 – 11:00 AM · ./),
      "- Mon, Mar 15, 2027, 10:00 – 11:00 AM · no room yet",
      "- Mon, Mar 22, 2027, 10:00 – 11:00 AM · no room yet",
      expect.stringMatching(/Mar 29, 2027, 10:00 – 11:00 AM · ./),
    ]);
    expect(toAdmin.map((one) => [one.subject, one.text.match(/^- /gm)!.length])).toEqual([["Dates of a course found no room: Física I", 2]]);
  });

  test("who has heard of a course is told of a change in one mail with all its dates, and who has not is told nothing; the preview says how many", async () => {
    await using w = await aWorld(await open(), { rooms: 2 });
    const made = await aCourse(w, weekly);
    await onList(w, made, ANA);
    await w.advanceTo(instant("2027-03-01T13:00:00Z")); // who comes while the first date is on gets its link at once
    await onList(w, made, EVA, w.organizer.email);
    const [, second] = await datesNow(w, made);
    const change = { time: "16:00" };
    const how = { scope: "following", from: second!.session.id, note: "The lab is closed.\n\nSorry!" } as const;
    expect((await edit(w, made, change, { ...how, preview: true })).told).toBe(2);
    const mine = await since(w, w.organizer.email, async () => {
      const [toAna, toEva] = [await since(w, ANA, () => edit(w, made, change, how)), w.letters(EVA)];
      expect(toEva).toEqual([]);
      expect(toAna.map((one) => one.subject)).toEqual(["Course changed: Física I"]);
      const { text } = toAna[0]!;
      expect(text.match(/^- /gm)).toHaveLength(11);
      expect(text).toContain("The lab is closed.\n\nSorry!");
      expect(text).toMatch(/\/p\/\w+/);
      expect(text).not.toMatch(/\/courses\/|Sala/);
    });
    expect(mine.map((one) => one.subject)).toEqual(["Course changed: Física I"]);
    await since(w, ANA, () => edit(w, made, { time: "17:00" }, { ...how, revision: 2 }));
    expect(subjects(w, ANA).filter((one) => one.startsWith("Course"))).toHaveLength(2);
  });

  test("a change that is none to attendees is told to whoever teaches alone", async () => {
    await using w = await aWorld(await open(), { rooms: 2 });
    const made = await aCourse(w, weekly);
    await onList(w, made, ANA);
    await w.advanceTo(LINKED);
    expect((await edit(w, made, { admission: "manual" }, { preview: true })).told).toBe(1);
    expect(await since(w, ANA, () => edit(w, made, { admission: "manual" }))).toEqual([]);
    expect((await edit(w, made, { title: "Física II" }, { preview: true, revision: 2 })).told).toBe(2);
  });

  test("who comes to one date alone is told of that date, and its entry in the calendar is taken back when the course is cancelled", async () => {
    await using w = await aWorld(await open(), { rooms: 2 });
    const made = await aCourse(w, { start: "2027-03-01T12:00", rule: "FREQ=DAILY;COUNT=3" });
    const [first, second] = await datesNow(w, made);
    valueOf(await addAttendees(w, w.organizer, second!.session.id, ANA));
    valueOf(await addAttendees(w, w.organizer, first!.session.id, EVA));
    await w.advanceTo(instant("2027-03-02T10:46:00Z"));
    const told = await since(w, ANA, () => edit(w, made, { cancel: true }));
    expect(told.map((one) => [one.subject, one.text.match(/^- .*/gm)])).toEqual([
      ["Course cancelled: Física I", [expect.stringMatching(/^- Cancelled: Tue, Mar 2, 2027/)]],
    ]);
    expect(subjects(w, EVA).filter((one) => one.startsWith("Course"))).toEqual([]); // her date was yesterday
    const raw = w.mailbox.list({ to: ANA, limit: 1 }).mails[0]!;
    const event = eventsOf(w, raw.id);
    expect(event).toEqual([[`${second!.session.id}@bedel`, "CANCELLED"]]);
  });

  test("one who was told of the time by hand meanwhile is told by the course's mail alone", async () => {
    await using w = await aWorld(await open(), { rooms: 2 });
    const made = await aCourse(w, weekly);
    await onList(w, made, ANA);
    await w.advanceTo(LINKED);
    const [, second] = await datesNow(w, made);
    valueOf(await change(w, second!.session, { start: instant("2027-03-09T15:00:00Z") }));
    const told = await since(w, ANA, () => edit(w, made, { time: "13:00" }, { byHand: "change", scope: "following", from: second!.session.id }));
    expect(told.map((one) => one.subject)).toEqual(["Course changed: Física I"]);
  });

  test("a date that is added is told, and gets the people of the list", async () => {
    await using w = await aWorld(await open(), { rooms: 2 });
    const made = await aCourse(w, weekly);
    await onList(w, made, ANA);
    await w.advanceTo(LINKED);
    const told = await since(w, ANA, async () => valueOf(await addDate(w, w.organizer, made.course.id, { revision: 1, start: "2027-03-03T12:00" })));
    expect(told[0]!.text).toContain("- New: Wed, Mar 3, 2027, 12:00 – 1:00 PM");
    const count = await w.db.one((r) => Number(r["n"]), sql`select count(*) as n from attendees a join sessions s on s.id = a.session_id where s.course_date = '2027-03-03T12:00'`); // prettier-ignore
    expect(count).toBe(1);
  });

  test("another teacher and the one before are both told, and the list goes along", async () => {
    await using w = await aWorld(await open(), { rooms: 2 });
    const { institutionId, random } = w;
    const other = await aMember(w.db, { institutionId, id: random.uuid(), name: "Noa Paz", email: "noa@universidad.example", role: "organizer" });
    const made = await aCourse(w, weekly);
    await w.settle();
    await edit(w, made, { teacherId: other.id, title: "Física II" }, { by: w.admin });
    await w.settle();
    for (const who of [other, w.organizer]) expect(w.letters(who.email).at(-1)!.text).toContain("Teacher: Łukasz Żak → Noa Paz");
    const list = await w.db.one((r) => [r["name"], r["owner_id"]], sql`select name, owner_id from attendee_lists where id = ${made.course.listId}`);
    expect(list).toEqual(["Física II", other.id]);
  });
});

function eventsOf(w: TestWorld, mailId: string): unknown[] {
  const { calendar } = w.mailbox.read(mailId)!;
  if (calendar === null) return [];
  return new ICAL.Component(ICAL.parse(calendar))
    .getAllSubcomponents("vevent")
    .map((one) => [one.getFirstPropertyValue("uid"), one.getFirstPropertyValue("status")]);
}
