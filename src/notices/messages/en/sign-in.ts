/** Signing in. */
export const signIn = {
  title: "Sign in",
  text: "The porter that opens and closes your institution's rooms",
  email: "E-mail",
  password: "Password",
  button: "Sign in",
  wrong: "E-mail and password do not match.",
  tooMany: "Too many tries in a short time. Please wait a minute and try again.",
  missing: "This is needed.",
  showPassword: "Show password",
  sandbox: {
    title: "Have a look around",
    text: "The sandbox plays Zoom here: nobody meets for real. One click lets you be",
    administrator: "An administrator",
    administratorText: "rooms, settings, everybody's sessions",
    organizer: "An organizer",
    organizerText: "asks for sessions and opens rooms",
    attendee: "An attendee",
    attendeeText: "gets a link and comes in",
  },
};
