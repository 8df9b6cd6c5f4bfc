import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld, NINE, type TestWorld } from "../../../test/world.ts";
import { after, before, days, hours, iso, minutes } from "../../lib/time.ts";
import { newApp, valueOf } from "../../platform/http.ts";
import { changeSession } from "../asking/actions.ts";
import { cancelSession, undoChange } from "../cancelling/actions.ts";
import { timeline } from "./contract.ts";
import { reservationOf, type Session } from "../session.ts";
import { showingRoutes } from "./routes.ts";

const TOMORROW = after(NINE, days(1));

/** What the timeline of that day shows as kept in each room, as an organizer sees it. */
async function held(w: TestWorld): Promise<{ from: string; to: string }[][]> {
  const app = await newApp({ log: w.log, words: (_, because) => because, reader: () => "en", frameSelf: false });
  app.addHook("onRequest", async (request) => void (request.member = w.organizer));
  showingRoutes(app, w, w.neighbours);
  const answer = await app.inject({ url: `/api/timeline?from=${iso(before(TOMORROW, hours(8)))}&to=${iso(after(TOMORROW, hours(14)))}` });
  expect(answer.statusCode).toBe(200);
  return timeline.parse(answer.json()).rooms.map((room) => room.held);
}

const placeOf = (s: Session): { from: string; to: string } => {
  const { start, end } = reservationOf(s);
  return { from: iso(start), to: iso(end) };
};

eachDatabase((_, open) => {
  test("the place of a cancelled session is shown as kept for the minute in which that can be taken back", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: TOMORROW });
    await w.settle();
    expect(await held(w)).toEqual([[]]);

    const cancelled = valueOf(await cancelSession(w, w.neighbours, w.organizer, s.id, (await w.session(s)).revision));
    expect(await held(w)).toEqual([[placeOf(cancelled)]]);
    await w.pass(minutes(1));
    expect(await held(w)).toEqual([[]]);
  });

  test("a cancellation that is taken back leaves nothing kept", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: TOMORROW });
    await w.settle();
    valueOf(await cancelSession(w, w.neighbours, w.organizer, s.id, (await w.session(s)).revision));
    valueOf(await undoChange(w, w.organizer, s.id));
    expect(await held(w)).toEqual([[]]);
  });

  test("a session that changes to another room keeps its place where it was", async () => {
    await using w = await aWorld(await open(), { rooms: 2 });
    const s = await w.ask({ start: TOMORROW });
    await w.settle();
    const was = await w.session(s);
    // The room that it has is taken at the new time, so that it goes to the other one.
    const blocking = await w.ask({ start: after(TOMORROW, hours(4)) });
    await w.settle();
    const now = valueOf(await changeSession(w, w.neighbours, w.organizer, s.id, { revision: was.revision, start: "2027-03-02T13:00", zone: "Europe/Madrid" }));
    expect((await w.session(blocking)).roomId).toBe(was.roomId);
    expect(now.roomId).not.toBe(was.roomId);
    expect(await held(w)).toEqual(w.rooms.map((room) => (room.id === was.roomId ? [placeOf(was)] : [])));
  });
});
