/** Why what a classroom needs of Bedel's own rooms and of its standing meeting waits, failed or was left out. */
export const whyClassrooms = {
  lists_lag: "Zoom's answer was lost. Bedel looks again before it asks for anything.",
  room_hosts_sessions:
    "This Zoom user hosts sessions to come as somebody's own Zoom, so it can't be a room. Those sessions have to be over, or hosted by another.",
  user_hosts_sessions: "This Zoom user is the default host, or hosts sessions to come as somebody's own Zoom. Once another hosts them, try again.",
  room_left_out:
    "Something stood in the way of making it a room. Its passcode was set already, so its rows were written first: the classroom has its link all the same. Under Rooms it can be switched on.",
  room_without_licence: "Without a licence it is no room: the classroom has its link all the same.",
  owner_is_never_a_room: "This Zoom user owns the account, and is never a room.",
  room_is_default_host: "This Zoom user hosts for all who ask for it, so it can't be a room.",
  room_deleted: "The user is not in the Zoom account any more.",
  room_deactivated: "The user is deactivated in Zoom. Activate it there, then try again.",
  room_pending: "The user has not accepted Zoom's invitation yet.",
  room_unlicensed: "The user has no licence in Zoom.",
  room_other_account: "The user belongs to the Zoom account that was connected before.",
  sessions_stay:
    "{n, plural, one {One session is} other {# sessions are}} still in the room: handed over, running, or without another room. It goes on when there is none; an administrator may give them other rooms.",
};
