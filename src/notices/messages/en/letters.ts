/** Texts of the mails that are about no session. Parts of a text are parted by an empty line. */
export const letters = {
  invitation: {
    subject: "{inviter} invites you to {institution}",
    heading: "You are invited",
    text: "{inviter} invites you to ask for online sessions at {institution}, as {role}.",
    button: "Accept the invitation",
    after: "The invitation holds until {until}. If you don't know what this is about, nothing happens if you leave it alone.",
  },
  magic_link: {
    subject: "Your link to sign in",
    heading: "Sign in",
    text: "Somebody, probably you, asked for a link to sign in as {email}.",
    button: "Sign in",
    after: "The link works once, until {until}. If it wasn't you, leave it alone: without it nobody gets in.",
  },
  forgotten_password: {
    subject: "Choose a new password",
    heading: "Choose a new password",
    text: "Somebody, probably you, asked for a new password for {email}.",
    button: "Choose a new password",
    after: "The link works once, until {until}. If it wasn't you, leave it alone: the password stays as it is.",
  },
  zoom_link: {
    subject: "{institution} asks you to authorize its Zoom connection",
    heading: "A request to the Zoom administrator",
    text: "{inviter} asks you to connect the Zoom account of {institution} with Bedel, which looks after its Zoom licences. No account in Bedel is needed. The page tells what is asked and why before anything happens.",
    button: "Read what is asked",
    after: "The link works once, until {until}.",
  },
  zoom_to_confirm: {
    subject: "Zoom was authorized: please confirm the account",
    heading: "Please confirm the Zoom account",
    text: "{email} authorized the Zoom account {account} by the link that you sent. It is used as soon as an administrator confirms that it is the right one.",
    button: "Look at it and confirm",
    after: "Until then nothing is done with it.",
  },
  zoom_reconnect: {
    subject: "Zoom must be reconnected",
    heading: "Zoom must be reconnected",
    text: "Zoom no longer accepts the connection of {institution}: {because}\n\nSessions, links and lists are kept. Meetings that exist in Zoom can be joined as before; nothing new is made there, and nothing is ended or closed, until it is connected again. Then everything goes on by itself.",
    button: "Reconnect Zoom",
    after: "Any administrator of the same Zoom account can do it.",
  },
  test_mail: {
    subject: "A test mail from Bedel",
    heading: "It arrived",
    text: "Somebody, probably you, asked Bedel for a test mail. Mails from {institution} reach you.",
    button: "Open Bedel",
    after: "Nothing more is to be done.",
  },
  sessions_taken_over: {
    subject: "{sessions, plural, one {A session is} other {# sessions are}} yours now",
    heading: "Sessions that are yours now",
    text: "{name} is no member of {institution} any more. {sessions, plural, one {A session that was} other {# sessions that were}} still to come {sessions, plural, one {is} other {are}} yours now: what there is to know about {sessions, plural, one {it} other {them}} comes to you.",
    button: "See my sessions",
    after: "Times, links and attendees are as they were.",
  },
};
