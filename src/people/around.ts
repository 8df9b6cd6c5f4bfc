import type { Instant } from "../lib/time.ts";
import type { Me } from "./contract.ts";
import type { Member } from "./member.ts";

/** What `me` tells of nouns that people don't know. */
export type Around = {
  sandbox: boolean;
  mailbox: boolean;
  badges(who: Member): Promise<{ waiting: number; alarms: number }>;
  zoom(who: Member): Promise<Omit<Me["zoom"], "since"> & { since: Instant | null }>;
};
