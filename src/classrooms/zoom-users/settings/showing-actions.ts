import type { World } from "../../../world.ts";
import type { ProvisioningView } from "../contract.ts";
import { standingIn } from "../listing/actions.ts";
import { abilityOf } from "./actions.ts";
import { whyNotOn } from "./provisioning.ts";
import { peopleOfTeams, provisioningOf, teamWishes, waitingRuns } from "./store.ts";

/** GET /api/provisioning. Nothing is asked of Zoom for it. */
export async function provisioningShown({ db, clock }: Pick<World, "db" | "clock">, institutionId: string): Promise<ProvisioningView> {
  const [able, provisioning] = [await abilityOf(db, institutionId), await provisioningOf(db, institutionId)];
  const now = clock.now();
  const [people, standing] = [await peopleOfTeams(db, institutionId, provisioning.makesAt, now), await standingIn(db, institutionId, now)];
  const teams = (await teamWishes(db, institutionId)).map((team) => {
    const its = people.filter(({ teamId }) => teamId === team.id).map(({ email }) => standing(email));
    return { ...team, people: its.length, ...lackingOf(its, its) };
  });
  const everybody = { accepted: await peopleOfTeams(db, institutionId, "accepted", now), "at once": await peopleOfTeams(db, institutionId, "at once", now) };
  const ofAll = (makesAt: keyof typeof everybody): ProvisioningView["all"]["accepted"] => {
    const inside = (which: (team: TeamWish) => boolean): string[] => {
      const ids = new Set(teams.filter(which).map(({ id }) => id));
      return [...new Set(everybody[makesAt].filter(({ teamId }) => ids.has(teamId)).map(({ email }) => email))];
    };
    const made = inside((team) => team.makesZoomUsers);
    const licensed = inside((team) => team.makesZoomUsers && team.givesLicence);
    return { people: made.length, ...lackingOf(made.map(standing), licensed.map(standing)) };
  };
  return {
    ...provisioning,
    missing: able.missing,
    whyNotOn: whyNotOn(able),
    teams,
    all: { accepted: ofAll("accepted"), "at once": ofAll("at once") },
    waiting: await waitingRuns(db, institutionId),
  };
}

type Standing = { hasUser: boolean; isLicensed: boolean; standsStill: boolean };

/** How many get a user, or a licence, and of how many nothing is done though they have none. */
function lackingOf(made: readonly Standing[], licensed: readonly Standing[]) {
  const users = made.filter(({ hasUser }) => !hasUser);
  const licences = licensed.filter(({ isLicensed }) => !isLicensed);
  const still = (those: readonly Standing[]): number => those.filter(({ standsStill }) => standsStill).length;
  const [stillUser, stillLicence] = [still(users), still(licences)];
  return { withoutUser: users.length - stillUser, withoutLicence: licences.length - stillLicence, stillUser, stillLicence };
}

type TeamWish = { makesZoomUsers: boolean; givesLicence: boolean };
