import type { Instant } from "../../src/lib/time.ts";
import { NO_HOLD_BEFORE_START, type SessionView } from "../../src/sessions/contract.ts";

type Held = Pick<SessionView, "state" | "start">;

const isFar = (start: number, now: Instant): boolean => start - now > NO_HOLD_BEFORE_START;

/** Whether a cancellation can be taken back for a minute, before anybody hears of it. A request without a room keeps its turn as long. */
export const canUncancel = (session: Held, now: Instant): boolean => isFar(Date.parse(session.start), now);

/** The same of a change, which may bring the start near. Who has the room already hears of it at once. */
export const canUnchange = (session: Held, nextStart: Instant, now: Instant): boolean =>
  session.state === "confirmed" && isFar(Math.min(Date.parse(session.start), nextStart), now);
