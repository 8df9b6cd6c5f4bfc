import { expect, test } from "vitest";
import { eachDatabase } from "../../test/support/databases.ts";
import { aWorld, valueOf, type TestWorld } from "../../test/world.ts";
import type { Member } from "../people/member.ts";
import { newApp, type App } from "../platform/http.ts";
import { sessionDetail } from "../sessions/contract.ts";
import { timeline } from "../sessions/showing/contract.ts";
import { showingRoutes } from "../sessions/showing/routes.ts";
import { addToList } from "../attendees/lists/actions.ts";
import { aCourse, asked, datesNow, tryCourse } from "./course.fixtures.ts";
import { edit } from "./editing/editing.fixtures.ts";
import { courseRoutes } from "./routes.ts";
import { courseFor } from "./showing-actions.ts";
import { weekFor } from "./week/actions.ts";

async function appOf(w: TestWorld, who: Member): Promise<App> {
  const app = await newApp({ log: w.log, words: (_, because) => because, reader: () => "en", frameSelf: false });
  app.addHook("onRequest", async (request) => void (request.member = who));
  showingRoutes(app, w, w.neighbours);
  courseRoutes(app, w);
  return app;
}

const dayShown = async (w: TestWorld, who: Member) =>
  timeline.parse((await (await appOf(w, who)).inject({ url: "/api/timeline?from=2027-03-08T06:00:00Z&to=2027-03-08T20:00:00Z" })).json());

eachDatabase((_, open) => {
  test("a session tells of which course it is a date, to whoever may know what it is", async () => {
    await using w = await aWorld(await open(), { rooms: 2 });
    const made = await aCourse(w, { by: w.admin });
    const [first] = await datesNow(w, made);
    const alone = await w.ask();
    const shown = async (id: string) => sessionDetail.parse((await (await appOf(w, w.admin)).inject({ url: `/api/sessions/${id}` })).json()).course;
    expect([await shown(first!.session.id), await shown(alone.id)]).toEqual([{ id: made.course.id, title: "Física I" }, null]);
    expect((await dayShown(w, w.organizer)).sessions.map((one) => one.title)).toEqual([""]);
  });

  test("whoever is registered for all dates and for one besides is counted once, long before too, and in what an edit foresees", async () => {
    await using w = await aWorld(await open());
    const made = await aCourse(w);
    valueOf(await addToList(w, w.organizer, made.course.listId, "Ana <ana@example.org>\nBea <bea@example.org>"));
    const far = (await datesNow(w, made)).at(-1)!;
    await w.attend(far.session, "ana@example.org", "carl@example.org");
    const seen = valueOf(await courseFor(w, w.organizer, made.course.id)).sessions.map(({ registered }) => registered);
    expect(seen).toEqual([...Array.from({ length: 9 }, () => 2), 3]);
    const foreseen = valueOf(await edit(w, made, "all", { title: "Física II" }, { preview: true })).preview.dates;
    expect(foreseen.map(({ registered }) => registered)).toEqual(seen);
  });

  test("a week that no calendar reaches, and a date in a hundred years, are refused", async () => {
    await using w = await aWorld(await open());
    const week = (monday: string) => weekFor(w, w.organizer, { of: "institution", monday });
    expect(await week("2027-03-08")).toMatchObject({ ok: true });
    for (const day of ["9999-12-31", "0001-01-01", "2027-02-30"]) expect(await week(day)).toMatchObject({ ok: false, refusal: { because: "malformed" } });
    expect(await tryCourse(w, { extra: ["2127-03-08T10:00"] })).toMatchObject({ refusal: { because: "too_many_years_ahead", field: "extra" } });
  });

  test("courses are found by words of their title, and words that nobody can write are refused", async () => {
    await using w = await aWorld(await open());
    await aCourse(w, { by: w.admin, title: "100 % Física_I" });
    const app = await appOf(w, w.admin);
    const found = async (q: string) => {
      const answer = await app.inject({ url: `/api/courses?q=${encodeURIComponent(q)}` });
      return answer.statusCode === 200 ? (answer.json() as { courses: unknown[] }).courses.length : answer.statusCode;
    };
    expect([await found(" fisica"), await found("%"), await found("_"), await found("\\"), await found("")]).toEqual([1, 1, 1, 0, 1]);
    expect([await found("\u0000"), await found("a".repeat(101))]).toEqual([422, 422]);
  });

  test("what the database can't keep is refused in whatever words are asked with a course", async () => {
    await using w = await aWorld(await open());
    const { course } = await aCourse(w, { by: w.admin });
    const app = await appOf(w, w.admin);
    const post = async (url: string, payload: object) => (await app.inject({ method: "POST", url, payload })).statusCode;
    const edit = { revision: course.revision, scope: "all", from: null, change: { title: "Física II" }, byHand: "keep" };
    for (const bad of ["a\u0000b", "a\ud83d"]) {
      expect(await post("/api/courses/preview", asked(w, { source: "named host", hostId: bad }))).toBe(422);
      expect(await post(`/api/courses/${course.id}/edit`, { ...edit, note: bad })).toBe(422);
    }
    expect(await post(`/api/courses/${course.id}/edit`, { ...edit, note: "In the old building,\nfrom now on." })).toBe(200);
  });

  test("the timeline tells by name who hosts a course as a named Zoom user", async () => {
    const people = [{ id: "u-dean", email: "decanato@universidad.example", name: "Decanato" }];
    await using w = await aWorld(await open(), { people, plan: "pro" });
    await aCourse(w, { by: w.admin, source: "named host", hostId: "u-dean" });
    expect((await dayShown(w, w.admin)).hosts).toMatchObject([{ id: "u-dean", source: "named host" }]);
  });
});
