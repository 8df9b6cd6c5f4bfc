import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { change, cancel, expectNoOverlap, reservations } from "../../../test/support/sessions.ts";
import { aWorld, valueOf } from "../../../test/world.ts";
import { days, instant } from "../../lib/time.ts";
import { courseFor } from "../showing-actions.ts";
import { aCourse, datesNow } from "../course.fixtures.ts";
import { addDate } from "./actions.ts";
import { edit, told } from "./editing.fixtures.ts";

const six = { rule: "FREQ=WEEKLY;COUNT=6" };

eachDatabase((_, open) => {
  test("another time of day from one date on keeps each date's session, its room and its links", async () => {
    await using w = await aWorld(await open(), { rooms: 2 });
    const made = await aCourse(w, six);
    const before = await datesNow(w, made);
    const from = before[2]!.session.id;
    const previewed = valueOf(await edit(w, made, "following", { time: "12:00" }, { from, preview: true })).preview;
    expect(await told(w, made)).toEqual(["03-08 10:00", "03-15 10:00", "03-22 10:00", "03-29 10:00", "04-05 10:00", "04-12 10:00"]);
    const done = valueOf(await edit(w, made, "following", { time: "12:00" }, { from }));
    expect(done.preview).toEqual(previewed);
    expect(done.preview.dates.map(({ does, verdict }) => [does, verdict])).toEqual(Array.from({ length: 4 }, () => ["changes", "got"]));
    expect(await told(w, made)).toEqual(["03-08 10:00", "03-15 10:00", "03-22 12:00", "03-29 12:00", "04-05 12:00", "04-12 12:00"]);
    const after = await datesNow(w, made);
    expect(after.map(({ session }) => [session.id, session.roomId])).toEqual(before.map(({ session }) => [session.id, session.roomId]));
    expect(done.course.parts).toEqual([
      { start: "2027-03-08T10:00", rule: "FREQ=WEEKLY;UNTIL=20270321", minutes: 60 },
      { start: "2027-03-22T12:00", rule: "FREQ=WEEKLY;UNTIL=20270412", minutes: 60 },
    ]);
    await expectNoOverlap(w);
  });

  test("a date changed by hand stays so, field by field, unless the person says otherwise; one cancelled by hand stays cancelled", async () => {
    await using w = await aWorld(await open(), { rooms: 2 });
    const made = await aCourse(w, six);
    const [, second, third] = await datesNow(w, made);
    valueOf(await change(w, second!.session, { start: instant("2027-03-16T15:00:00Z") }));
    valueOf(await cancel(w, third!.session));
    await w.pass(days(0) + 120_000);
    const detail = valueOf(await courseFor(w, w.organizer, made.course.id));
    expect(detail.sessions.map((date) => date.byHand)).toEqual([[], ["time"], ["cancelled"], [], [], []]);
    const kept = valueOf(await edit(w, made, "all", { time: "12:00", title: "Física II" }));
    expect(await told(w, made)).toEqual(["03-08 12:00", "03-16 16:00", "(03-22 10:00)", "03-29 12:00", "04-05 12:00", "04-12 12:00"]);
    expect((await datesNow(w, made)).filter(({ session }) => session.status !== "cancelled").map(({ session }) => session.title)).toEqual(Array.from({ length: 5 }, () => "Física II")); // prettier-ignore
    expect(kept.preview.dates[1]).toMatchObject({ does: "changes", before: { title: "Física I" }, after: { title: "Física II" } });
    expect(valueOf(await edit(w, made, "all", { time: "13:00" }, { revision: 2, preview: true })).preview.dates[1]!.does).toBe("stays by hand");
    valueOf(await edit(w, made, "all", { time: "13:00" }, { revision: 2, byHand: "change" }));
    expect(await told(w, made)).toEqual(["03-08 13:00", "03-15 13:00", "(03-22 10:00)", "03-29 13:00", "04-05 13:00", "04-12 13:00"]);
  });

  test("with other days dates take each other's place week by week; what is left is cancelled, what is missing is made", async () => {
    await using w = await aWorld(await open(), { rooms: 2 });
    const made = await aCourse(w, six);
    const before = await datesNow(w, made);
    valueOf(await cancel(w, before[3]!.session));
    const from = before[2]!.session.id;
    const recurs = { start: "2027-03-23T10:00", rule: "FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20270408" };
    const done = valueOf(await edit(w, made, "following", { recurs }, { from }));
    expect(await told(w, made)).toEqual([
      "03-08 10:00", "03-15 10:00", "03-23 10:00", "03-25 10:00", "(03-29 10:00)", "04-01 10:00", "04-06 10:00", "04-08 10:00", "(04-12 10:00)",
    ]); // prettier-ignore
    expect((await datesNow(w, made))[2]!.session.id).toBe(before[2]!.session.id);
    expect(done.preview.dates.map(({ does }) => does)).toEqual(["changes", "is made", "is made", "changes", "is made", "is cancelled"]);
    await expectNoOverlap(w);
  });

  test("one date is cancelled, or all that follow, and rooms are free again", async () => {
    await using w = await aWorld(await open());
    const made = await aCourse(w, six);
    const before = await datesNow(w, made);
    valueOf(await edit(w, made, "this", { cancel: true }, { from: before[1]!.session.id }));
    expect(valueOf(await courseFor(w, w.organizer, made.course.id)).sessions[1]).toMatchObject({ status: "cancelled", byHand: [] });
    valueOf(await edit(w, made, "following", { cancel: true }, { from: before[4]!.session.id, revision: 2 }));
    expect(await told(w, made)).toEqual(["03-08 10:00", "(03-15 10:00)", "03-22 10:00", "03-29 10:00", "(04-05 10:00)", "(04-12 10:00)"]);
    expect(await reservations(w)).toHaveLength(3);
    valueOf(await edit(w, made, "all", { cancel: true }, { revision: 3 }));
    expect(await reservations(w)).toHaveLength(0);
    expect(await edit(w, made, "all", { title: "Otra" }, { revision: 4 })).toMatchObject({ refusal: { because: "course_cancelled_already" } });
  });

  test("a date that stands on Zoom already is changed there at once, and one that is cancelled is gone there", async () => {
    await using w = await aWorld(await open());
    const made = await aCourse(w, { ...six, start: "2027-03-02T08:30" });
    await w.settle();
    const [first] = await datesNow(w, made);
    expect(first!.session.meeting).not.toBeNull();
    valueOf(await edit(w, made, "all", { time: "12:00", title: "Física II" }));
    await w.settle();
    expect((await w.meetings()).map((meeting) => meeting["topic"])).toEqual(["Física II"]);
    expect((await datesNow(w, made))[0]!.session.meeting!.held).toMatchObject({ start: instant("2027-03-02T11:00:00Z") });
    valueOf(await edit(w, made, "all", { cancel: true }, { revision: 2 }));
    await w.settle();
    expect(await w.meetings()).toEqual([]);
  });

  test("who may not, an older revision, a date that is over and what can't be for one date are refused", async () => {
    await using w = await aWorld(await open());
    const made = await aCourse(w, { ...six, by: w.admin });
    const [first] = await datesNow(w, made);
    expect(await edit(w, made, "all", { title: "Otra" })).toMatchObject({ refusal: { because: "not_found" } });
    const mine = await aCourse(w, { ...six, start: "2027-03-09T16:00" });
    expect(await addDate(w, w.organizer, made.course.id, { revision: 1, start: "2027-03-18T16:00" })).toMatchObject({ refusal: { because: "not_found" } });
    expect(await courseFor(w, w.organizer, made.course.id)).toMatchObject({ refusal: { because: "not_found" } });
    expect(await edit(w, mine, "all", { title: "Otra" }, { revision: 7 })).toMatchObject({ refusal: { because: "revision_conflict" } });
    expect(await edit(w, mine, "this", { title: "Otra" }, { from: first!.session.id })).toMatchObject({ refusal: { because: "course_date_not_ahead" } });
    const [one] = await datesNow(w, mine);
    const recurs = { start: "2027-03-09T16:00", rule: "FREQ=WEEKLY;COUNT=3" };
    expect(await edit(w, mine, "this", { recurs }, { from: one!.session.id })).toMatchObject({ refusal: { because: "course_rule_of_several" } });
    expect(await edit(w, mine, "all", { recurs: { ...recurs, rule: "FREQ=WEEKLY" } })).toMatchObject({ refusal: { because: "rule_never_ends" } });
  });

  test("a date is added once", async () => {
    await using w = await aWorld(await open());
    const made = await aCourse(w, six);
    valueOf(await addDate(w, w.organizer, made.course.id, { revision: 1, start: "2027-03-18T16:00" }));
    expect((await told(w, made))[2]).toBe("03-18 16:00");
    expect(await addDate(w, w.organizer, made.course.id, { revision: 2, start: "2027-03-18T16:00" })).toMatchObject({
      refusal: { because: "course_date_there" },
    });
    expect(await addDate(w, w.organizer, made.course.id, { revision: 2, start: "2027-02-18T16:00" })).toMatchObject({ refusal: { because: "in_the_past" } });
    expect(await addDate(w, w.organizer, made.course.id, { revision: 2, start: "2027-99-99T10:00" })).toMatchObject({
      refusal: { because: "wall_time_malformed", field: "start" },
    });
  });
});
