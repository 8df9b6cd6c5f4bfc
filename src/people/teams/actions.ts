import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import { note } from "../../platform/audit.ts";
import type { World } from "../../world.ts";
import type { Member } from "../member.ts";
import { lockMembers } from "../store.ts";
import { deleteTeam, emptyTeam, insertTeam, join, leave, renameTeam, teamById, type Team } from "./store.ts";

export { teamsOf } from "./store.ts";

type Needs = Pick<World, "db" | "clock" | "random">;

const by = (who: Member, { clock }: Needs) => ({ institutionId: who.institutionId, at: clock.now(), who: who.name, memberId: who.id });
const taken = refused("team_name_taken", { field: "name" });

export const makeTeam = (world: Needs, who: Member, name: string): Promise<Outcome<Team>> =>
  world.db.transaction(async (tx) => {
    await lockMembers(tx, who.institutionId); // names are given and changed one after the other
    const team = { id: world.random.uuid(), name };
    if ((await insertTeam(tx, who.institutionId, team)) === 0) return taken;
    await note(tx, world.random, { ...by(who, world), what: "team_made", details: { team: name } });
    return fine(team);
  });

type TeamChange = {
  name?: string | undefined;
  members?: readonly string[] | undefined;
  joining?: readonly string[] | undefined;
  leaving?: readonly string[] | undefined;
};

/**
 * Another name, other members, or both: `members` and nobody else, or who joins and who leaves, whoever else came meanwhile. Of the members those count who are there.
 */
export const changeTeam = (world: Needs, who: Member, id: string, change: TeamChange): Promise<Outcome<null>> =>
  world.db.transaction(async (tx) => {
    await lockMembers(tx, who.institutionId);
    const team = await teamById(tx, who.institutionId, id);
    if (team === null) return refused("not_found");
    const name = change.name ?? team.name;
    if ((await renameTeam(tx, who.institutionId, { id, name })) === 0) return taken;
    if (change.members !== undefined) {
      await emptyTeam(tx, who.institutionId, id, change.members);
      await join(tx, who.institutionId, change.members, [id], world.clock.now());
    }
    await leave(tx, who.institutionId, change.leaving ?? [], [id]);
    await join(tx, who.institutionId, change.joining ?? [], [id], world.clock.now());
    await note(tx, world.random, { ...by(who, world), what: "team_changed", details: { team: name } });
    return fine(null);
  });

/** Its members stay members of the institution. */
export const removeTeam = (world: Needs, who: Member, id: string): Promise<Outcome<null>> =>
  world.db.transaction(async (tx) => {
    const team = await teamById(tx, who.institutionId, id);
    if (team === null) return refused("not_found");
    await deleteTeam(tx, who.institutionId, id);
    await note(tx, world.random, { ...by(who, world), what: "team_removed", details: { team: team.name } });
    return fine(null);
  });
