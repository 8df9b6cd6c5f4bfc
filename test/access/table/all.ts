import type { Row } from "../row.ts";
import { ACCOUNT } from "./account.ts";
import { APPOINTMENTS } from "./appointments.ts";
import { ATTENDEES } from "./attendees.ts";
import { BOOKING_PAGES } from "./booking-pages.ts";
import { CLASSROOMS } from "./classrooms.ts";
import { CONNECTIONS } from "./connections.ts";
import { COURSE } from "./course.ts";
import { COURSES } from "./courses.ts";
import { AROUND, EXAMPLE } from "./example.ts";
import { GROUPS } from "./groups.ts";
import { MAILBOXES } from "./mailboxes.ts";
import { MEMBERS } from "./members.ts";
import { PEOPLE } from "./people.ts";
import { REGISTRATION } from "./registration.ts";
import { ROOMS } from "./rooms.ts";
import { SESSIONS } from "./sessions.ts";
import { STANDING } from "./standing.ts";
import { ZOOM_USERS } from "./zoom-users.ts";

/**
 * What must be answered to whom, for every route, written from what the product promises and not from the table that the server obeys
 * (`src/people/access/contract.ts`): two who say the same are right more often than one. A route of the server without a row here fails.
 */
export const ROWS: readonly Row[] = [
  ...PEOPLE,
  ...ACCOUNT,
  ...MEMBERS,
  ...ZOOM_USERS,
  ...CONNECTIONS,
  ...ROOMS,
  ...CLASSROOMS,
  ...STANDING,
  ...SESSIONS,
  ...ATTENDEES,
  ...REGISTRATION,
  ...APPOINTMENTS,
  ...BOOKING_PAGES,
  ...COURSE,
  ...COURSES,
  ...GROUPS,
  ...MAILBOXES,
  ...EXAMPLE,
  ...AROUND,
];
