import { calendars } from "./es/calendars.ts";
import { common } from "./es/common.ts";
import { signIn } from "./es/sign-in.ts";
import { account } from "./es/account.ts";
import { singleSignOn } from "./es/single-sign-on.ts";
import { personalData } from "./es/personal-data.ts";
import { sessions } from "./es/sessions.ts";
import { session } from "./es/session.ts";
import { ask } from "./es/ask.ts";
import { timeline } from "./es/timeline.ts";
import { rooms } from "./es/rooms.ts";
import { waiting } from "./es/waiting.ts";
import { settings } from "./es/settings.ts";
import { members } from "./es/members.ts";
import { arriving } from "./es/arriving.ts";
import { reports } from "./es/reports.ts";
import { real } from "./es/real.ts";
import { sandbox } from "./es/sandbox.ts";
import { join } from "./es/join.ts";
import { panel } from "./es/panel.ts";
import { register } from "./es/register.ts";
import { bookingPage } from "./es/booking-page.ts";
import { groups } from "./es/groups.ts";
import { lists } from "./es/lists.ts";
import { importing } from "./es/importing.ts";
import { holidays } from "./es/holidays.ts";
import { recurs } from "./es/recurs.ts";
import { courses } from "./es/courses.ts";
import { week } from "./es/week.ts";
import { appointments } from "./es/appointments.ts";
import { appointmentEditor } from "./es/appointment-editor.ts";
import { bookings } from "./es/bookings.ts";
import { refusals } from "./es/refusals.ts";
import { stepNotes } from "./es/step-notes.ts";
import { roomTrouble } from "./es/room-trouble.ts";
import { preflight } from "./es/preflight.ts";
import { mails } from "./es/mails.ts";
import { courseMails } from "./es/course-mails.ts";
import { bookingMails } from "./es/booking-mails.ts";
import { connection } from "./es/connection.ts";
import { myZoom } from "./es/my-zoom.ts";
import { connecting } from "./es/connecting.ts";
import { scopes } from "./es/scopes.ts";
import { letters } from "./es/letters.ts";
import { life } from "./es/life.ts";
import { history } from "./es/history.ts";
import { doctor } from "./es/doctor.ts";
import { mailboxes } from "./es/mailboxes.ts";
import { external } from "./es/external.ts";
import { drifts } from "./es/drifts.ts";
import { runs } from "./es/runs.ts";
import { classrooms } from "./es/classrooms.ts";
import { zoomUsers } from "./es/zoom-users.ts";
import type { Messages } from "./en.ts";

export const es: Messages = {
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
