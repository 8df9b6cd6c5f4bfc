import type { Database } from "../../platform/database.ts";
import { refuse } from "../../platform/http.ts";
import { fingerprint } from "../../platform/secrets.ts";
import { countTry, forgetTries, removeOldTries } from "./store.ts";

/** How often something may be tried, by all processes together. */
const LIMITS = {
  "sign in": { most: 10, seconds: 60 },
  /** People behind one router come from one address. */
  "sign in from here": { most: 60, seconds: 60 },
  "mail from here": { most: 20, seconds: 600 },
  "mail to": { most: 5, seconds: 3600 },
  "code": { most: 20, seconds: 600 },
  /** Longer than a code of an app holds, with the one before and the one after it. */
  "code of": { most: 1, seconds: 150 },
  "password of": { most: 10, seconds: 600 },
  /** A lecture hall registers from one address. */
  "register from here": { most: 120, seconds: 600 },
  "register mail to": { most: 3, seconds: 3600 },
  "register mails to mailbox": { most: 10, seconds: 3600 },
  /** As for registering; each booking has cost whoever sends it a proof of work besides. */
  "book from here": { most: 120, seconds: 600 },
  /** A page is filled in by one person; as long as a form holds. */
  "book with a form": { most: 10, seconds: 7200 },
  "booking mails to mailbox": { most: 10, seconds: 3600 },
  "change a booking": { most: 20, seconds: 3600 },
  /** An administrator chose the domain: name servers are not to be asked without end. */
  "domain check": { most: 30, seconds: 60 },
  /** Nor are other people's servers. */
  "calendar reading": { most: 20, seconds: 60 },
  /** Each takes a connection to somebody's mail server. */
  "mailbox reading": { most: 20, seconds: 60 },
  /** Whoever names server and port could look through a network with it. */
  "connection trying": { most: 20, seconds: 60 },
  /** Of a database that is known. A form asks by itself while somebody types, and a list of rows every five seconds. */
  "database looking": { most: 120, seconds: 60 },
} satisfies Record<string, { most: number; seconds: number }>; // prettier-ignore

type What = keyof typeof LIMITS;

const keyOf = (what: What, whose: string): Uint8Array => fingerprint(`${what}\n${whose}`);

/** Counts this one too; false when it is one too many. */
export async function mayTry(db: Database, what: What, whose: string): Promise<boolean> {
  const { most, seconds } = LIMITS[what];
  const count = await countTry(db, keyOf(what, whose), seconds);
  if (count === 1) await removeOldTries(db);
  return count <= most;
}

/** Throws "too many tries". */
export async function assureMayTry(db: Database, what: What, whose: string): Promise<void> {
  if (!(await mayTry(db, what, whose))) throw refuse(429, "too_many_requests");
}

/** Whoever got it right begins anew. */
export const forgetTriesOf = async (db: Database, what: What, whose: string): Promise<void> => void (await forgetTries(db, keyOf(what, whose)));
