/** What speaks for or against a way to open a room, before anybody needs it. */
export const preflight = {
  organizer_has_own_zoom: "It works for organizers with a licensed user of this Zoom account; for all others the room is opened by start link.",
  licensed: "The room has a Zoom licence and is active.",
  trouble_deleted: "The room no longer exists in Zoom.",
  trouble_deactivated: "The room is deactivated in Zoom.",
  trouble_pending: "The room has not accepted Zoom's invitation yet.",
  trouble_unlicensed: "The room has no licence in Zoom.",
  trouble_other_account: "The room belongs to another Zoom account than the one that is connected now.",
  not_an_administrator: "The room is no administrator in Zoom, so its password can be changed.",
  administrators_password_is_refused: "The room is an administrator in Zoom, and Zoom does not let administrators' passwords be changed.",
  signs_in_with_password: "The room signs in to Zoom with a password of its own.",
  no_zoom_password: "The room does not sign in with a Zoom password but in another way, so there is no password to give.",
  password_too_often: "Zoom allows no further change of this room's password today.",
};
