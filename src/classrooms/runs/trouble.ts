import { after, days, hours, type Instant } from "../../lib/time.ts";
import { ZoomError } from "../../zoom/port.ts";
import { Paused, ProvisioningOff } from "./performer.ts";
import { againAt, type StepEnd } from "./run.ts";

/** So often what only a person can mend is tried before somebody has to say how it goes on. */
const GIVES_UP_AFTER = 5;

/** What a thrown trouble means for its step: when it is tried again, or that it gives up; with Zoom's own words where it gave any. */
export function endOf(error: unknown, tries: number, now: Instant): StepEnd {
  if (error instanceof ProvisioningOff) return { is: "waits", for: "person", because: "provisioning_off", lookAt: after(now, days(1)) };
  if (error instanceof Paused) return { is: "waits", for: "person", because: "zoom_paused", lookAt: after(now, days(1)) };
  if (!(error instanceof ZoomError)) return { is: "failed", because: "run_surprise", retryAt: tries < GIVES_UP_AFTER ? againAt(tries, now) : null };
  const said = { values: { said: error.message } };
  switch (error.kind) {
    case "spent":
      return { is: "waits", for: "tomorrow", because: "zoom_spent", lookAt: later(error, now) ?? after(now, hours(1)) };
    case "busy":
    case "unreachable":
    case "unanswered":
      return { is: "waits", for: "zoom", because: "zoom_away", lookAt: later(error, now) ?? againAt(tries, now) };
    case "reconnect":
    case "disconnected":
      return { is: "waits", for: "person", because: "zoom_disconnected", lookAt: againAt(tries, now) };
    case "too_often":
      return { is: "waits", for: "tomorrow", because: "password_too_often", lookAt: after(now, hours(1)) };
    case "missing_scope":
      return { is: "failed", because: "zoom_missing_scope", ...said, retryAt: null };
    case "permission":
      return { is: "failed", because: "zoom_permission", ...said, retryAt: null };
    case "plan":
      return { is: "failed", because: "zoom_plan", ...said, retryAt: null };
    case "not_found":
    case "not_kept":
      return { is: "failed", because: error.kind === "not_found" ? "zoom_not_found" : "zoom_not_kept", ...said, retryAt: tries < GIVES_UP_AFTER ? againAt(tries, now) : null };
    case "refused":
      return { is: "failed", because: "zoom_refused", ...said, retryAt: null };
  }
} // prettier-ignore

const later = (error: ZoomError, now: Instant): Instant | null => (error.retryAt !== null && error.retryAt > now ? error.retryAt : null);
