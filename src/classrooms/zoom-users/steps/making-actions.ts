import { after, days, minutes, type Instant } from "../../../lib/time.ts";
import { userRead } from "../../../rooms/actions.ts";
import { newPassword } from "../../../rooms/password.ts";
import type { World } from "../../../world.ts";
import { ZoomError, type NewUser } from "../../../zoom/port.ts";
import { isMadeByAnother } from "../../runs/actions.ts";
import { done, Paused, ProvisioningOff, type AtWork, type PerformStep, type StepResult } from "../../runs/performer.ts";
import { unlessPaused, userChanges } from "../guard-actions.ts";
import { provisioningOf } from "../settings/actions.ts";
import type { Found } from "./activation.ts";
import { calledNow } from "./called-actions.ts";
import { lookFor, zoomOfRun } from "./looking-actions.ts";
import { whyNotTaken } from "./meant.ts";
import { isOutOfSeats, whyRefused } from "./reasons.ts";
import { keepMost, withoutSeat } from "./licences-actions.ts";
import { licenceWaitedFor } from "./store.ts";

/** So long an invitation of Zoom's lives (facts 7.2; no page of Zoom's says more). */
export const INVITATION_LIVES = days(30);
/** So long what was made may not be seen yet: an answer that was lost is not asked for again before. */
const SETTLES = minutes(2);

/** Makes the user where there is none, and never a second one: the intent is kept before the call, and after a lost answer it looks again. */
export const makeUser: PerformStep = async (world, at) => {
  const there = await lookFor(zoomOfRun(world, at), at.asked.email!);
  const wanted = at.facts.resending === true && (there.is === "pending" || there.is === "lapsed");
  const why = there.user === null || isOurs(at) ? null : whyNotTaken(at, there.user);
  if (why !== null) return { end: why, facts: { hostId: there.user?.hostId ?? null } };
  if (there.is === "active") return withWhose(world, at, alreadyThere(at, there));
  if (there.is === "inactive") return { end: { is: "failed", because: "user_deactivated", retryAt: null } };
  if (there.is === "pending" && !wanted) return withWhose(world, at, invited(at, there));
  const since = at.facts.makingSince ?? null;
  if (!wanted && since !== null && at.now < after(since as Instant, SETTLES))
    return { end: { is: "waits", for: "zoom", because: "making_unanswered", lookAt: after(since as Instant, SETTLES) } };
  return make(world, at, there);
};

async function make(world: World, at: AtWork, there: Found): Promise<StepResult> {
  const { on, madeAs } = await provisioningOf(world.db, at.run.institutionId);
  if (!on) throw new ProvisioningOff(); // nothing is intended then, and nothing may have been done
  await unlessPaused(world.db, at.run.institutionId);
  const isAgain = at.facts.resending === true;
  // Who was invited once is invited again, however users are made by now: the invitation that there is may be good still.
  const as = isAgain && there.is !== "absent" ? "invited" : (at.asked.madeAs ?? madeAs);
  const password = as === "automatic" ? (at.secrets.chosen ?? newPassword(world.random)) : null;
  await at.keep({ facts: { makingSince: at.now, makingAs: as }, ...(password === null ? {} : { secrets: { chosen: password } }) });
  const { email, licence } = at.asked;
  const { firstName, lastName, name } = await calledNow(world, at);
  const names = { firstName: firstName ?? "", lastName: lastName ?? "", displayName: name ?? `${firstName ?? ""} ${lastName ?? ""}`.trim() };
  const wish: NewUser = { email: email!, ...names, licensed: licence === true, as, password };
  let isLicenceShort = false;
  try {
    isLicenceShort = await makeWithout(world, at, wish, there);
  } catch (error) {
    const end = isOutOfSeats(error) ? await withoutSeat(world, at, error) : whyRefused(error, as === "automatic" ? "making at once" : "making");
    if (end === null && (isNo(error) || error instanceof ProvisioningOff || error instanceof Paused)) await at.keep({ facts: { makingSince: null } });
    if (end === null) throw error;
    if (isAgain && end.is === "failed" && there.is === "pending")
      return {
        end: { is: "skipped", because: "resend_refused", values: end.values ?? {} },
        facts: { makingSince: null, resending: false, resendRefused: true },
      };
    return { end, facts: { makingSince: null } };
  }
  const invitedAt = {
    invitedAt: at.now,
    expiresAt: after(at.now, INVITATION_LIVES),
    makingSince: null,
    resending: false,
    resendRefused: false,
    isLicenceShort,
  };
  const made = await lookFor(zoomOfRun(world, at), email!);
  if (made.is === "absent") return unseen(at, isLicenceShort);
  if (made.user !== null) await userRead(world.db, at.run.institutionId, email!, made.user, at.now);
  return done({ facts: { ...invitedAt, hostId: made.user?.hostId ?? null, isActiveAtOnce: made.is === "active", unseen: 0 } });
}

