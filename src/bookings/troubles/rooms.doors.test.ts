import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { fault } from "../../../test/support/sessions.ts";
import { aWorld, NINE } from "../../../test/world.ts";
import { after, days, minutes, seconds } from "../../lib/time.ts";
import { freeStartsOf } from "../free/keeping/page-actions.ts";
import { troublesOf } from "./actions.ts";
import { pageAsked } from "./plans-actions.ts";
import { aBookable, busy, living, planInZoom, silent, told } from "./troubles.fixtures.ts";

const START = after(NINE, days(3));

eachDatabase((_, open) => {
  test("what is planned by hand in a room counts within a minute while strangers ask, also where no webhook comes", async () => {
    await using w = await aWorld(await open(), { rooms: 2 });
    await silent(w);
    const type = await aBookable(w, { source: "pool" });
    await pageAsked(w)(type);
    await living(w, seconds(20));
    const { hostId } = w.rooms[0]!;
    await planInZoom(w, hostId, START);
    await living(w, seconds(60));
    expect(await busy(w)).toEqual([[hostId, START]]);
  });

  test("rooms that can't be read for too long close the page, its owner is told why, once, and it opens when they are read again", async () => {
    await using w = await aWorld(await open(), { rooms: 2 });
    await silent(w);
    const type = await aBookable(w, { source: "pool", staleMinutes: 30 });
    const shown = async () => (await freeStartsOf(w, type, 30, { start: START, end: after(START, days(1)) }, w.clock.now())).closed;
    await living(w, minutes(1), seconds(20));
    expect([await shown(), told(w)]).toEqual([null, []]);
    for (const room of w.rooms) await fault(w, `GET /users/${room.hostId}/meetings`, "503", { times: 40 });
    await living(w, minutes(45), minutes(1));
    expect([await shown(), (await troublesOf(w.db, type, w.clock.now())).map(({ because }) => because)]).toEqual(["booking_closed", ["booking_rooms_unread"]]);
    expect(told(w)).toEqual([expect.stringContaining("planned in the rooms in Zoom could not be read")]);
    await living(w, minutes(15), minutes(1));
    expect([await shown(), await troublesOf(w.db, type, w.clock.now()), told(w).length]).toEqual([null, [], 1]);
    w.surprises.length = 0;
  });
});
