import { after, hours, type Instant } from "../../../lib/time.ts";
import { ZoomError } from "../../../zoom/port.ts";
import type { StepEnd } from "../../runs/run.ts";

/** What somebody in Zoom or in Bedel has to do before it can go on; message keys under `runs.why`. */
const BECAUSE: Readonly<Record<number, string>> = {
  1005: "email_in_use",
  1009: "email_elsewhere",
  1107: "domain_blocked",
  11321: "blocked_by_zoom",
  1116: "domain_not_allowed",
  1108: "type_not_allowed",
  1109: "type_not_allowed",
  2002: "sso_not_allowed",
  2032: "sso_not_allowed",
  1117: "is_administrator",
  1120: "invitation_expired",
};

/** Seats: of people with a licence, and of those without. One code of Zoom's (3412) is for both, and only its text tells which. */
const SEATS = new Set([2033, 2034, 2038, 3412]);
export const isOutOfSeats = (error: unknown): error is ZoomError => error instanceof ZoomError && error.code !== null && SEATS.has(error.code);
export const isOfBasic = ({ code, message }: ZoomError): boolean =>
  code === 2033 || (code === 3412 && /basic user/i.test(message) && !/convert the user type of a "?basic/i.test(message));

/** The number that Zoom names where it says that its seats are taken. */
export function mostIn(message: string): number | null {
  const found = /maximum number of "?(\d+)"?/i.exec(message);
  return found === null ? null : Number(found[1]);
}

/** Somebody buys or frees one now and then: looked at again by itself. */
export function noSeat(error: ZoomError, now: Instant): StepEnd {
  const most = mostIn(error.message);
  const because = isOfBasic(error) ? "no_basic_seat" : "no_licence_left";
  return { is: "waits", for: "person", because, values: { said: error.message, ...(most === null ? {} : { most }) }, lookAt: after(now, hours(1)) };
}

/** A reason of Zoom's that we have words for, as the end of a step; null: `trouble.ts` knows what to do with it. */
export function whyRefused(error: unknown, doing: "making" | "making at once" | "letting go" | "changing"): StepEnd | null {
  if (!(error instanceof ZoomError) || error.code === null) return null;
  const said = { values: { said: error.message }, retryAt: null };
  if (error.code === 1107 && doing === "letting go") return { is: "failed", because: "managed_domain", ...said };
  if (error.code === 200 && doing.startsWith("making") && /no privilege/i.test(error.message))
    return { is: "failed", because: "automatic_not_allowed", ...said };
  // Whoever has any account of Zoom's, also a free one, can be invited and not made.
  const because = error.code === 1009 && doing === "making at once" ? "email_has_account" : BECAUSE[error.code];
  return because === undefined ? null : { is: "failed", because, ...said };
}
