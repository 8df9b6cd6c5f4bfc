import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld } from "../../../test/world.ts";
import { hours } from "../../lib/time.ts";
import { readRooms } from "../../rooms/actions.ts";
import { sql } from "../../platform/database.ts";
import { connecting } from "./wiring-actions.ts";

eachDatabase((_, open) => {
  test("when another Zoom account is connected, the rooms of the one before are out of service with their reason, and whoever had one waits", async () => {
    await using w = await aWorld(await open());
    const session = await w.ask();
    await w.settle();
    const change = { institutionId: w.institutionId, from: "sandbox-account", to: "another" };
    await w.db.transaction((tx) => connecting(w, w.neighbours).accountChanged(tx, change));

    expect(await w.room()).toMatchObject({ trouble: "other_account", active: true });
    expect(await w.session(session)).toMatchObject({ status: "waiting", roomId: null });
    expect(await w.tryToAsk()).toMatchObject({ ok: true, value: { status: "waiting" } });
  });

  test("the reason stands while the other account does not know the room, and goes when it is there again", async () => {
    await using w = await aWorld(await open());
    const change = { institutionId: w.institutionId, from: "sandbox-account", to: "another" };
    await w.db.transaction((tx) => connecting(w, w.neighbours).accountChanged(tx, change));
    const listed = w.zoomOf(w.institutionId).listUsers();
    const without = {
      ...w,
      zoomOf: () => ({ ...w.zoomOf(w.institutionId), listUsers: async () => (await listed).filter(({ hostId }) => hostId !== w.rooms[0]!.hostId) }),
    };
    await readRooms(without, w.institutionId);
    expect((await w.room()).trouble).toBe("other_account");

    await readRooms(w, w.institutionId);
    expect((await w.room()).trouble).toBeNull();
  });

  test("whatever waited for a room is looked at again when Zoom is connected", async () => {
    await using w = await aWorld(await open());
    const asked = () => w.db.one((r) => r["queue_asked"] as boolean, sql`select queue_asked from institutions where institution_id = ${w.institutionId}`);
    await w.pass(hours(1));
    expect(await asked()).toBe(false);
    await w.db.transaction((tx) => connecting(w, w.neighbours).connected(tx, w.institutionId));
    expect(await asked()).toBe(true);
  });
});
