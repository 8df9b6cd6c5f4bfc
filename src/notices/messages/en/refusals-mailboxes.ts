/** Why the mailbox of a room can't be read. */
export const mailboxTroubles = {
  mailbox_unknown_host: "There is no mail server of this name.",
  mailbox_unreachable: "Nothing answers there. Is the port right (993, or 143 for STARTTLS), and may Bedel's server reach it?",
  mailbox_silent: "The mail server did not answer in time, or it is no IMAP server.",
  mailbox_tls: "The mail server's certificate is not genuine, or it does not speak TLS at this port.",
  mailbox_no_starttls: "The mail server does not offer STARTTLS at this port.",
  mailbox_not_let_in: "The mail server does not let this user in: user name or password is wrong, or IMAP is not allowed for the account.",
  mailbox_no_inbox: "Signed in, but the inbox could not be opened.",
  mailbox_not_imap: "What answers there does not speak IMAP as Bedel understands it.",
};

export const mailboxRefusals = {
  ...mailboxTroubles,
  mailbox_none: "No mailbox is attached to this room. An administrator can attach one, or look into it for you.",
  mailbox_taken: "A mailbox is attached for this address already.",
  mailbox_password_again: "For another server or user, please type the password again.",
  code_only_for_holder: "The code is only for whoever has the room now.",
  credentials_over: "The room's user name and password are not valid any more.",
};
