import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld } from "../../../test/world.ts";
import { DEFAULT_SETTINGS } from "../../people/institution.ts";
import { aCourse, datesNow } from "../course.fixtures.ts";
import { addDate, editCourse } from "./actions.ts";
import { edit } from "./editing.fixtures.ts";

const limits = { sessionsAhead: 5, hoursAhead: 6, longestMinutes: 90, furthestDays: 60 };
const start = "2027-03-08T10:00";

eachDatabase((_, open) => {
  test("an edit and a further date keep to the institution's limits, as making the course does; titles, and administrators, always can", async () => {
    await using w = await aWorld(await open(), { settings: { limits: { ...DEFAULT_SETTINGS.limits, ...limits } } });
    const made = await aCourse(w, { rule: "FREQ=WEEKLY;COUNT=4" });
    const from = (await datesNow(w, made))[0]!.session.id;
    const because = async (answer: Promise<{ ok: true } | { ok: false; refusal: { because: string; field?: string } }>) => {
      const one = await answer;
      return one.ok ? null : `${one.refusal.because} ${one.refusal.field}`;
    };
    const recurs = { start, rule: "FREQ=WEEKLY;COUNT=6" };
    expect(await because(edit(w, made, "all", { minutes: 120 }, { preview: true }))).toBe("longer_than_allowed minutes");
    expect(await because(edit(w, made, "all", { minutes: 95 }, { preview: true }))).toBe("longer_than_allowed minutes");
    expect(await because(edit(w, made, "all", { recurs }, { preview: true }))).toMatch(/^too_many_sessions_ahead recurs|^too_many_hours_ahead minutes/);
    expect(await because(edit(w, made, "this", { start: "2027-09-08T10:00" }, { from, preview: true }))).toMatch(/^too_far_ahead/);
    expect(await because(edit(w, made, "all", { minutes: 90, time: "11:00" }, { preview: true }))).toBe(null);
    expect(await because(edit(w, made, "all", { title: "Física II" }, { preview: true }))).toBe(null);
    const all = { revision: 1, scope: "all", from: null, byHand: "keep", note: "" } as const;
    expect(await because(editCourse(w, w.admin, made.course.id, { ...all, change: { minutes: 120 } }, { preview: true }))).toBe(null);
    expect(await because(addDate(w, w.organizer, made.course.id, { revision: 1, start: "2027-03-09T10:00" }))).toBe(null);
    expect(await because(addDate(w, w.organizer, made.course.id, { revision: 2, start: "2027-03-10T10:00" }))).toMatch(/^too_many_sessions_ahead/);
  });

  test("a course's host takes no more people by an edit than when it was made", async () => {
    const people = [{ id: "u-dean", email: "decanato@universidad.example", name: "Decanato" }];
    await using w = await aWorld(await open(), { people, plan: "pro" });
    const made = await aCourse(w, { by: w.admin, source: "named host", hostId: "u-dean" });
    const all = { revision: 1, scope: "all", from: null, byHand: "keep", note: "" } as const;
    const withPeople = (expected: number) => editCourse(w, w.admin, made.course.id, { ...all, change: { expected } }, { preview: true });
    expect(await withPeople(50_000)).toMatchObject({ ok: false, refusal: { because: "host_too_small", field: "expected" } });
    expect(await withPeople(20)).toMatchObject({ ok: true });
  });

  test("a date is moved neither into the past nor to a time that there is not", async () => {
    await using w = await aWorld(await open());
    const made = await aCourse(w, { start: "2027-03-01T12:00", rule: "FREQ=WEEKLY;COUNT=3" });
    const from = (await datesNow(w, made))[0]!.session.id;
    const refusal = (because: string, field: string) => ({ ok: false, refusal: { because, field } });
    for (const wall of ["2027-02-30T10:00", "2027-03-08T25:00"])
      expect(await edit(w, made, "this", { start: wall }, { from, preview: true })).toMatchObject(refusal("wall_time_malformed", "start"));
    for (const [wall, because] of [
      ["2020-03-08T10:00", "in_the_past"],
      ["2040-03-08T10:00", "too_many_years_ahead"],
    ] as const)
      // prettier-ignore
      expect(await edit(w, made, "this", { start: wall }, { from, preview: true })).toMatchObject(refusal(because, "start"));
    expect(await edit(w, made, "all", { time: "07:00" }, { preview: true })).toMatchObject(refusal("in_the_past", "time"));
    expect(await edit(w, made, "this", { time: "07:00" }, { from, preview: true })).toMatchObject(refusal("in_the_past", "time"));
  });
});
