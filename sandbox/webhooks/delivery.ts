import type { Instant } from "../../src/lib/time.ts";

export type Attempt = { at: Instant; outcome: string };
export type Delivery = {
  id: string;
  event: string;
  body: string;
  madeAt: Instant;
  dueAt: Instant;
  attempts: Attempt[];
  state: "waiting" | "delivered" | "lost" | "dropped";
  /** To this app's deauthorization address instead of the one for events. */
  toApp?: string;
};
export type Subscription = {
  validatedAt: Instant | null;
  failures: number;
  disabled: boolean;
  tryAt: Instant | null;
  /** Set here, they win over what the sandbox was started with. */
  url?: string;
  secret?: string;
  /** Every event where nothing is said. */
  events?: string[];
};
