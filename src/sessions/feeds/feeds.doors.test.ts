import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld, NINE, type TestWorld } from "../../../test/world.ts";
import { after, days, hours } from "../../lib/time.ts";
import { catalogue } from "../../notices/messages/catalogue.ts";
import type { Member } from "../../people/member.ts";
import { newApp, type App } from "../../platform/http.ts";
import { sql, type Database } from "../../platform/database.ts";
import { cancelSession } from "../cancelling/actions.ts";
import { feedRoutes } from "./routes.ts";

async function serving(w: TestWorld, who: Member | null): Promise<App> {
  const words = (language: "en" | "es", because: string): string => (catalogue[language].refusals as Record<string, string>)[because] ?? because;
  const app = await newApp({ log: w.log, words, reader: () => null, frameSelf: false });
  app.addHook("onRequest", async (request) => void (request.member = who));
  feedRoutes(app, w);
  return app;
}

/** Two rooms; in each a session, and one that waits for a room. */
async function lived(db: Database) {
  const w = await aWorld(db, { rooms: 2 });
  const start = after(NINE, hours(3));
  const sessions = [];
  for (const title of ["Óptica", "Acústica", "Mecánica"]) sessions.push(await w.ask({ start, title }));
  const [admin, organizer, other, visitor] = [await serving(w, w.admin), await serving(w, w.organizer), await serving(w, w.admin), await serving(w, null)];
  const of = (url: string): string => new URL(url).pathname;
  const room = `/api/rooms/${sessions[0]!.roomId}/calendar`;
  return { w, sessions, admin, organizer, other, visitor, of, room, mine: "/api/my-calendar" };
}

const titlesIn = (calendar: string): string[] => [...calendar.matchAll(/^SUMMARY:(.*)\r$/gm)].map((one) => one[1]!);

eachDatabase((_, open) => {
  test("a room's calendar has what is on in it, by a secret address that is made, made anew and ended", async () => {
    const { w, sessions, admin, visitor, of, room } = await lived(await open());
    await using _w = w;
    expect((await admin.inject({ url: room })).json()).toEqual({ address: null });
    const { address } = (await admin.inject({ method: "POST", url: room })).json();
    expect(address).toMatch(/^http.*\/calendars\/[A-Za-z0-9_-]{22}\/calendar\.ics$/);
    expect((await admin.inject({ url: room })).json()).toEqual({ address });
    const answer = await visitor.inject({ url: of(address) });
    expect(answer.headers).toMatchObject({ "content-type": "text/calendar; charset=utf-8", "referrer-policy": "no-referrer", "cache-control": "no-store" });
    expect(titlesIn(answer.body)).toEqual(["Óptica"]);
    expect(answer.body).toContain(`UID:${sessions[0]!.id}@bedel`);
    expect(answer.body).not.toMatch(/TZID|Łukasz|Żak|lukasz/i);
    expect(JSON.stringify(await w.db.list((r) => r, sql`select * from calendar_feeds`))).not.toContain(address.split("/")[4]);

    const anew = (await admin.inject({ method: "POST", url: room })).json().address;
    expect([(await visitor.inject({ url: of(address) })).statusCode, (await visitor.inject({ url: of(anew) })).statusCode]).toEqual([404, 200]);
    expect((await admin.inject({ method: "DELETE", url: room })).statusCode).toBe(204);
    expect([(await visitor.inject({ url: of(anew) })).statusCode, (await admin.inject({ url: room })).json()]).toEqual([404, { address: null }]);
    const again = (await admin.inject({ method: "POST", url: room })).json().address;
    expect(new Set([address, anew, again]).size).toBe(3);
    expect(await w.db.list((r) => r["what"], sql`select what from audit_log where what like 'calendar_%' order by seq`)).toEqual([
      "calendar_made",
      "calendar_made",
      "calendar_ended",
      "calendar_made",
    ]);
  });

  test("a teacher's calendar has what the teacher organizes, says what waits and what was called off, and follows changes", async () => {
    const { w, sessions, organizer, visitor, of, mine } = await lived(await open());
    await using _w = w;
    const { address } = (await organizer.inject({ method: "POST", url: mine })).json();
    const read = async (): Promise<string> => (await visitor.inject({ url: of(address) })).body;
    expect(titlesIn(await read()).toSorted()).toEqual(["Acústica", "Mecánica", "Óptica"]);
    expect((await read()).match(/STATUS:\w+/g)!.toSorted()).toEqual(["STATUS:CONFIRMED", "STATUS:CONFIRMED", "STATUS:TENTATIVE"]);
    expect((await read()).replaceAll("\r\n ", "")).toContain(`${w.origin}/sessions/${sessions[0]!.id}`);
    await cancelSession(w, w.neighbours, w.organizer, sessions[0]!.id, (await w.session(sessions[0]!)).revision);
    expect(await read()).toContain("STATUS:CANCELLED");
    w.clock.set({ offset: 0, frozenAt: after(w.clock.now(), days(100)) });
    expect(titlesIn(await read())).toEqual([]);
  });

  test("nobody else sees or makes them: a room's is the administrators', a teacher's the teacher's own, and who has left has none", async () => {
    const { w, organizer, admin, visitor, of, room, mine } = await lived(await open());
    await using _w = w;
    for (const method of ["GET", "POST", "DELETE"] as const) {
      expect((await organizer.inject({ method, url: room })).statusCode).toBe(403);
      expect((await visitor.inject({ method, url: mine })).statusCode).toBe(401);
      expect((await admin.inject({ method, url: `/api/rooms/${w.organizer.id}/calendar` })).statusCode).toBe(404);
    }
    const { address } = (await organizer.inject({ method: "POST", url: mine })).json();
    expect((await admin.inject({ url: mine })).json()).toEqual({ address: null });
    await w.db.run(sql`update members set left_at = ${new Date(w.clock.now()).toISOString()} where id = ${w.organizer.id}`);
    expect((await visitor.inject({ url: of(address) })).statusCode).toBe(404);
  });

  test("who guesses addresses is slowed down, and who presses twice at once makes one that works", async () => {
    const { w, admin, visitor, of, room } = await lived(await open());
    await using _w = w;
    const codes = [];
    for (let n = 0; n < 62; n += 1) codes.push((await visitor.inject({ url: `/calendars/${"x".repeat(22)}/calendar.ics` })).statusCode);
    expect([codes[0], codes.at(-1)]).toEqual([404, 429]);
    const made = await Promise.all([0, 1].map(async () => (await admin.inject({ method: "POST", url: room })).json().address as string));
    const works = await Promise.all(made.map(async (address) => (await visitor.inject({ url: of(address) })).statusCode === 200));
    expect(works.filter(Boolean)).toHaveLength(1);
  });
});
