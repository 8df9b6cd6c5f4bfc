/**
 * Errors, as HTTP status and code, that any call may meet and that Zoom documents in its guides instead of at each operation
 * (developers.zoom.us: rate limits; OAuth error messages; error definitions), read in November 2026.
 */
export const GENERAL_ERRORS = new Set([
  "401/124", // The token is unknown or has run out. The operations that list it say 400; measured it is 401.
  "400/4711", // The token lacks a scope, which the text names.
  "400/200", // The role of who authorised the app does not allow it.
  "400/300", // A field or a page token is not valid.
  "404/2300", // There is no such operation.
  "429/429", // Too many calls, of whichever kind; the text tells which.
]);
