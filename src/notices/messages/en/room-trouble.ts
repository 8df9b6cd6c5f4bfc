/** What Zoom says against using a room. */
export const roomTrouble = {
  deleted: "No longer exists in Zoom",
  deactivated: "Deactivated in Zoom",
  pending: "Has not accepted Zoom's invitation yet",
  unlicensed: "Has no licence in Zoom",
  other_account: "Belongs to another Zoom account than the one that is connected",
  owner_is_never_a_room: "The account's owner is never a room",
};
