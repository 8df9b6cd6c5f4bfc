import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld, valueOf } from "../../../test/world.ts";
import { after, minutes, seconds } from "../../lib/time.ts";
import { changeTeam } from "../../people/teams/actions.ts";
import { readRooms, userRead } from "../../rooms/actions.ts";
import { knownUsersAmong } from "./listing/store.ts";
import { acceptBedels, aTeam, invite } from "./teams.fixtures.ts";
import { asAdmin, EVA, PASSWORD, provisioning, rowOf, theUser } from "./zoom-users.fixtures.ts";

/* Zoom's lists lag: what was read of one user since is newer than a list that does not know of it. */
eachDatabase((_, open) => {
  test("who was invited a moment ago stays invited though Zoom's list of users does not have them yet, also once nobody looks after them", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await provisioning(w, { on: true, makesAt: "accepted" });
    const ask = await asAdmin(w);
    const team = await aTeam(w);
    await invite(w, EVA, team.id);
    await acceptBedels(w, EVA);
    await w.settle();
    valueOf(await readRooms(w, w.institutionId));
    expect(await knownUsersAmong(w.db, w.institutionId, [EVA])).toMatchObject([{ status: "pending" }]);
    valueOf(await changeTeam(w, w.admin, team.id, { members: [] }));
    await w.settle();
    expect(await rowOf(ask, EVA)).toMatchObject({ state: "invited" });
    await w.pass(minutes(10));
    valueOf(await readRooms(w, w.institutionId));
    expect(await rowOf(ask, EVA)).toMatchObject({ state: "invited" });
  });

  test("who has accepted is not invited again by a list that lags", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await provisioning(w, { on: true, makesAt: "at once" });
    const team = await aTeam(w);
    await invite(w, EVA, team.id);
    await acceptBedels(w, EVA);
    await w.pass(minutes(10));
    await w.control("accept-invitation", { email: EVA, password: PASSWORD });
    await w.settle();
    valueOf(await readRooms(w, w.institutionId));
    expect(await knownUsersAmong(w.db, w.institutionId, [EVA])).toMatchObject([{ status: "active" }]);
    await w.pass(minutes(10));
    valueOf(await readRooms(w, w.institutionId));
    expect(await knownUsersAmong(w.db, w.institutionId, [EVA])).toMatchObject([{ status: "active" }]);
  });

  test("who is let go of in Zoom a moment after having been read is gone with the next reading, and not a day later", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await provisioning(w, { on: true, makesAt: "at once" });
    const team = await aTeam(w);
    await invite(w, EVA, team.id);
    await w.control("accept-invitation", { email: EVA, password: PASSWORD });
    await w.settle();
    expect(await knownUsersAmong(w.db, w.institutionId, [EVA])).toMatchObject([{ status: "active" }]);
    const { id } = await theUser(w);
    const zoom = w.zoomOf(w.institutionId);
    await zoom.unlinkUser(String(id));
    valueOf(await readRooms(w, w.institutionId));
    expect(await knownUsersAmong(w.db, w.institutionId, [EVA])).toEqual([]);
  });

  test("who is let go of while all users are being read does not come back by what was read of them before", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await provisioning(w, { on: true, makesAt: "at once" });
    const team = await aTeam(w, true);
    await invite(w, EVA, team.id);
    await w.control("accept-invitation", { email: EVA, password: PASSWORD });
    await w.pass(minutes(10));
    const { id } = await theUser(w);
    const zoom = w.zoomOf(w.institutionId);
    const during = {
      ...zoom,
      readUser: async (hostId: string) => {
        const user = await zoom.readUser(hostId);
        if (hostId !== id) return user;
        await zoom.unlinkUser(hostId);
        w.clock.set({ offset: 0, frozenAt: after(w.clock.now(), seconds(1)) });
        await userRead(w.db, w.institutionId, hostId, null, w.clock.now());
        return user;
      },
    };
    valueOf(await readRooms({ ...w, zoomOf: () => during }, w.institutionId));
    expect(await knownUsersAmong(w.db, w.institutionId, [EVA])).toEqual([]);
  });
});
