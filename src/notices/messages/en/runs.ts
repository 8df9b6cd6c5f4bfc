import { rowsWhy } from "./runs-why-rows.ts";

/** Steps by which Zoom users and rows are changed, and how each stands. */
export const runs = {
  step: {
    look_up: "Look the address up in Zoom",
    make_user: "Make the Zoom user",
    activation: "Wait for the activation",
    settle_user: "Set licence and names",
    secure_user: "Choose a password that nobody knows",
    standing_link: "Get the standing link",
    open_room: "Make it a room of Bedel’s",
    set_passcode: "Set the passcode in Zoom",
    write_rows: "Write the rows of the external databases",
    move_sessions: "Move the sessions",
    retire_user: "See to the former Zoom user",
  },
  /** What a step waits for, why it failed, or why it was skipped. */
  why: {
    ...rowsWhy,
    run_surprise: "Something went wrong in Bedel itself.",
    zoom_spent: "Zoom takes no more of these today. It goes on by itself.",
    zoom_away: "Zoom does not answer. It is tried again.",
    zoom_disconnected: "The Zoom account has to be connected again.",
    password_too_often: "Zoom lets a password be changed only so often. It goes on by itself.",
    zoom_missing_scope: "Bedel lacks a permission in Zoom: {said}",
    zoom_permission: "Zoom does not let Bedel do this: {said}",
    zoom_plan: "The Zoom account’s plan does not include this: {said}",
    zoom_not_found: "Zoom does not know it: {said}",
    zoom_not_kept: "Zoom said yes and did not keep it: {said}",
    zoom_refused: "Zoom refused: {said}",
  },
};
