import type { z } from "zod";
import { connectionOf } from "../../../connections/actions.ts";
import { granularName, missingForProvisioning } from "../../../connections/scopes.ts";
import { fine, refused, type Outcome } from "../../../lib/outcome.ts";
import type { Member } from "../../../people/member.ts";
import { note } from "../../../platform/audit.ts";
import type { Tx } from "../../../platform/database.ts";
import type { World } from "../../../world.ts";
import { goOnWithScopes, wakeWaiting } from "../../runs/actions.ts";
import type { changeProvisioning, teamProvisioning } from "../contract.ts";
import { turned, whyNotOn } from "./provisioning.ts";
import { lockTeamWish, provisioningOf, saveProvisioning, saveTeamWish } from "./store.ts";

export { provisioningOf, saveLicencesTold } from "./store.ts";
export type { Provisioning } from "./provisioning.ts";

type Needs = Pick<World, "db" | "clock" | "random" | "poke">;

/** What the institution's connection lacks for it. */
export async function abilityOf(tx: Tx, institutionId: string) {
  const connection = await connectionOf(tx, institutionId);
  const missing = connection === null ? [] : missingForProvisioning(connection.app, connection.scopes);
  return {
    connected: connection !== null && connection.state !== "disconnected",
    missing: missing.map((scope) => ({ name: granularName(scope, connection!.app), reason: scope.reason as string })),
  };
}

/** Refused where it is to be switched on and the connection lacks something for it, or somebody else saved meanwhile. Runs that waited for it go on. */
export async function changeProvisioningOf(world: Needs, who: Member, change: z.output<typeof changeProvisioning>): Promise<Outcome<null>> {
  const outcome = await world.db.transaction(async (tx): Promise<Outcome<null>> => {
    const before = await provisioningOf(tx, who.institutionId);
    const able = await abilityOf(tx, who.institutionId);
    const why = change.on && !before.on ? whyNotOn(able) : null;
    if (why !== null) return refused(why, { field: "on", values: { scopes: able.missing.map(({ name }) => name).join(", ") } });
    if ((await saveProvisioning(tx, who.institutionId, change, world.clock.now())) === 0) return refused("revision_conflict");
    const what = change.on === before.on ? "provisioning_changed" : change.on ? "provisioning_on" : "provisioning_off";
    await note(tx, world.random, { institutionId: who.institutionId, at: world.clock.now(), who: who.name, memberId: who.id, what });
    if (change.on) await wakeWaiting(tx, who.institutionId, "provisioning_off", world.clock.now());
    if (change.on && !before.on) await goOnWithScopes(tx, who.institutionId, world.clock.now()); // which it could not be without all of them
    return fine(null);
  });
  world.poke(["runs"]);
  return outcome;
}

/** Whose members are to be users of the Zoom account, with a licence or without. Says the same to those who are members already. */
export async function changeTeamWish(world: Needs, who: Member, id: string, change: z.output<typeof teamProvisioning>): Promise<Outcome<null>> {
  const outcome = await world.db.transaction(async (tx): Promise<Outcome<null>> => {
    const team = await lockTeamWish(tx, who.institutionId, id);
    if (team === null) return refused("not_found");
    const wish = turned(team, change);
    if (!wish.ok) return wish;
    const { makesZoomUsers, givesLicence } = wish.value;
    if (makesZoomUsers === team.makesZoomUsers && givesLicence === team.givesLicence) return fine(null);
    await saveTeamWish(tx, who.institutionId, { id, ...wish.value }, world.clock.now());
    const [what, details] = [makesZoomUsers ? "team_makes_users" : "team_makes_no_users", { team: team.name }];
    await note(tx, world.random, { institutionId: who.institutionId, at: world.clock.now(), who: who.name, memberId: who.id, what, details });
    return fine(null);
  });
  world.poke(["runs"]);
  return outcome;
}
