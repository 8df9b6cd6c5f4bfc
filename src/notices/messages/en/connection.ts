/** Texts for the institution's Zoom account and members' own. */
export const connection = {
  title: "Zoom account",
  about: "The Zoom account whose rooms this institution uses.",
  noAccount: "No Zoom account yet",
  since: "Since",
  authorizedBy: "Authorized by {name} ({email}), {role} in Zoom",
  standing: {
    none: "Not connected",
    disconnected: "Disconnected",
    reconnect_needed: "Must be reconnected",
    paused: "Paused",
    unreachable: "No answer",
    connected: "Connected",
  },
  meaning: {
    none: "Sessions can be asked for as soon as a Zoom account is connected and has rooms.",
    disconnected: "No new meetings are made on Zoom. Those that exist there can be joined as before; Bedel no longer ends or closes them, nor reports on them.",
    reconnect_needed: "Zoom refuses Bedel. Nothing is lost: everything goes on as soon as it is reconnected.",
    paused: "No new meetings are made on Zoom until this is switched on again. Those that exist there go on as planned.",
    unreachable: "Zoom does not answer at the moment. Everything goes on as soon as it does.",
    connected: "Meetings are made, opened, ended and closed as planned.",
  },
};
