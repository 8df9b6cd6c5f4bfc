import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld } from "../../../test/world.ts";
import { aTeam } from "./teams.fixtures.ts";
import { asAdmin } from "./zoom-users.fixtures.ts";

type Wish = { makesZoomUsers?: boolean; givesLicence?: boolean };

eachDatabase((_, open) => {
  test("one switch of a team leaves the other as it is by now, whoever turned that; without Zoom users there is no licence to give", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const ask = await asAdmin(w);
    const { id } = await aTeam(w, true);
    const put = async (wish: Wish) => {
      const { status, body } = await ask("PUT", `/api/provisioning/teams/${id}`, wish);
      const { teams } = status === 200 ? body : (await ask("GET", "/api/provisioning")).body;
      return [status, teams[0].makesZoomUsers, teams[0].givesLicence];
    };
    expect(await put({ makesZoomUsers: true })).toEqual([200, true, true]); // it was on already: the licence, which the page doesn't know of, stays
    expect(await put({ givesLicence: false })).toEqual([200, true, false]);
    expect(await put({ givesLicence: true })).toEqual([200, true, true]);
    expect(await put({ makesZoomUsers: false })).toEqual([200, false, false]);
    expect(await put({ givesLicence: true })).toEqual([409, false, false]); // nobody asked for Zoom users
    expect(await put({ makesZoomUsers: true })).toEqual([200, true, false]);
    expect(await put({ makesZoomUsers: true, givesLicence: true })).toEqual([200, true, true]);
    expect(await put({})).toEqual([200, true, true]);
  });
});
