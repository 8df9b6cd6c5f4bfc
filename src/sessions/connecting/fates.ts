import type { Fate, PreviewOf } from "../../connections/life/contract.ts";
import type { Instant } from "../../lib/time.ts";
import { isHandedOver, isLive, waitsForZoom, type Session } from "../session.ts";
import { dueAt, isBehind, lives } from "../steps.ts";

/** What becomes of a session when its institution's connection is paused, resumed, ended, or gets another account or default host; null: it is not concerned. */
export function fateOf(s: Session, of: PreviewOf, now: Instant): Fate | null {
  if (s.status !== "placed" || s.via !== null || s.time.end <= now || isBehind(s)) return null;
  switch (of) {
    case "pause":
      return s.meeting === null ? "waits" : "stays";
    case "resume":
      if (s.meeting !== null) return null;
      return waitsForZoom(s.steps.generate) || dueAt(s, "generate") <= now ? "made_now" : "made_in_time";
    case "disconnect":
      if (isOpen(s)) return "closed_before";
      return s.meeting === null ? "not_made" : "stays";
    case "default host":
      if (s.source !== "default host") return null;
      return isLive(s) ? "stays" : s.meeting === null ? "made_in_time" : "made_anew";
    case "account by app":
      if (s.source === "default host" && !isLive(s)) return "waits_for_host";
      return fateOf(s, "account", now);
    case "account":
      return lives(s, "close") ? "other_room" : s.meeting === null ? "made_in_time" : "made_anew";
  }
}

/** Its organizer can open its room now. */
export const isOpen = (s: Session): boolean => lives(s, "close") && isHandedOver(s) && !isBehind(s);
