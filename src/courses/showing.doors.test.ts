import { expect, test } from "vitest";
import { eachDatabase } from "../../test/support/databases.ts";
import { aWorld, type TestWorld } from "../../test/world.ts";
import type { Member } from "../people/member.ts";
import { newApp, type App } from "../platform/http.ts";
import { sessionDetail, timeline } from "../sessions/contract.ts";
import { showingRoutes } from "../sessions/showing/routes.ts";
import { aCourse, datesNow } from "./course.fixtures.ts";

async function appOf(w: TestWorld, who: Member): Promise<App> {
  const app = await newApp({ log: w.log, words: (_, because) => because, reader: () => "en", frameSelf: false });
  app.addHook("onRequest", async (request) => void (request.member = who));
  showingRoutes(app, w, w.neighbours);
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
    expect((await dayShown(w, w.organizer)).sessions.map((one) => [one.title, one.course])).toEqual([["", null]]);
  });

  test("the timeline tells by name who hosts a course as a named Zoom user", async () => {
    const people = [{ id: "u-dean", email: "decanato@universidad.example", name: "Decanato" }];
    await using w = await aWorld(await open(), { people, plan: "pro" });
    await aCourse(w, { by: w.admin, source: "named host", hostId: "u-dean" });
    expect((await dayShown(w, w.admin)).hosts).toMatchObject([{ id: "u-dean", source: "named host" }]);
  });
});
