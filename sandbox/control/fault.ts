import type { Instant } from "../../src/lib/time.ts";
import type { Account } from "../account.ts";

/** What fate was told to do, until it is done. */
export type Fault =
  | { id: string; kind: "outage"; from: Instant; to: Instant }
  | {
      id: string;
      kind: "next";
      match: string;
      do: NextFault;
      times: number;
      status: number | null;
      body: unknown;
      seconds: number;
      /** Of a 429: which limit is said to be reached, and with how many headers. */
      limit?: "second" | "day" | "host day";
      headers?: Account["limitHeaders"];
      /** The settings that are kept as they were; `feature.webinar` is one in a group of its own. */
      settings?: string[];
    };
export const NEXT_FAULTS = [
  "refuse", "429", "503", "200 with an error", "ignore", "drop settings", "redirect",
  "hang up", "obey, then hang up", "slow", "obey, slowly",
] as const; // prettier-ignore
export type NextFault = (typeof NEXT_FAULTS)[number];
export type Chaos = { drop: number; dup: number; reorder: number; delaySeconds: number };