/** Zoom said no: nothing was made, and no answer was lost. */
const isNo = (error: unknown): boolean => error instanceof ZoomError && ["missing_scope", "permission", "plan", "refused"].includes(error.kind);

/** So often Zoom is believed that it has made somebody who is not to be found. */
const BELIEVED = 3;

/** Zoom said yes, and there is nobody: as after an answer that was lost it may only not be seen yet. */
function unseen(at: AtWork, isLicenceShort: boolean): StepResult {
  const times = (at.facts.unseen ?? 0) + 1;
  if (times >= BELIEVED) return { end: { is: "failed", because: "making_not_kept", retryAt: null }, facts: { makingSince: null, unseen: 0 } };
  return {
    end: { is: "waits", for: "zoom", because: "making_unseen", lookAt: after(at.now, SETTLES) },
    facts: { unseen: times, isLicenceShort, resending: false },
  };
}

/** Out of licences, or while others wait for one longer, somebody still becomes a user, which is said: the licence follows once one is free. */
async function makeWithout(world: World, at: AtWork, wish: NewUser, { user }: Found): Promise<boolean> {
  const changes = userChanges(world, at.run.institutionId);
  const without = async (): Promise<true> => {
    await at.keep({ facts: { isLicenceShort: true } }); // also where the answer to what follows is lost
    await changes.makeUser({ ...wish, licensed: false });
    return true;
  };
  if (wish.licensed && user?.licensed !== true && (await licenceWaitedFor(world.db, at.run)) !== null) return without();
  try {
    await changes.makeUser(wish);
    return false;
  } catch (error) {
    if (!isOutOfSeats(error) || !wish.licensed) throw error;
    await keepMost(world, at, error);
    return without();
  }
}

/** Made by this run, or invited. Who came to be after the address was looked up is somebody else's. */
const isOurs = ({ facts: { makingSince, invitedAt } }: AtWork): boolean => makingSince != null || invitedAt != null;

/** Whom neither this run nor one before it made or invited was so by somebody else, whatever was known of the account when it was asked for. */
async function withWhose({ db }: Pick<World, "db">, at: AtWork, result: StepResult): Promise<StepResult> {
  if (isOurs(at) || at.run.kind !== "zoom user" || (await isMadeByAnother(db, at.run))) return result;
  return { ...result, facts: { ...result.facts, isOthers: true } };
}

/** By this run, whose answer was lost, or by somebody else before. */
function alreadyThere(at: AtWork, { user }: Found): StepResult {
  const facts = { hostId: user?.hostId ?? null, makingSince: null, resending: false };
  const { makingSince, makingAs } = at.facts;
  if (makingSince != null) return done({ facts: { ...facts, invitedAt: makingSince, isActiveAtOnce: makingAs === "automatic" || makingAs === "sso" } });
  return { end: { is: "skipped", because: "user_there" }, facts };
}

/** Zoom tells of an invitation when somebody was first invited, which is right unless it was sent again. */
function invited(at: AtWork, { user }: Found): StepResult {
  const invitedAt = (at.facts.makingSince ?? at.facts.invitedAt ?? user?.invitedAt ?? at.now) as Instant;
  const facts = { invitedAt, expiresAt: after(invitedAt, INVITATION_LIVES), makingSince: null };
  return at.facts.makingSince != null ? done({ facts }) : { end: { is: "skipped", because: "invited_already" }, facts };
}
