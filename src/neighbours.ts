import { recipientsOf } from "./attendees/actions.ts";
import { addressesOf } from "./attendees/panel/addressing-actions.ts";
import { noteById } from "./attendees/mails/note-actions.ts";
import { ensureRegistrants } from "./attendees/registering/actions.ts";
import { removeRegistrants } from "./attendees/registering/removing-actions.ts";
import { readReport, saveSightings } from "./attendance/actions.ts";
import { talliesOf } from "./attendance/telling/actions.ts";
import { goOnWithScopes, goOnWithUser, isRunOf, wakeForSeat, wakeRuns, wakeWaiting } from "./classrooms/runs/actions.ts";
import { leaveAccount } from "./classrooms/zoom-users/settings/leaving-account-actions.ts";
import { courseNewsOf, tellRoomsLost } from "./courses/telling/actions.ts";
import { holdsTimeOf } from "./bookings/holding/actions.ts";
import { bookingLetterOf } from "./bookings/telling/letter-actions.ts";
import type { Neighbours } from "./sessions/neighbours.ts";
import type { World } from "./world.ts";

/** What stands above sessions, handed in to them. */
export const neighboursOf = (world: World): Neighbours => ({
  recipientsOf,
  usersChanged: async (tx, institutionId, users, now) => {
    for (const user of users) {
      if (user.comes === true) await goOnWithUser(tx, institutionId, user, now);
      await wakeRuns(tx, institutionId, { hostId: user.hostId, ...(user.email === null ? {} : { email: user.email }) }, now);
      // Somebody may have taken a licence from one who is no business of ours; what our own runs do to theirs frees none.
      if (!(await isRunOf(tx, institutionId, user))) await wakeForSeat(tx, institutionId, now);
    }
  },
  authorized: goOnWithScopes,
  accountChanged: (tx, change, now) => leaveAccount(tx, world, change, now),
  served: async (tx, institutionId, now) => {
    for (const because of ["zoom_paused", "zoom_disconnected"]) await wakeWaiting(tx, institutionId, because, now);
  },
  sighted: saveSightings,
  addressesOf: (tx, attendees) => addressesOf(tx, world, attendees),
  noteOf: noteById,
  courseNewsOf,
  tellRoomsLost: (tx, lost, now) => tellRoomsLost(tx, world, lost, now),
  bookingLetterOf: (tx, mail, joinAddress) => bookingLetterOf(tx, world, mail, joinAddress),
  holdsTimeOf,
  talliesOf,
  performers: { ensureRegistrants, removeRegistrants, readReport },
});
