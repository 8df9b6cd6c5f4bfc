import { userRead } from "../../../rooms/actions.ts";
import { forgetActivationMail, lookForActivation } from "../../mailboxes/actions.ts";
import { done, type PerformStep } from "../../runs/performer.ts";
import { whyNotActive } from "./activation.ts";
import { lookFor, zoomOfRun } from "./looking-actions.ts";

/** Waits until the person, or whoever reads the mailbox, has accepted Zoom's invitation. */
export const activation: PerformStep = async (world, at) => {
  const there = await lookFor(zoomOfRun(world, at), at.asked.email!);
  const end = whyNotActive(there, at.facts, at.now);
  if (end !== null) return { end, facts: await lookForActivation(world, at) };
  await userRead(world.db, at.run.institutionId, at.asked.email!, there.user, at.now);
  if (at.facts.found !== "active") await forgetActivationMail(world, at.run.institutionId, at.asked.email!, at.run.askedAt);
  const facts = { hostId: there.user?.hostId ?? null, acceptedAt: at.now };
  if (at.facts.found === "active") return { end: { is: "skipped", because: "user_there" }, facts };
  return at.facts.isActiveAtOnce === true ? { end: { is: "skipped", because: "active_at_once" }, facts } : done({ facts });
};
