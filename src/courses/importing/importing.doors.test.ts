import { expect, onTestFinished, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { expectNoOverlap } from "../../../test/support/sessions.ts";
import { aMember, aWorld, ZONE, type TestWorld, type WorldOptions } from "../../../test/world.ts";
import { refusalText } from "../../notices/refusal-text.ts";
import { DEFAULT_SETTINGS } from "../../people/institution.ts";
import type { Member } from "../../people/member.ts";
import { insertInstitution } from "../../people/store.ts";
import { sql, type Database } from "../../platform/database.ts";
import { newApp } from "../../platform/http.ts";
import type { CourseImported, Foreseen, ImportPreview, OnZoom } from "./contract.ts";
import { importRoutes } from "./routes.ts";

const HOW = { zone: ZONE, skipsHolidays: true, source: "pool" };

async function doorOf(w: TestWorld, who: Member) {
  const app = await newApp({ log: w.log, words: refusalText, reader: (request) => request.member?.language ?? null, frameSelf: false });
  onTestFinished(() => app.close().then(() => undefined));
  app.addHook("onRequest", async (request) => void (request.member = who));
  importRoutes(app, w);
  const ask = async (path: string, payload: object) => {
    const answer = await app.inject({ method: "POST", url: `/api/courses/import${path}`, payload });
    return { status: answer.statusCode, body: answer.json() };
  };
  const preview = async (...lines: string[]): Promise<ImportPreview> => (await ask("/preview", { text: lines.join("\n"), order: null, ...HOW })).body;
  return {
    ask,
    preview,
    /** As the page does it: each course by itself. */
    imports: async (...lines: string[]): Promise<CourseImported[]> => {
      const made = [];
      for (const { make } of (await preview(...lines)).courses) if (make !== null) made.push((await ask("", { course: make, ...HOW })).body as CourseImported);
      return made;
    },
    foresee: async (...lines: string[]): Promise<Foreseen["courses"]> => {
      const courses = (await preview(...lines)).courses.flatMap(({ make }) => make ?? []);
      return ((await ask("/rooms", { courses, ...HOW })).body as Foreseen).courses;
    },
    onZoom: async (courseIds: string[]): Promise<OnZoom> => (await ask("/on-zoom", { courseIds })).body,
  };
}

async function aTimetable(db: Database, options: WorldOptions = {}) {
  const w = await aWorld(db, { rooms: 2, ...options });
  const teacher = w.organizer.email;
  const head = "title,teacher,date,start,minutes";
  const physics = [`Física,${teacher},2027-03-08,9:00,60`, `Física,${teacher},2027-03-15,9:00,60`];
  return { w, teacher, head, physics, table: [head, ...physics, `Álgebra,${teacher},2027-03-08,9:00,60`, `Química,${w.admin.email},2027-03-08,9:00,60`] };
}

const sessions = (w: TestWorld): Promise<string[]> =>
  w.db.list(
    (r) => `${r["title"]} ${r["course_date"]} ${r["status"]}`,
    sql`select title, course_date, status from sessions where course_id is not null order by title, course_date`,
  );

eachDatabase((_, open) => {
  test("a timetable becomes courses with rooms, and again makes nothing", async () => {
    const { w, table, physics, head } = await aTimetable(await open());
    await using _w = w;
    const door = await doorOf(w, w.admin);
    const seen = await door.preview(...table);
    expect(seen.lines.map(({ is }) => is)).toEqual(["new", "new", "new", "new"]);
    expect(await sessions(w)).toEqual([]);
    const made = await door.imports(...table);
    expect(made.map(({ dates }) => dates.map(({ verdict }) => verdict))).toEqual([["got", "got"], ["got"], ["waiting"]]);
    const all = ["Física 2027-03-08T09:00 placed", "Física 2027-03-15T09:00 placed", "Química 2027-03-08T09:00 waiting", "Álgebra 2027-03-08T09:00 placed"];
    expect((await sessions(w)).toSorted()).toEqual(all.toSorted());
    await expectNoOverlap(w);

    expect((await door.preview(...table)).lines.map(({ is }) => is)).toEqual(["there", "there", "there", "there"]);
    expect(await door.imports(...table)).toEqual([]);
    const [again] = [seen.courses[0]!.make!];
    expect((await door.ask("", { course: again, ...HOW })).body).toEqual({ courseId: made[0]!.courseId, dates: [] });
    expect(await sessions(w)).toHaveLength(4);

    const longer = [head, physics[1]!, `Física,${w.organizer.email},2027-03-22,9:00,60`];
    expect((await door.preview(...longer)).courses).toMatchObject([
      { courseId: made[0]!.courseId, gone: ["2027-03-08T09:00"], make: { dates: ["2027-03-22T09:00"] } },
    ]);
    expect((await door.imports(...longer))[0]).toMatchObject({ courseId: made[0]!.courseId, dates: [{ verdict: "got" }] });
    expect(await sessions(w)).toHaveLength(5);
    expect(await w.db.list((r) => r["organizer_id"], sql`select organizer_id from courses where title = 'Física'`)).toEqual([w.organizer.id]);
  });

  test("the preview tells which dates find a room, as making them then does, and leaves nothing behind", async () => {
    const { w, table, physics, head } = await aTimetable(await open());
    await using _w = w;
    const door = await doorOf(w, w.admin);
    const tables = ["sessions", "reservations", "courses", "course_news", "deliveries", "attendee_lists", "audit_log"];
    const counts = () => Promise.all(tables.map((one) => w.db.one((r) => Number(r["n"]), sql`select count(*) as n from ${sql.table(one)}`)));
    const before = await counts();
    const seen = await door.foresee(...table);
    expect(await counts()).toEqual(before);
    expect(seen.map(({ dates }) => dates.map(({ verdict }) => verdict))).toEqual([["got", "got"], ["got"], ["waiting"]]);
    const made = await door.imports(...table);
    expect(made.map(({ dates }) => dates.map(({ date, verdict }) => ({ date, verdict })))).toEqual(seen.map(({ dates }) => dates));

    const longer = [head, ...physics, `Física,${w.organizer.email},2027-03-22,9:00,60`, `Óptica,${w.admin.email},2027-03-08,9:30,60`];
    expect((await door.foresee(...longer)).map(({ dates }) => dates)).toEqual([
      [{ date: "2027-03-22T09:00", verdict: "got" }],
      [{ date: "2027-03-08T09:30", verdict: "waiting" }],
    ]);
  });

  test("a course that would be refused is named with why, and what comes after it is foreseen all the same", async () => {
    const people = [{ id: "u-dean", email: "decanato@universidad.example", name: "Decanato" }];
    const { w, head } = await aTimetable(await open(), { people });
    await using _w = w;
    const door = await doorOf(w, w.admin);
    // Three at a time are more than the host's account allows.
    const hosted = [1, 2, 3].map((n) => `Tutoría ${n},,2027-03-10,9:00,60,decanato@universidad.example`);
    const seen = await door.foresee(`${head},host`, ...hosted, "Física,,2027-03-10,9:00,60,");
    expect(seen.map(({ dates }) => dates.map(({ verdict }) => verdict))).toEqual([["hosted"], ["hosted"], [], ["got"]]);
    expect(seen.map(({ trouble }) => trouble)).toEqual([null, null, refusalText(w.admin.language, "course_host_not_free"), null]);
    expect(await sessions(w)).toEqual([]);
  });

  test("webinars are courses of their own, in rooms that can hold them", async () => {
    const { w, head, physics } = await aTimetable(await open());
    await using _w = w;
    const door = await doorOf(w, w.admin);
    const lines = [`${head},kind`, ...physics.map((line) => `${line},`), `Física,${w.organizer.email},2027-03-09,9:00,60,webinar`];
    const made = await door.imports(...lines);
    expect(made).toHaveLength(2);
    const kinds = sql`select s.kind || ' ' || s.course_date as is, h.webinar_capacity > 0 as fits from sessions s left join hosts h on h.institution_id = s.institution_id and h.id = s.host_id order by s.course_date`;
    expect(await w.db.list((r) => r["is"], kinds)).toEqual(["meeting 2027-03-08T09:00", "webinar 2027-03-09T09:00", "meeting 2027-03-15T09:00"]);
    expect(await w.db.list((r) => r["fits"], sql`${kinds} offset 1 limit 1`)).toEqual([true]);
    expect((await door.preview(...lines)).lines.map(({ is }) => is)).toEqual(["there", "there", "there"]);
  });

  test("two who import the same at once make it once", async () => {
    const { w, table } = await aTimetable(await open());
    await using _w = w;
    const door = await doorOf(w, w.admin);
    const { courses } = await door.preview(...table);
    const twice = await Promise.all([...courses, ...courses].map(({ make }) => door.ask("", { course: make!, ...HOW })));
    expect(twice.map(({ status }) => status)).toEqual(Array.from({ length: 6 }, () => 200));
    expect(await sessions(w)).toHaveLength(4);
    await expectNoOverlap(w);
  });

  test("organizers import their own courses, and nobody anything of another institution", async () => {
    const { w, table, physics, head } = await aTimetable(await open());
    await using _w = w;
    const [admin, organizer] = [await doorOf(w, w.admin), await doorOf(w, w.organizer)];
    const seen = await organizer.preview(...table);
    expect(seen.lines.map(({ is }) => is)).toEqual(["new", "new", "new", "bad"]);
    expect(seen.lines[3]!.message).toMatch(/administra/);
    const { make } = (await admin.preview(...table)).courses[2]!;
    expect((await organizer.ask("", { course: make!, ...HOW })).body).toMatchObject({ because: "teacher_not_own" });
    expect((await organizer.imports(head, ...physics)).map(({ dates }) => dates.length)).toEqual([2]);

    const [other, id, group] = ["00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002", "00000000-0000-4000-8000-000000000003"];
    await insertInstitution(w.db, other, { ...DEFAULT_SETTINGS, name: "Other" });
    const eve = await aMember(w.db, { institutionId: other, id, name: "Eve", email: "eve@other.example", role: "owner" });
    await w.db.run(
      sql`insert into attendee_groups (institution_id, id, name, owner_id, made_at) values (${other}, ${group}, '1A', ${id}, '2027-01-01T00:00:00Z')`,
    );
    const elsewhere = await doorOf(w, eve);
    expect((await elsewhere.preview(...table)).lines.map(({ is }) => is)).toEqual(["bad", "bad", "bad", "bad"]);
    expect((await elsewhere.ask("", { course: { ...make!, dates: ["2027-03-08T09:00"] }, ...HOW })).body).toMatchObject({ because: "teacher_unknown_here" });
    expect((await admin.ask("", { course: { ...make!, groupId: group }, ...HOW })).body).toMatchObject({ because: "group_unknown" });
    const courseIds = await w.db.list((r) => r["id"] as string, sql`select id from courses`);
    expect(await elsewhere.onZoom(courseIds)).toMatchObject({ meetings: 0 });
    expect(await organizer.onZoom(courseIds)).toMatchObject({ meetings: 2, first: "2027-03-07", last: "2027-03-14" });
  });

  test("a group is registered for all dates of its course", async () => {
    const { w, head, teacher } = await aTimetable(await open());
    await using _w = w;
    const group = "00000000-0000-4000-8000-000000000003";
    await w.db.run(
      sql`insert into attendee_groups (institution_id, id, name, owner_id, made_at) values (${w.institutionId}, ${group}, 'Clase 1ºA', ${w.organizer.id}, '2027-01-01T00:00:00Z')`,
    );
    await (await doorOf(w, w.organizer)).imports(`${head},group`, `Física,${teacher},2027-03-08,9:00,60,clase 1ºa`);
    const registered = sql`select l.group_id from list_groups l join courses c on c.institution_id = l.institution_id and c.list_id = l.list_id where c.title = 'Física'`;
    expect(await w.db.list((r) => r["group_id"], registered)).toEqual([group]);
  });

  test("what is no timetable is refused with what it lacks, beside its field, in the reader's language", async () => {
    const { w } = await aTimetable(await open());
    await using _w = w;
    const spanish = await doorOf(w, { ...w.admin, language: "es" });
    const answer = await spanish.ask("/preview", { text: "título,fecha\nx,2027-03-08", order: null, ...HOW });
    expect(answer).toMatchObject({ status: 422, body: { because: "timetable_without_headers" } });
    expect(JSON.stringify(answer.body)).toContain("Inicio, Minutos");
    expect((await spanish.ask("/preview", { text: "x", order: null, ...HOW, zone: "Mars" })).body).toMatchObject({ because: "time_zone_unknown" });
  });

  test("a course that was cancelled, and one whose date was moved, are left alone", async () => {
    const { w, table, physics, head } = await aTimetable(await open());
    await using _w = w;
    const door = await doorOf(w, w.admin);
    await door.imports(...table);
    const more = [head, ...physics, `Física,${w.organizer.email},2027-03-22,9:00,60`];
    const { make } = (await door.preview(...more)).courses[0]!;
    await w.db.run(sql`update sessions set course_date = '2027-03-15T11:00' where title = 'Física' and course_date = '2027-03-15T09:00'`);
    expect((await door.preview(head, ...physics)).lines.map(({ is }) => is)).toEqual(["there", "otherwise"]);
    await w.db.run(sql`update courses set cancelled_at = '2027-03-01T00:00:00Z' where title = 'Física'`);
    expect((await door.ask("", { course: make!, ...HOW })).body).toMatchObject({ because: "import_course_cancelled" });
    expect((await door.preview(...more)).courses).toMatchObject([{ make: null }]);
  });

  test("of a host whose day does not suffice the postponed meetings are named, with their day", async () => {
    const people = [{ id: "u-dean", email: "decanato@universidad.example", name: "Decanato" }];
    const { w, head } = await aTimetable(await open(), { people });
    await using _w = w;
    const door = await doorOf(w, w.admin);
    const clock = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
    // Two at a time, which the account's plan allows.
    const lines = Array.from({ length: 90 }, (_, n) => `Tutoría ${n},,2027-03-10,${clock(6 * 60 + 20 * Math.floor(n / 2))},20,decanato@universidad.example`);
    const made = await door.imports(`${head},host`, ...lines);
    expect(made.flatMap(({ dates }) => dates.map(({ verdict }) => verdict))).toEqual(Array.from({ length: 90 }, () => "hosted"));
    expect(await door.onZoom(made.map(({ courseId }) => courseId))).toEqual({
      first: "2027-03-09",
      last: "2027-03-10",
      meetings: 90,
      postponed: [{ host: "u-dean Own", from: "2027-03-09", to: "2027-03-10", meetings: 10 }],
    });
  });
});
