import type { Known } from "../zoom-users/listing/person.ts";

/**
 * What an address is already, as far as Bedel knows without asking Zoom. Of a user of the account, what becomes of the password follows from how it signs in: it is
 * replaced where it is Zoom's (`user`), there is none to replace (`user by other ways`), or nobody has read which it is (`user unread`). That of an administrator Zoom
 * lets nobody set, so none becomes a classroom.
 */
export type AddressIs = "new" | "user" | "user by other ways" | "user unread" | "room" | "member" | "administrator";

/** Whether a classroom is a room of Bedel's too once its run is over: only with a licence. Otherwise it takes no sessions. */
export const becomesRoom = ({ licence }: { licence: boolean }, user: Pick<Known, "licensed"> | undefined): boolean => licence || user?.licensed === true;

/** `user`: of the account, with this address. */
export function addressIs(isMembers: boolean, user: Pick<Known, "role" | "isRoom" | "signsInWith"> | undefined): AddressIs {
  if (isMembers) return "member";
  if (user === undefined) return "new";
  if (user.role !== "member") return "administrator";
  if (user.isRoom) return "room";
  if (user.signsInWith === null) return "user unread";
  return user.signsInWith.includes("zoom password") ? "user" : "user by other ways";
}
