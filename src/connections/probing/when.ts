import { minutes, seconds } from "../../lib/time.ts";

/** That a connection is lost is known within a minute, the answer to the question included, while anything depends on it or somebody looks. */
export const SEEN_EVERY = seconds(45);
/** At other times nothing is lost by knowing it later: what comes up within the hour counts as depending on it. */
export const OTHERWISE_EVERY = minutes(15);
