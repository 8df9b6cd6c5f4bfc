/** What nouns that build on sessions may ask of their rows. */
export { heldBetween, lockSession, lockSessions, sessionById, sessionsBetween, sessionsByIds, type Held } from "./store.ts";
