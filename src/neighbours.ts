import { recipientsOf } from "./attendees/actions.ts";
import { addressesOf } from "./attendees/panel/addressing-actions.ts";
import { noteById } from "./attendees/mails/note-actions.ts";
import { ensureRegistrants } from "./attendees/registering/actions.ts";
import { removeRegistrants } from "./attendees/registering/removing-actions.ts";
import { readReport, saveSightings } from "./attendance/actions.ts";
import { talliesOf } from "./attendance/telling/actions.ts";
import { wakeRuns } from "./classrooms/runs/actions.ts";
import { courseNewsOf, tellRoomsLost } from "./courses/telling/actions.ts";
import { holdsTimeOf } from "./bookings/holding/actions.ts";
import { bookingLetterOf } from "./bookings/telling/letter-actions.ts";
import type { Neighbours } from "./sessions/neighbours.ts";
import type { World } from "./world.ts";

/** What stands above sessions, handed in to them. */
export const neighboursOf = (world: World): Neighbours => ({
  recipientsOf,
  usersChanged: async (tx, institutionId, users, now) => {
    for (const { hostId, email } of users) await wakeRuns(tx, institutionId, { hostId, ...(email === null ? {} : { email }) }, now);
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
