import { bare } from "../../../src/lib/text.ts";
import type { InvitationView, MemberList, MemberView, Team } from "../../../src/people/members/contract.ts";

export type Line = { is: "member"; of: MemberView } | { is: "invitation"; of: InvitationView };

/** Who is shown: invitations first, for something is to come of them, then members by name, and at the end who has left, if wanted. All words must be found. */
export function linesFor({ members, invitations, teams }: MemberList, text: string, withLeft: boolean): Line[] {
  const words = bare(text)
    .split(/\s+/)
    .filter((word) => word !== "");
  const all: Line[] = [
    ...invitations.map((of): Line => ({ is: "invitation", of })),
    ...members.filter((m) => m.state === "active").map((of): Line => ({ is: "member", of })),
    ...(withLeft ? members.filter((m) => m.state === "left").map((of): Line => ({ is: "member", of })) : []),
  ];
  return all.filter(({ of }) => {
    const told = bare([of.name, of.email, ...teamNames(of.teams, teams)].join(" "));
    return words.every((word) => told.includes(word));
  });
}

export const teamNames = (ids: readonly string[], teams: readonly Team[]): string[] => teams.filter((team) => ids.includes(team.id)).map((team) => team.name);
