import { valueOf, type TestWorld } from "../../../test/world.ts";
import type { Said } from "../../../test/support/outside.ts";
import { after, type Duration } from "../../lib/time.ts";
import { changeProvisioningOf, provisioningOf, type Provisioning } from "./settings/actions.ts";

export const EVA = "eva.nueva@otra.example";
export const PASSWORD = "Otono-Secreto-58";
/** What makes, changes, deactivates or lets go of a user. */
export const CHANGES = ["POST /users", "PATCH /users/:userId", "PUT /users/:userId/status", "DELETE /users/:userId"] as const;

export async function provisioning(w: TestWorld, change: Partial<Provisioning>): Promise<void> {
  const before = await provisioningOf(w.db, w.institutionId);
  valueOf(await changeProvisioningOf(w, w.admin, { ...before, makesAt: "at once", ...change }));
}

/** As Zoom has it. */
export const theUser = async (w: TestWorld, email = EVA): Promise<Said> =>
  ((await w.control("state"))["users"] as Said[]).find((user) => user["email"] === email) as Said;

/** How often Zoom was asked for one of these. */
export async function callsTo(w: TestWorld, ...operations: string[]): Promise<number> {
  const { calls } = await w.control("state");
  return operations.reduce((sum, name) => sum + Number(calls["byOperation"][name] ?? 0), 0);
}

/** As if nothing had happened meanwhile; then whatever is due is done. */
export async function skip(w: TestWorld, length: Duration): Promise<void> {
  w.clock.set({ offset: 0, frozenAt: after(w.clock.now(), length) });
  await w.settle();
}
