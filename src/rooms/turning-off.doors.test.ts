import { expect, onTestFinished, test } from "vitest";
import { emptyDatabase } from "../../test/support/databases.ts";
import { aWorld } from "../../test/world.ts";
import { mortal, takenOver, type Fate } from "../classrooms/classrooms.fixtures.ts";
import { after, days } from "../lib/time.ts";
import { refusalText } from "../notices/refusal-text.ts";
import { sql } from "../platform/database.ts";
import { newApp } from "../platform/http.ts";
import { upstairs } from "../sessions/showing/wiring-actions.ts";
import { roomRoutes } from "./routes.ts";

/** More questions than the route has. */
const NEVER = 60;

test("a server that dies at any question while a room is turned off leaves nobody in a room that is off", { timeout: 60_000 }, async () => {
  const fate: Fate = { left: Infinity, dead: false };
  await using w = await aWorld(mortal(await emptyDatabase("PostgreSQL"), fate), { rooms: 2 });
  const session = await w.ask({ start: after(w.clock.now(), days(2)) });
  const app = await newApp({ log: w.log, words: refusalText, reader: () => "en", frameSelf: false });
  app.addHook("onRequest", async (request) => void (request.member = w.admin));
  roomRoutes(app, w, upstairs(w, w.neighbours));
  onTestFinished(() => app.close().then(() => undefined));
  const turn = async (active: boolean, revision: number, id: string): Promise<number> =>
    (await app.inject({ method: "PATCH", url: `/api/rooms/${id}`, payload: { active, revision } })).statusCode;
  let isThrough = false;
  for (let left = 1; left < NEVER && !isThrough; left += 1) {
    const room = await w.room((await w.session(session)).roomId);
    Object.assign(fate, { left, dead: false });
    const status = await turn(false, room.revision, room.id);
    isThrough = !fate.dead;
    expect(status).toBe(isThrough ? 200 : 500);
    await takenOver(w, fate);
    const homeless = await w.db.list((r) => r["id"] as string, sql`select s.id from sessions s join rooms r on r.institution_id = s.institution_id and r.id = s.room_id where not r.active and s.status = 'placed'`); // prettier-ignore
    expect([left, homeless]).toEqual([left, []]);
    const now = await w.room(room.id);
    if (!now.active) expect(await turn(true, now.revision, now.id)).toBe(200);
  }
  expect(isThrough).toBe(true);
});
