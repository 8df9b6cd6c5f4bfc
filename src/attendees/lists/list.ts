import type { Instant } from "../../lib/time.ts";
import { isAdmin, type Member } from "../../people/member.ts";
import type { Session } from "../../sessions/session.ts";
import { mayManage, whyNotAddAttendees } from "../../sessions/why-not.ts";

/** One list of attendees that serves one session or several: an event's programme. */
export type List = { institutionId: string; id: string; name: string; ownerId: string; madeAt: Instant };

/** Somebody on it, who has a row in `attendees` in each of its sessions that was still to come. */
export type Listed = {
  institutionId: string;
  id: string;
  listId: string;
  name: string;
  email: string;
  addedAt: Instant;
  /** Came with this group, and leaves with it; null: put there by itself. */
  groupId: string | null;
};

/** More are no programme, and each of them is written to for everybody who is added. */
export const MOST_SESSIONS = 60;

export const whyNotManageList = (list: List, who: Member): "list_not_yours" | null => (isAdmin(who) || list.ownerId === who.id ? null : "list_not_yours");

/** Why a list can't come to serve a session, as a message key under `refusals.`. A session has one list at most. */
export const whyNotServe = (session: Session, listOfIt: string | null, who: Member, now: Instant): string | null =>
  !mayManage(session, who) ? "not_yours" : listOfIt !== null ? "has_a_list" : whyNotAddAttendees(session, who, now);
