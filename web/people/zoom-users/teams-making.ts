import type { ProvisioningView } from "../../../src/classrooms/zoom-users/contract.ts";

/** Of teams that make Zoom users of their people: their names, and whether one of them gives a licence. Null: none of these does, or making them is switched off. */
export function teamsMaking({ on, teams }: Pick<ProvisioningView, "on" | "teams">, ids: readonly string[]): { names: string[]; licence: boolean } | null {
  const making = teams.filter(({ id, makesZoomUsers }) => on && makesZoomUsers && ids.includes(id));
  return making.length === 0 ? null : { names: making.map(({ name }) => name), licence: making.some(({ givesLicence }) => givesLicence) };
}

/** What somebody is given by no team any more. */
export type Lost = "user" | "licence";

/** Of who was in some teams and is in others now; null: nothing that was given by these. */
export function lostWith(view: Pick<ProvisioningView, "on" | "teams">, before: readonly string[], after: readonly string[]): Lost | null {
  return lostBetween(teamsMaking(view, before), teamsMaking(view, after));
}

/** The teams of whoever is in some and joins and leaves others. */
export const teamsAfter = (teams: readonly string[], { joining, leaving }: { joining: readonly string[]; leaving: readonly string[] }): string[] =>
  [...new Set([...teams, ...joining])].filter((id) => !leaving.includes(id));

type Making = ReturnType<typeof teamsMaking>;

function lostBetween(was: Making, is: Making): Lost | null {
  if (was !== null && is === null) return "user";
  return was?.licence === true && is?.licence !== true ? "licence" : null;
}

type View = Pick<ProvisioningView, "on" | "teams">;

/** Who of these loses something once a team is theirs no more, or, given as it will be, makes or gives less; and the most that is lost. Null: nobody loses anything. */
export function losing<M extends { teams: readonly string[] }>(view: View, members: readonly M[], team: string | View["teams"][number]): Losing<M> | null {
  const lost = ({ teams }: M): Lost | null =>
    typeof team === "string"
      ? lostBetween(teamsMaking(view, teams), teamsMaking(view, teams.filter((id) => id !== team))) // prettier-ignore
      : lostBetween(teamsMaking(view, teams), teamsMaking({ ...view, teams: view.teams.map((one) => (one.id === team.id ? team : one)) }, teams));
  const those = members.map((member) => ({ member, lost: lost(member) })).filter((one) => one.lost !== null);
  return those.length === 0 ? null : { people: those.map(({ member }) => member), lost: those.some((one) => one.lost === "user") ? "user" : "licence" };
}
type Losing<M> = { people: M[]; lost: Lost };
