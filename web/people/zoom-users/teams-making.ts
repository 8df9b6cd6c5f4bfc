import type { ProvisioningView } from "../../../src/classrooms/zoom-users/contract.ts";

/** Of teams that make Zoom users of their people: their names, and whether one of them gives a licence. Null: none of these does, or making them is switched off. */
export function teamsMaking({ on, teams }: Pick<ProvisioningView, "on" | "teams">, ids: readonly string[]): { names: string[]; licence: boolean } | null {
  const making = teams.filter(({ id, makesZoomUsers }) => on && makesZoomUsers && ids.includes(id));
  return making.length === 0 ? null : { names: making.map(({ name }) => name), licence: making.some(({ givesLicence }) => givesLicence) };
}
