import type { World } from "../../../world.ts";
import type { ProvisioningView } from "../contract.ts";
import { standingIn } from "../listing/actions.ts";
import { abilityOf } from "./actions.ts";
import { whyNotOn } from "./provisioning.ts";
import { peopleOfTeams, provisioningOf, teamWishes } from "./store.ts";

/** GET /api/provisioning. Nothing is asked of Zoom for it. */
export async function provisioningShown({ db, clock }: Pick<World, "db" | "clock">, institutionId: string): Promise<ProvisioningView> {
  const [able, provisioning] = [await abilityOf(db, institutionId), await provisioningOf(db, institutionId)];
  const now = clock.now();
  const [people, standing] = [await peopleOfTeams(db, institutionId, provisioning.makesAt, now), await standingIn(db, institutionId, now)];
  const teams = (await teamWishes(db, institutionId)).map((team) => {
    const its = people.filter(({ teamId }) => teamId === team.id).map(({ email }) => standing(email));
    const without = (what: "hasUser" | "isLicensed"): number => its.filter((one) => !one[what]).length;
    return { ...team, people: its.length, withoutUser: without("hasUser"), withoutLicence: without("isLicensed") };
  });
  const everybody = { accepted: await peopleOfTeams(db, institutionId, "accepted", now), "at once": await peopleOfTeams(db, institutionId, "at once", now) };
  const ofAll = (makesAt: keyof typeof everybody): ProvisioningView["all"]["accepted"] => {
    const inside = (which: (team: TeamWish) => boolean): string[] => {
      const ids = new Set(teams.filter(which).map(({ id }) => id));
      return [...new Set(everybody[makesAt].filter(({ teamId }) => ids.has(teamId)).map(({ email }) => email))];
    };
    const made = inside((team) => team.makesZoomUsers);
    const licensed = inside((team) => team.makesZoomUsers && team.givesLicence);
    return {
      people: made.length,
      withoutUser: made.filter((email) => !standing(email).hasUser).length,
      withoutLicence: licensed.filter((email) => !standing(email).isLicensed).length,
    };
  };
  return { ...provisioning, missing: able.missing, whyNotOn: whyNotOn(able), teams, all: { accepted: ofAll("accepted"), "at once": ofAll("at once") } };
}

type TeamWish = { makesZoomUsers: boolean; givesLicence: boolean };
