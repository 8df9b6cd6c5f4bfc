/** Why a Zoom user can't be made, invited again or let go, and why what is under way can't be stopped or tried again. */
export const zoomUserRefusals = {
  provisioning_scopes_missing: "The connection with Zoom lacks what this needs. Add it to the app at Zoom and authorize again.",
  provisioning_off: "Making Zoom users is switched off.",
  run_under_way: "Something is under way for this already. It has to end first.",
  run_over: "That is over.",
  run_outdated: "The classroom was changed, replaced or retired since this was stopped. Please ask for it anew.",
  run_at_work: "That is being done just now.",
  run_halfway: "This is halfway: it has to be brought to its end, or things would stay apart.",
  user_made_already: "This person has a Zoom user already.",
  invitation_not_sent: "No invitation of Zoom waits for an answer.",
  zoom_user_unknown: "There is no Zoom user with this address.",
  zoom_user_hosts_sessions: "This Zoom user is the default host, or hosts sessions to come as somebody's own Zoom. Once another hosts them, it can be done.",
  zoom_user_is_administrator: "The user is an administrator in Zoom, and Bedel never touches those.",
  zoom_user_is_classroom: "This is the Zoom user of a classroom, and stays with it. What becomes of it is decided when the classroom is retired or replaced.",
  zoom_user_is_elsewhere: "Another institution on this server uses this Zoom user, so it stays as it is.",
  zoom_user_is_room: "This Zoom user is a room, and stays one. Switch it off under Rooms first.",
  zoom_user_of_former_account: "Its Zoom user is in the Zoom account that was connected before.",
  zoom_user_never_its: "This Zoom user never became the classroom's, so it stays as it is.",
  zoom_user_no_licence: "The user has no licence.",
  invitation_to_bedel_waits: "The invitation to Bedel has to be accepted first.",
  zoom_user_of_team:
    "A team that this person is in makes its people Zoom users, or gives them licences: it would be asked for anew at once. Take the person out of the team first.",
  zoom_user_of_invitation:
    "An invitation to Bedel takes this person into a team that makes its people Zoom users, or gives them licences: it would be asked for anew at once. Take that invitation back first, under People.",
  zoom_user_gave_up: "The making of this user gave up and waits for you: under Details it can be tried again, or stopped.",
  zoom_user_expired: "Zoom's invitation expired. Press Send again in the list of Zoom users.",
  zoom_user_not_wanted:
    "Bedel had asked for this by itself, and ended it as no team of this person asks for it. Should it be made all the same, ask for it under Zoom users.",
  zoom_user_invited:
    "The user has only been invited: of who has not accepted Zoom takes no licence, and deactivates nobody. Removing it from the account ends the invitation too.",
  zoom_user_deactivated: "The user is deactivated already.",
  zoom_user_to_activate: "The user is deactivated in Zoom: activate it there first.",
  line_licence_unreadable: "What stands there for the licence is neither yes nor no.",
  list_sent_already:
    "This list was sent before, and what it asked for then goes on. It has changed since; nothing of that was asked for. Please look at it again and send it once more.",
  too_many_people: "At most {most} people at once.",
  twice_in_list: "This address is in the list twice.",
  no_address: "No e-mail address can be read in this line.",
};
