/** What nouns that build on sessions may ask of their rows. */
export { lockSession, sessionById, sessionsBetween, sessionsByIds } from "./store.ts";
