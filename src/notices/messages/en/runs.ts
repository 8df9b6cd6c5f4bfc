import { whyClassrooms } from "./runs-classrooms.ts";
import { mailboxTroubles } from "./refusals-mailboxes.ts";
import { rowsWhy } from "./runs-why-rows.ts";
import { whyZoomUsers } from "./runs-zoom-users.ts";

/** What is done for a Zoom user or a classroom, one thing after the other: what each is called, and why it waits, failed or was left out. */
export const runs = {
  kind: {
    zoom_user: "Zoom user",
    new_classroom: "New classroom",
    replace_classroom: "Replacing a classroom",
    change_passcode: "Link and passcode",
    new_meeting: "New standing meeting",
    retire_classroom: "Retiring a classroom",
    rename_classroom: "New name of a classroom",
    undo_replacing: "Taking a replacement back",
    leaving: "Zoom user that is needed no more",
    former_user: "Zoom user of a former classroom",
  },
  step: {
    look_up: "Look for the user in the Zoom account",
    make_user: "Make the Zoom user",
    activation: "Wait until Zoom's invitation is accepted",
    secure_user: "A password that nobody knows",
    settle_user: "Licence and name",
    standing_link: "Link and passcode",
    open_room: "Make it a room",
    set_passcode: "Set the passcode in Zoom",
    write_rows: "Write the external database",
    name_in_zoom: "Name in Zoom",
    move_sessions: "Move the sessions",
    retire_user: "The Zoom user that is needed no more",
  },
  did: {
    found_absent: "It was not there.",
    found_active: "It was there already.",
    found_inactive: "It was there already, deactivated.",
    found_pending: "It was invited already.",
    licensed: "It has a licence.",
    not_licensed: "No licence was asked for, and none was given.",
    written: "Written: {rows}.",
    taken_out: "Taken out: {rows}.",
    called: "It is called “{name}” there.",
    moved: "{n, plural, =0 {No session had to go elsewhere} one {One session went elsewhere} other {# sessions went elsewhere}}.",
    moved_to_new:
      "{there, plural, one {One session went to the new classroom} other {# sessions went to the new classroom}}{n, plural, =0 {} one {, and one elsewhere} other {, and # elsewhere}}.",
    moved_back:
      "{there, plural, one {One session went to the former classroom} other {# sessions went to the former classroom}}{n, plural, =0 {} one {, and one elsewhere} other {, and # elsewhere}}.",
    moved_somewhere: "{n, plural, one {One session was given another room} other {# sessions were given another room}}.",
    licence_taken: "It has no licence any more.",
    deactivated: "It is deactivated: nobody can sign in with it.",
    unlinked: "It is in the Zoom account no more.",
    invited_still:
      "It was only invited: of who has not accepted Zoom takes no licence, and deactivates nobody, so nothing was done. Until the invitation lapses, whoever accepts it has the user.",
    invited_unlinked: "It was only invited, and is in the Zoom account no more.",
    invited_lapsed: "It was only invited, and the invitation has lapsed: there is no such user.",
  },
  why: {
    ...whyZoomUsers,
    ...whyClassrooms,
    ...rowsWhy,
    ...mailboxTroubles,
    no_mailbox: "No mailbox is attached for this address.",
    activation_theirs: "This is a person's mail: only they should open it.",
    run_surprise: "Something went wrong that Bedel does not know. It is in the server's log.",
    run_stopped: "It was stopped before anything of this was done.",
    run_interrupted: "It was interrupted. Trying again looks first how far it came.",
    zoom_spent: "Zoom takes no more of this today. It goes on by itself.",
    zoom_away: "Zoom does not answer just now. It is asked again by itself.",
    zoom_disconnected: "The Zoom account is not connected. It goes on once it is.",
    password_too_often: "Zoom lets this password be changed no more today. It goes on by itself.",
    zoom_missing_scope:
      "The connection with Zoom may not do this: “{said}”. Add what it lacks to the app at Zoom and authorize it again: then it goes on by itself.",
    zoom_permission: "Zoom does not allow it: “{said}”.",
    zoom_plan: "The Zoom account's plan does not allow it: “{said}”.",
    zoom_not_found: "Zoom does not know it (any more): “{said}”.",
    zoom_not_kept: "Zoom said yes, and then it was not so: “{said}”.",
    zoom_refused: "Zoom refused: “{said}”.",
  },
};
