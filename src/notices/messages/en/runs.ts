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
    leaving: "Zoom user of somebody who left",
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
    zoom_missing_scope: "The connection with Zoom may not do this: “{said}”. Add what it lacks to the app at Zoom, authorize again, then try again.",
    zoom_permission: "Zoom does not allow it: “{said}”.",
    zoom_plan: "The Zoom account's plan does not allow it: “{said}”.",
    zoom_not_found: "Zoom does not know it (any more): “{said}”.",
    zoom_not_kept: "Zoom said yes, and then it was not so: “{said}”.",
    zoom_refused: "Zoom refused: “{said}”.",
  },
};
