import type { Instant } from "../../lib/time.ts";
import { isClosed, isHandedOver, isLive, type Session } from "../session.ts";

export type Mine = { open: Session[]; next: Session | null; coming: Session[]; past: Session[] };

/** An organizer's sessions as the first page tells them apart: all whose room is open, then what comes, then what was, the latest first. Given in order of start. */
export function mine(sessions: readonly Session[], now: Instant): Mine {
  const open = sessions.filter((s) => isOpen(s, now));
  const ahead = sessions.filter((s) => !open.includes(s) && isAhead(s, now));
  const next = open.length > 0 ? null : (ahead.find((s) => s.status === "placed") ?? null);
  return {
    open,
    next,
    coming: ahead.filter((s) => s !== next),
    past: sessions.filter((s) => !open.includes(s) && !ahead.includes(s)).toReversed(),
  };
}

/** Several may be open at once, one starting while another still runs. */
const isOpen = (s: Session, now: Instant): boolean => s.status === "placed" && (isLive(s) || (isHandedOver(s) && !isOver(s, now)));

/** A cancellation that can be taken back is found where the session was. */
const isAhead = (s: Session, now: Instant): boolean =>
  s.status === "cancelled" ? s.undo !== null && s.time.start > now : (s.status === "placed" || s.status === "waiting") && !isOver(s, now);

const isOver = (s: Session, now: Instant): boolean => s.overAt !== null || s.endAskedAt !== null || isClosed(s) || now >= s.time.end;
