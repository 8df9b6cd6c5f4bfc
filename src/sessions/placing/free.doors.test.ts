import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld, NINE } from "../../../test/world.ts";
import { after, before, days, hours, minutes } from "../../lib/time.ts";
import { at, sql } from "../../platform/database.ts";
import { addOutage } from "../../rooms/store.ts";
import { newSession } from "../asking.ts";
import type { Session } from "../session.ts";
import { loadBoard, whyNotFree } from "./actions.ts";
import { roomFor } from "./board.ts";
import { freeRoom } from "./free-actions.ts";

const TOMORROW = after(NINE, days(1));

eachDatabase((_, open) => {
  test("the room that is found at once is the one that is found with all that is around", async () => {
    await using w = await aWorld(await open(), { rooms: 5 });
    const quarters = (from: number, to: number): number => from + Math.floor(w.random.unit() * (to - from));
    const whether = (part: number): boolean => w.random.unit() < part;
    const host = sql`(select host_id from rooms where id = ${w.rooms[quarters(0, 5)]!.id})`;
    await w.db.run(sql`update hosts set meeting_capacity = 100 where id = (select host_id from rooms where id = ${w.rooms[1]!.id})`);
    await w.db.run(sql`update hosts set webinar_capacity = 500 where id = (select host_id from rooms where id = ${w.rooms[3]!.id})`);
    await w.db.run(sql`update rooms set assignment = 'manual' where id = ${w.rooms[2]!.id}`);
    await w.db.run(sql`update hosts set role = 'owner' where id = (select host_id from rooms where id = ${w.rooms[4]!.id})`);
    await w.db.run(sql`insert into busy (institution_id, host_id, meeting_id, n, during, title)
      values (${w.institutionId}, ${host}, 'elsewhere', 1, tstzrange(${at(TOMORROW)}, ${at(after(TOMORROW, hours(2)))}), 'Elsewhere')`);
    const outOfService = { start: after(TOMORROW, hours(3)), end: after(TOMORROW, hours(4)) };
    await addOutage(w.db, w.institutionId, { id: w.random.uuid(), roomId: w.rooms[0]!.id, during: outOfService, reason: "Paint" });
    for (let n = 0; n < 12; n += 1) await w.ask({ start: after(TOMORROW, minutes(15 * quarters(0, 20))), expected: whether(0.5) ? 50 : null });
    const crowded = await w.ask({ start: before(TOMORROW, hours(5)) });
    await w.attend(crowded, ...Array.from({ length: 101 }, (_, n) => `Ana <ana.${n}@people.example>`));

    const found = { free: 0, preferred: 0, none: 0 };
    for (let n = 0; n < 150; n += 1) {
      const start = after(TOMORROW, minutes(15 * quarters(-4, 24)));
      const wish = {
        id: n % 5 === 0 ? crowded.id : w.random.uuid(),
        title: "One more",
        kind: whether(0.2) ? "webinar" : "meeting",
        expected: whether(0.3) ? 150 : null,
      } as const;
      const session: Session = {
        ...crowded,
        ...newSession(
          { ...crowded, ...wish, start: "", minutes: 0, source: "pool" },
          { ...crowded, time: { start, end: after(start, minutes(60)) }, now: NINE },
        ),
      };
      const prefer = whether(0.3) ? w.rooms[quarters(0, 5)]!.id : null;
      const without = whether(0.2) ? w.rooms[quarters(0, 5)]!.id : null;
      const { board, registered } = await loadBoard(w.db, session);
      const rooms = board.rooms.filter((room) => room.id !== without);
      const stays = prefer !== null && prefer !== without && whyNotFree({ ...board, rooms }, session, prefer) === null;
      const verdict = roomFor({ ...board, rooms }, session, registered);
      const expected = stays ? prefer : verdict.is === "free" ? verdict.roomId : null;
      const at = await freeRoom(w.db, session, { prefer, without });
      if (at === null && registered > 0) continue; // then a smaller one may do, which only a search for a larger one can tell
      expect(at?.id ?? null).toBe(expected);
      found[stays ? "preferred" : expected === null ? "none" : "free"] += 1;
    }
    expect(Math.min(...Object.values(found))).toBeGreaterThan(5);
  });
});
