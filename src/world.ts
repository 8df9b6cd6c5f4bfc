import type { Random } from "./lib/random.ts";
import type { Inside } from "./classrooms/databases/connecting-actions.ts";
import type { Zooms } from "./connections/apps.ts";
import type { MovableClock } from "./platform/clock.ts";
import type { Database } from "./platform/database.ts";
import type { Log } from "./platform/log.ts";
import type { Secrets } from "./platform/secrets.ts";
import type { Zoom } from "./zoom/port.ts";

/** Everything outside: built in `main.ts`, and by tests. A function names the few parts of it that it touches. */
export type World = {
  db: Database;
  clock: MovableClock;
  random: Random;
  secrets: Secrets;
  log: Log;
  /** The institution's own Zoom, or that of one connection. The smaller `urgency`, the sooner its calls go when not all can; 0 for somebody who waits. */
  zoomOf(institutionId: string, urgency?: number, connectionId?: string | null): Zoom;
  /** Each Zoom that institutions may live with, and the apps by which this server may speak to it. */
  zooms: Zooms;
  /** Another way into external databases than the network. */
  inside?: Inside;
  /** Waits, in real time. */
  pause(ms: number): Promise<void>;
  /** Where people reach Bedel, without a slash at the end. */
  origin: string;
  /** Something may be due now: the loops need not wait for their next look. */
  poke(loops?: readonly string[]): void;
};
