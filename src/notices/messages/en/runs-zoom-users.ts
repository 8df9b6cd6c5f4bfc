/** Why making a Zoom user, or letting go of one, waits, failed or was left out. */
export const whyZoomUsers = {
  provisioning_off: "Making Zoom users is switched off. It goes on once an administrator switches it on.",
  user_there: "The user is in the Zoom account already.",
  invited_already: "Zoom has invited this person already.",
  user_deactivated: "The user is deactivated in Zoom. Activate it there, then try again.",
  user_gone: "The user is not in the Zoom account any more.",
  making_unanswered: "Zoom's answer was lost. Bedel looks again before it asks for anything.",
  invitation_waits: "The invitation from Zoom has not been accepted yet.",
  invitation_expired: "Zoom's invitation was not accepted within 30 days. Send it again.",
  email_in_use: "Zoom says that this e-mail address is in use already: “{said}”.",
  email_elsewhere:
    "This e-mail address has a paid Zoom account elsewhere. Its owner has to let go of it there, or another address is needed. Zoom says: “{said}”.",
  domain_blocked: "Zoom blocks the domain of this e-mail address: “{said}”.",
  domain_not_allowed: "The Zoom account takes no addresses of this domain: “{said}”.",
  type_not_allowed: "Zoom does not allow this kind of user: “{said}”.",
  sso_not_allowed: "The Zoom account can't make users for single sign-on: “{said}”. Choose another way of making users.",
  automatic_not_allowed:
    "The Zoom account can't make users without an invitation, or this domain is not its own: “{said}”. Choose another way of making users.",
  no_licence_left: "No licence is left in the Zoom account. It goes on once one is free. Zoom says: “{said}”.",
  no_basic_seat: "No place for another user is left in the Zoom account. It goes on once one is free. Zoom says: “{said}”.",
  password_of_administrator: "Zoom lets nobody set the password of an administrator. Take that role from the user in Zoom, then try again.",
  password_of_room: "It is a room already, and its password is looked after as the room's: whoever holds it keeps it.",
  user_is_member: "This is a member's own address, whose Zoom user stays theirs. Stop this, and take another address for the classroom.",
  user_unconfirmed:
    "Zoom has a user with the address {email} already, which Bedel did not know when this was asked for. “Try again” makes that user the classroom: it gets the classroom's name, licence and another password. If it is not meant, stop this; nothing was changed.",
  password_not_zooms: "This user signs in without a Zoom password, so there is none to replace.",
  farewell_nothing: "Nothing was to be done with the Zoom user.",
  member_is_back: "Whoever had left is a member again, so the Zoom user stays as it is.",
  user_is_classroom: "This is the Zoom user of the classroom {name} now, so it stays as it is, and so does its room.",
  nobody_to_retire: "There was no Zoom user before.",
  is_administrator: "The user is an administrator in Zoom, and Bedel never touches those.",
  managed_domain: "Zoom does not let go of users whose domain is the account's own: “{said}”. Deactivate the user instead, or delete it in Zoom.",
};
