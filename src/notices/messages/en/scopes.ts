/** Each thing that is asked of Zoom: why, and what stops without it. Both are whole sentences. */
export const scopes = {
  list_users: { why: "To find the users of the Zoom account, which of them have a licence, and who can be a room.", without: "No rooms can be found." },
  read_user: { why: "To know who authorized, and how a room signs in to Zoom.", without: "No room can be used." },
  read_settings: { why: "To know how many people fit, and whether there are webinars.", without: "Nothing tells whether a room is large enough." },
  read_permissions: {
    why: "To check that the role in Zoom of whoever authorizes allows what is needed.",
    without: "Only the owner and administrators of the Zoom account can authorize.",
  },
  set_password: {
    why: "To give a room a new password before and after each session, so that it opens for one organizer only.",
    without: "Rooms can be opened with the Start button only.",
  },
  sign_out: { why: "To sign the last organizer out of the room.", without: "Whoever had the room may stay signed in." },
  list_meetings: {
    why: "To see what is planned in Zoom already, and never to plan over it.",
    without: "What was planned outside Bedel is not seen, and meetings may be made twice.",
  },
  list_webinars: {
    why: "To see which webinars are planned in Zoom already, whose time must not be given to anything else.",
    without: "Nothing of what is planned in this Zoom counts as known: after a while no appointment can be booked with whoever it belongs to.",
  },
  read_meeting: { why: "To see whether a meeting is as planned, and to hear when it begins and ends.", without: "Nothing tells whether a session is running." },
  make_meeting: { why: "To make the meeting of each session.", without: "No session gets a meeting." },
  change_meeting: { why: "To change the meeting when the session is changed.", without: "Changes of a session don't reach Zoom." },
  remove_meeting: { why: "To remove the meeting when the session is cancelled.", without: "Cancelled sessions stay planned in Zoom." },
  end_meeting: {
    why: "To end what still runs when its time is over, so that the room is free for the next.",
    without: "Nothing can be ended; rooms are not free in time.",
  },
  register: { why: "To give each attendee a link of their own.", without: "Everybody gets the same link, and the report can't tell who is who." },
  read_registrants: { why: "To find the links of those who are registered already.", without: "Attendees may be registered twice." },
  remove_registrants: { why: "To take the link back from whoever is taken off the list.", without: "Whoever was taken off the list can still join." },
  past_meetings: { why: "To find every time that a meeting ran.", without: "A session that was interrupted has an incomplete report." },
  attendance: { why: "To write the attendance report: who was there, from when to when.", without: "Reports show only what was seen while the session ran." },
  arrivals: { why: "To hear at once who comes and goes.", without: "How many are inside is not known while a session runs." },
  live_webinar: { why: "To see whether a webinar is still running.", without: "The end of a webinar can't be confirmed, and its room stays taken." },
  own_user: { why: "To know which Zoom user this is, and whether it has a licence.", without: "This Zoom user can't be connected." },
  own_settings: { why: "To know how many people fit.", without: "Nothing tells whether there is space for everybody." },
  own_end: { why: "To end a meeting that still runs after its time, where the institution has switched that on.", without: "No meeting can be ended." },
  make_users: {
    why: "To make the Zoom users of new members and of new classrooms, where the institution has switched that on.",
    without: "Nobody gets a Zoom user from Bedel.",
  },
  change_users: { why: "To give a user a licence, to take it back, and to set the name.", without: "Licences and names stay as they are." },
  change_user_settings: {
    why: "To change the passcode of a classroom whose link is a personal meeting.",
    without: "Such a classroom keeps its passcode.",
  },
  deactivate_users: { why: "To deactivate the Zoom user of somebody who has left, if that is what was chosen.", without: "Nobody can be deactivated." },
  unlink_users: {
    why: "To let go of the Zoom user of somebody who has left, if that is what was chosen.",
    without: "Nobody can be unlinked from the Zoom account.",
  },
};
