import { minutes } from "../../lib/time.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Database } from "../../platform/database.ts";
import type { ConnectionState } from "../connection.ts";
import { saveState, type ConnectionKey } from "../store.ts";

/** So long a process believes that what it wrote still stands: another one may have seen it otherwise since. */
const BELIEVED = minutes(1);

type Health = (outcome: string) => Promise<void>;

/**
 * What the calls say about the connection, written down when it changes. Of an app that people authorize, only they can say that it is connected again.
 * The promise never fails, and nobody who calls Zoom need wait for it.
 */
export function openHealth({ db, clock }: { db: Database; clock: Clock }, key: ConnectionKey, byPeople: boolean): Health {
  let known: { state: ConnectionState; until: number } | null = null;
  let writing = Promise.resolve(); // one after the other: the last word is to stand
  return (outcome) => {
    const [state, now, machine] = [stateAfter(outcome), clock.now(), clock.machine()];
    if (known !== null && state === known.state && machine < known.until) return writing;
    known = { state, until: machine + BELIEVED };
    const write = async (): Promise<void> => void (await saveState(db, key, state, now, byPeople));
    writing = writing.then(write).catch(() => void (known = null)); // told again by the next call
    return writing;
  };
}

const stateAfter = (outcome: string): ConnectionState =>
  outcome === "reconnect" ? "reconnect needed" : outcome === "unreachable" || outcome === "unanswered" ? "unreachable" : "connected";
