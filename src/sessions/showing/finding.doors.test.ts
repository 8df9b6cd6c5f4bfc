import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aMember, aWorld, type TestWorld } from "../../../test/world.ts";
import { after, days } from "../../lib/time.ts";
import type { Member } from "../../people/member.ts";
import { newApp } from "../../platform/http.ts";
import { foundSessions } from "../contract.ts";
import { showingRoutes } from "./routes.ts";

/** Titles found by that member, in the order of the answer. */
async function found(w: TestWorld, who: Member, q: string): Promise<string[]> {
  const app = await newApp({ log: w.log, words: (_, because) => because, reader: () => "en", frameSelf: false });
  app.addHook("onRequest", async (request) => void (request.member = who));
  showingRoutes(app, w, w.neighbours);
  const answer = await app.inject({ url: `/api/sessions?q=${encodeURIComponent(q)}` });
  expect(answer.statusCode).toBe(200);
  return foundSessions.parse(answer.json()).sessions.map(({ title }) => title);
}

const ines = (w: TestWorld) =>
  aMember(w.db, { institutionId: w.institutionId, id: w.random.uuid(), name: "Inés Carrasco", email: "ines@x.example", role: "organizer" });

eachDatabase((_, open) => {
  test("an administrator finds everybody's sessions by title or organizer, accents or not, the nearest in time first", async () => {
    await using w = await aWorld(await open());
    const other = await ines(w);
    await w.ask({ title: "Óptica cuántica", start: after(w.clock.now(), days(9)) });
    await w.ask({ title: "Optical illusions", start: after(w.clock.now(), days(2)), by: other });
    await w.ask({ title: "100 % libre", start: after(w.clock.now(), days(3)) });

    expect(await found(w, w.admin, "optica")).toEqual(["Optical illusions", "Óptica cuántica"]);
    expect(await found(w, w.admin, "CUÁNTICA")).toEqual(["Óptica cuántica"]);
    expect(await found(w, w.admin, "ines carr")).toEqual(["Optical illusions"]);
    expect(await found(w, w.admin, "%")).toEqual(["100 % libre"]);
    expect(await found(w, w.admin, "nowhere")).toEqual([]);
  });

  test("an organizer finds only her own", async () => {
    await using w = await aWorld(await open());
    const other = await ines(w);
    await w.ask({ title: "Open lecture", start: after(w.clock.now(), days(1)) });
    await w.ask({ title: "Open day", start: after(w.clock.now(), days(2)), by: other });

    expect(await found(w, other, "open")).toEqual(["Open day"]);
    expect(await found(w, other, w.organizer.name)).toEqual([]);
  });

  test("no more than a screenful is answered", async () => {
    await using w = await aWorld(await open());
    for (let n = 0; n < 14; n += 1) await w.ask({ title: `Seminar ${n}`, start: after(w.clock.now(), days(n + 1)) });

    expect(await found(w, w.admin, "seminar")).toHaveLength(12);
  });
});
