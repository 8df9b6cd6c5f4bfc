import { expect, test } from "vitest";
import { eachDatabase } from "../../test/support/databases.ts";
import { expectNoOverlap, reservations } from "../../test/support/sessions.ts";
import { aWorld, NINE, valueOf } from "../../test/world.ts";
import { makeGroup } from "../attendees/groups/actions.ts";
import { instant, iso } from "../lib/time.ts";
import { theDoors } from "../people/doors.fixtures.ts";
import { at, sql } from "../platform/database.ts";
import { makeCourse } from "./actions.ts";
import { aCourse, asked, datesNow, tryCourse } from "./course.fixtures.ts";

eachDatabase((_, open) => {
  test("all dates of a course have their room at once, the same room, and nine stays nine over the change of clocks", async () => {
    await using w = await aWorld(await open(), { rooms: 3 });
    await w.ask({ start: instant("2027-03-15T09:00:00Z"), by: w.admin }); // the first room is taken on one of the dates
    const made = await aCourse(w);
    const dates = await datesNow(w, made);
    expect(dates.map(({ session }) => iso(session.time.start).slice(0, 16))).toEqual([
      "2027-03-08T09:00", "2027-03-15T09:00", "2027-03-22T09:00", "2027-03-29T08:00", "2027-04-05T08:00",
      "2027-04-12T08:00", "2027-04-19T08:00", "2027-04-26T08:00", "2027-05-03T08:00", "2027-05-10T08:00",
    ]); // prettier-ignore
    expect(new Set(dates.map(({ session }) => session.roomId))).toEqual(new Set([w.rooms[1]!.id]));
    expect(await reservations(w)).toHaveLength(11);
    await expectNoOverlap(w);
  });

  test("a preview stores nothing, and tells the same as making it", async () => {
    await using w = await aWorld(await open(), { rooms: 1 });
    await w.ask({ start: instant("2027-03-15T09:00:00Z"), by: w.admin });
    const previewed = valueOf(await tryCourse(w, {}, true)).preview;
    expect(await reservations(w)).toHaveLength(1);
    expect(await w.db.list((r) => r["id"], sql`select id from courses`)).toEqual([]);
    const made = await aCourse(w);
    expect(made.preview).toEqual(previewed);
    expect(previewed.dates.map((date) => date.verdict)).toEqual(["got", "waiting", ...Array.from({ length: 8 }, () => "got")]);
    expect(previewed.fitting[0]).toEqual({ time: "08:30", oneRoom: true });
    const states = (await datesNow(w, made)).map(({ session }) => session.status);
    expect(states.filter((status) => status === "waiting")).toHaveLength(1);
  });

  test("others move for a date where that frees a room", async () => {
    await using w = await aWorld(await open(), { rooms: 2 });
    const [one, two] = w.rooms.map((room) => room.id);
    // The first room is taken before, the second after: what is longer finds none free before one of them moves.
    const early = await w.ask({ start: instant("2027-03-15T08:00:00Z") });
    const late = await w.ask({ start: instant("2027-03-15T10:00:00Z"), by: w.admin });
    await w.db.run(sql`update reservations set host_id = ${w.rooms[1]!.hostId} where session_id = ${late.id}`);
    await w.db.run(sql`update sessions set room_id = ${two!}, host_id = ${w.rooms[1]!.hostId} where id = ${late.id}`);
    expect(early.roomId).toBe(one);
    const made = await aCourse(w, { start: "2027-03-15T09:00", minutes: 180, rule: "FREQ=WEEKLY;COUNT=2" });
    expect(made.preview.dates.map((date) => date.verdict)).toEqual(["rearranged", "got"]);
    await expectNoOverlap(w);
  });

  test("dates of one course that overlap each other get different rooms, or wait", async () => {
    await using w = await aWorld(await open(), { rooms: 2 });
    const made = await aCourse(w, { rule: null, extra: ["2027-03-08T10:30", "2027-03-08T10:45"] });
    expect(made.preview.dates.map((date) => date.verdict)).toEqual(["got", "got", "waiting"]);
    await expectNoOverlap(w);
  });

  test("a day left out and a further date that there is not are refused beside their fields, in the preview too", async () => {
    await using w = await aWorld(await open());
    for (const preview of [true, false]) {
      for (const day of ["2027-99-99", "2027-02-30", "0000-00-00"])
        expect(await tryCourse(w, { without: ["2027-03-15", day] }, preview)).toMatchObject({ refusal: { because: "day_malformed", field: "without" } });
      expect(await tryCourse(w, { extra: ["2027-02-30T10:00"] }, preview)).toMatchObject({ refusal: { because: "wall_time_malformed", field: "extra" } });
    }
    expect(valueOf(await tryCourse(w, { without: ["2027-03-15"] }, true)).preview.dates).toHaveLength(9);
  });

  test("a double click makes one course", async () => {
    await using w = await aWorld(await open());
    const id = w.random.uuid();
    const answers = await Promise.all([aCourse(w, { id }), aCourse(w, { id })]);
    expect(answers.map((made) => made.course.id)).toEqual([id, id]);
    expect(await reservations(w)).toHaveLength(10);
  });

  test("a course by the default host or a named Zoom user has the host's time, and is refused where that is not free", async () => {
    const people = [{ id: "u-dean", email: "decanato@universidad.example", name: "Decanato" }];
    await using w = await aWorld(await open(), { people, plan: "pro" });
    const named = { by: w.admin, source: "named host" as const, hostId: "u-dean" };
    const made = await aCourse(w, named);
    expect(made.preview.dates.map((date) => date.verdict)).toEqual(Array.from({ length: 10 }, () => "hosted"));
    const dates = await datesNow(w, made);
    expect(dates[0]!.session).toMatchObject({ source: "named host", hostId: "u-dean", roomId: null, status: "placed" });
    expect(await tryCourse(w, { ...named, rule: "FREQ=WEEKLY;COUNT=2", start: "2027-03-08T10:30" })).toMatchObject({
      refusal: { because: "course_host_not_free" },
    });
    const preview = valueOf(await tryCourse(w, { ...named, rule: "FREQ=DAILY;COUNT=2", start: "2027-03-08T10:30" }, true)).preview;
    expect(preview.dates.map((date) => date.verdict)).toEqual(["not free", "hosted"]);
    expect(await tryCourse(w, { ...named, by: w.organizer })).toMatchObject({ refusal: { because: "admins_only" } });
    expect(await tryCourse(w, { ...named, hostId: w.rooms[0]!.hostId })).toMatchObject({ refusal: { because: "named_host_is_room" } });
  });

  test("holidays are left out, and said", async () => {
    await using w = await aWorld(await open());
    await w.db.run(sql`insert into holiday_calendars (institution_id, id, name, days, read_at)
      values (${w.institutionId}, ${w.random.uuid()}, 'Fiestas', '[{"day":"2027-03-22","name":"Lunes Santo"}]', ${at(NINE)})`);
    const made = await aCourse(w);
    expect(await datesNow(w, made)).toHaveLength(9);
    expect(made.preview.dates[2]).toMatchObject({ date: "2027-03-22T10:00", holiday: "Lunes Santo", verdict: null });
    expect(await datesNow(w, await aCourse(w, { skipsHolidays: false, start: "2027-03-08T16:00" }))).toHaveLength(10);
  });

  test("organizers keep to the institution's limits with each date, and teach what is their own; administrators give a course to a teacher", async () => {
    const limits = { sessionsAhead: 9, hoursAhead: null, longestMinutes: null, furthestDays: null };
    await using w = await aWorld(await open(), { settings: { limits } });
    expect(await tryCourse(w)).toMatchObject({ refusal: { because: "too_many_sessions_ahead" } });
    expect(await tryCourse(w, { teacherId: w.admin.id })).toMatchObject({ refusal: { because: "admins_only" } });
    const made = await aCourse(w, { by: w.admin, teacherId: w.organizer.id });
    expect((await datesNow(w, made)).every(({ session }) => session.organizerId === w.organizer.id)).toBe(true);
    expect(await tryCourse(w, { start: "2027-02-22T10:00", by: w.admin })).toMatchObject({ refusal: { because: "in_the_past", field: "start" } });
    expect(await makeCourse(w, w.admin, asked(w, { kind: "webinar", admission: "manual" }), { preview: false })).toMatchObject({ ok: false });
  });

  test("a group that was deleted while the form was open, or is somebody else's, is told beside the groups, and nothing is made", async () => {
    const { world: w, aPerson } = await theDoors(await open());
    const [eva, luis] = [await aPerson("Eva", "organizer"), await aPerson("Luis", "organizer")];
    const [gone, theirs] = [w.random.uuid(), w.random.uuid()];
    valueOf(await makeGroup(w, luis.member, { id: theirs, name: "Theirs" }));
    for (const preview of [true, false]) {
      const asks = (id: string) => tryCourse(w, { by: eva.member, groupIds: [id] }, preview);
      expect(await asks(gone)).toMatchObject({ refusal: { because: "group_gone", field: "groupIds" } });
      expect(await asks(theirs)).toMatchObject({ refusal: { because: "group_not_yours", field: "groupIds" } });
    }
    expect(await w.db.list((r) => r["id"], sql`select id from courses`)).toEqual([]);
  });

  test("a named host who is no user of the account any more holds the dates back, and says so, instead of trying for ever", async () => {
    const people = [{ id: "u-dean", email: "decanato@universidad.example", name: "Decanato" }];
    await using w = await aWorld(await open(), { people });
    const made = await aCourse(w, { by: w.admin, source: "named host", hostId: "u-dean", start: "2027-03-02T08:30", rule: "FREQ=WEEKLY;COUNT=2" });
    await w.db.run(sql`update hosts set status = 'deleted' where id = 'u-dean'`);
    await w.settle();
    expect((await datesNow(w, made))[0]!.session.steps.generate).toMatchObject({ is: "held", until: "host_is_known" });
  });
});
