import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld, NINE, type TestWorld } from "../../../test/world.ts";
import { after, hours } from "../../lib/time.ts";
import { aboveConnections } from "../../sessions/connecting/actions.ts";
import { connectionOf } from "../actions.ts";
import { whyNotDefaultHost } from "../hosts/actions.ts";
import { saveDefaultHost } from "./store.ts";

const DAVID = { id: "david", email: "david@universidad.example" };
const EVA = { id: "eva", email: "eva@universidad.example" };

const choose = async (w: TestWorld, hostId: string | null) => {
  await saveDefaultHost(w.db, (await connectionOf(w.db, w.institutionId))!, hostId);
  const done = await aboveConnections(w).rehost(w.institutionId, hostId);
  await w.settle();
  return done;
};
const hosts = async (w: TestWorld): Promise<unknown[]> => (await w.meetings()).map((meeting) => meeting["hostId"]);

eachDatabase((_, open) => {
  test("another default host gets the meetings that are to come, made anew, and their sessions stay the same; with nobody they stay where they are", async () => {
    await using w = await aWorld(await open(), { people: [DAVID, EVA] });
    await choose(w, DAVID.id);
    const s = await w.ask({ source: "default host", start: after(NINE, hours(3)) });
    await w.settle();
    expect(await hosts(w)).toEqual([DAVID.id]);
    expect((await aboveConnections(w).affected(w.institutionId, "default host", w.clock.now())).counts).toEqual({ made_anew: 1 });

    expect(await choose(w, EVA.id)).toEqual({ moved: 1, kept: 0 });
    expect(await hosts(w)).toEqual([EVA.id]);
    expect((await w.session(s)).hostId).toBe(EVA.id);

    expect(await choose(w, null)).toEqual({ moved: 0, kept: 1 });
    expect(await hosts(w)).toEqual([EVA.id]);
  });

  test("a room is no default host, nor is anybody who is not in the account", async () => {
    await using w = await aWorld(await open(), { people: [DAVID] });
    expect(await whyNotDefaultHost(w.db, w.institutionId, w.rooms[0]!.hostId)).toBe("default_host_is_room");
    expect(await whyNotDefaultHost(w.db, w.institutionId, "nobody")).toBe("host_unknown");
    expect(await whyNotDefaultHost(w.db, w.institutionId, DAVID.id)).toBeNull();
  });
});
