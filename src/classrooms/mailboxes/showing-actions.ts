import type { z } from "zod";
import type { Member } from "../../people/member.ts";
import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import { iso, type Instant } from "../../lib/time.ts";
import { note } from "../../platform/audit.ts";
import { heldRoom } from "../../sessions/running/actions.ts";
import type { World } from "../../world.ts";
import { runById } from "../runs/actions.ts";
import type { activation } from "../runs/contract.ts";
import type { signInCode as codeShape } from "./contract.ts";
import { activationMail, codeWasTold, signInCode } from "./reading-actions.ts";

type Needs = Pick<World, "db" | "clock" | "random" | "secrets" | "zooms" | "pause">;

/**
 * The address in Zoom's activation mail, for an administrator, as long as the run waits for the activation. Who saw it is noted, the address nowhere. A person's
 * is shown to nobody: whoever opens it chooses the password of somebody else, which no step replaces.
 */
export async function activationOf(world: Needs, who: Member, id: string): Promise<Outcome<z.infer<typeof activation>>> {
  const run = await runById(world.db, who.institutionId, id);
  if (run === null) return refused("not_found");
  const none = { address: null, cameAt: null, trouble: null };
  if (run.kind === "zoom user") return fine({ ...none, trouble: "activation_theirs" });
  const step = run.steps.find(({ name }) => name === "activation");
  if (run.email === null || step === undefined || step.state === "done" || step.state === "skipped") return fine(none);
  const since = (run.facts.invitedAt ?? run.facts.makingSince ?? run.askedAt) as Instant;
  const found = await activationMail(world, who.institutionId, run.email, since);
  if (found.is === "trouble") return fine({ ...none, trouble: found.because });
  if (found.is === "no mailbox") return fine({ ...none, trouble: "no_mailbox" });
  if (found.is === "none") return fine(none);
  await note(world.db, world.random, { institutionId: who.institutionId, at: world.clock.now(), who: who.name, memberId: who.id, what: "activation_shown", details: { email: run.email } });
  return fine({ address: found.address, cameAt: iso(found.cameAt), trouble: null });
} // prettier-ignore

/** Zoom's newest one-time passcode for the room, for whoever holds it, while its password is valid. Who asked is noted, the passcode nowhere. */
export async function codeForHolder(world: Needs, who: Member, id: string): Promise<Outcome<z.infer<typeof codeShape>>> {
  const held = await heldRoom(world, who, id);
  if (!held.ok) return held;
  const { email, since } = held.value;
  const found = await signInCode(world, who.institutionId, email, since);
  const none = { code: null, cameAt: null, trouble: null };
  if (found.is === "trouble") return fine({ ...none, trouble: found.because });
  if (found.is === "no mailbox") return fine({ ...none, trouble: "mailbox_none" });
  if (found.is === "none") return fine(none);
  const again = await heldRoom(world, who, id); // reading takes seconds, in which the room may have gone to somebody else
  if (!again.ok) return again;
  await note(world.db, world.random, { institutionId: who.institutionId, at: world.clock.now(), who: who.name, memberId: who.id, sessionId: id, what: "sign_in_code_shown" });
  await codeWasTold(world, who.institutionId, email, found.cameAt); // whoever got nothing has to find it again
  return fine({ code: found.code, cameAt: iso(found.cameAt), trouble: null });
} // prettier-ignore
