import { calendars } from "./en/calendars.ts";
import { common } from "./en/common.ts";
import { signIn } from "./en/sign-in.ts";
import { account } from "./en/account.ts";
import { singleSignOn } from "./en/single-sign-on.ts";
import { personalData } from "./en/personal-data.ts";
import { sessions } from "./en/sessions.ts";
import { session } from "./en/session.ts";
import { ask } from "./en/ask.ts";
import { timeline } from "./en/timeline.ts";
import { rooms } from "./en/rooms.ts";
import { waiting } from "./en/waiting.ts";
import { settings } from "./en/settings.ts";
import { members } from "./en/members.ts";
import { arriving } from "./en/arriving.ts";
import { reports } from "./en/reports.ts";
import { real } from "./en/real.ts";
import { sandbox } from "./en/sandbox.ts";
import { join } from "./en/join.ts";
import { panel } from "./en/panel.ts";
import { register } from "./en/register.ts";
import { bookingPage } from "./en/booking-page.ts";
import { groups } from "./en/groups.ts";
import { lists } from "./en/lists.ts";
import { importing } from "./en/importing.ts";
import { holidays } from "./en/holidays.ts";
import { recurs } from "./en/recurs.ts";
import { courses } from "./en/courses.ts";
import { week } from "./en/week.ts";
import { appointments } from "./en/appointments.ts";
import { appointmentEditor } from "./en/appointment-editor.ts";
import { bookings } from "./en/bookings.ts";
import { refusals } from "./en/refusals.ts";
import { stepNotes } from "./en/step-notes.ts";
import { roomTrouble } from "./en/room-trouble.ts";
import { preflight } from "./en/preflight.ts";
import { mails } from "./en/mails.ts";
import { courseMails } from "./en/course-mails.ts";
import { bookingMails } from "./en/booking-mails.ts";
import { connection } from "./en/connection.ts";
import { myZoom } from "./en/my-zoom.ts";
import { connecting } from "./en/connecting.ts";
import { scopes } from "./en/scopes.ts";
import { letters } from "./en/letters.ts";
import { life } from "./en/life.ts";
import { history } from "./en/history.ts";
import { doctor } from "./en/doctor.ts";
import { mailboxes } from "./en/mailboxes.ts";
import { external } from "./en/external.ts";
import { drifts } from "./en/drifts.ts";
import { runs } from "./en/runs.ts";
import { classrooms } from "./en/classrooms.ts";
import { zoomUsers } from "./en/zoom-users.ts";

/** Every text that a person reads, on screens and in mails, by namespace. ICU MessageFormat. English is the reference: other languages have the same keys. */
export const en = {
  common,
  signIn,
  account,
  singleSignOn,
  personalData,
  sessions,
  session,
  ask,
  timeline,
  rooms,
  waiting,
  settings,
  members,
  arriving,
  reports,
  real,
  sandbox,
  join,
  panel,
  register,
  bookingPage,
  calendars,
  groups,
  lists,
  importing,
  holidays,
  recurs,
  courses,
  week,
  appointments,
  appointmentEditor,
  bookings,
  refusals,
  stepNotes,
  roomTrouble,
  preflight,
  mails,
  courseMails,
  bookingMails,
  myZoom,
  connecting,
  scopes,
  letters,
  life,
  connection,
  history,
  doctor,
  mailboxes,
  external,
  drifts,
  runs,
  classrooms,
  zoomUsers,
};

type Texts<T> = { [K in keyof T]: T[K] extends string ? string : Texts<T[K]> };
export type Messages = Texts<typeof en>;
