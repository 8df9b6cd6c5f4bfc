import { seededRandom, type Random } from "../src/lib/random.ts";
import { after, seconds, type Duration, type Instant } from "../src/lib/time.ts";
import type * as Kept from "./account.ts";
import type { Chaos, Fault } from "./control/fault.ts";
import type { Counter } from "./counting.ts";
import { openStore, type Shelf, type Store } from "./store.ts";
import { generalApps } from "./oauth/general-apps.ts";
import type { Mail, WaitingLetter } from "./users/kept-mail.ts";
import type { Delivery, Subscription } from "./webhooks/delivery.ts";
import { defaultAccount, type University } from "./university.ts";

export type SandboxOptions = {
  /** Application time; may jump forward. */
  now: () => Instant;
  /** The clock may be moved here, ahead of `now`. Otherwise it is the program's that `now` belongs to. */
  ownClock?: boolean;
  /** Monotonic milliseconds, for limits per second. */
  machine: () => number;
  /** For each opening of the file its own, or ids that were given before would be given again. */
  random: Random | ((openedBefore: number) => Random);
  /** Public address of the sandbox; all join, start and sign-in addresses begin with it. */
  baseUrl: string;
  /** Another address of the same sandbox, as Zoom has one for each region: calls may be sent there from the first. */
  regionalBaseUrl?: string;
  /** A file for write-through persistence, or null for memory only. */
  file: string | null;
  webhook: { url: string; secret: string } | null;
  /** How webhooks leave. */
  send: (url: string, init: RequestInit) => Promise<Response>;
  /** Users to begin with when the file is empty. */
  university?: University;
};

export type CallRecord = {
  at: Instant;
  operation: string;
  path: string;
  label: string;
  status: number;
  code: number | null;
  outcome: string;
  trackingId: string;
};

export type World = {
  options: SandboxOptions;
  /** `baseUrl` without its last slash. */
  base: string;
  store: Store;
  random: Random;
  /** For what leaves when the machine comes to it, which must not change what calls are answered. */
  posting: Random;
  /** The moment at which what happens now happens: planned people act at their own time, even if nobody looked then. */
  at: Instant;
  accounts: Shelf<Kept.Account>;
  apps: Shelf<Kept.App>;
  users: Shelf<Kept.User>;
  meetings: Shelf<Kept.Meeting>;
  instances: Shelf<Kept.Instance>;
  stays: Shelf<Kept.Stay>;
  registrants: Shelf<Kept.Registrant>;
  tokens: Shelf<Kept.Token>;
  authorizations: Shelf<Kept.Authorization>;
  consents: Shelf<Kept.Consent>;
  codes: Shelf<Kept.Code>;
  refreshTokens: Shelf<Kept.RefreshToken>;
  roles: Shelf<Kept.Role>;
  zaks: Shelf<Kept.Zak>;
  mails: Shelf<Mail>;
  letters: Shelf<WaitingLetter>;
  assistants: Shelf<Kept.Assistant>;
  removals: Shelf<Kept.Removal>;
  deliveries: Shelf<Delivery>;
  subscriptions: Shelf<Subscription>;
  planned: Shelf<Kept.Planned>;
  faults: Shelf<Fault>;
  chaos: Shelf<Chaos>;
  counts: Shelf<Counted>;
  /** How far the clock was moved ahead. */
  ahead: Shelf<Duration>;
  /** The last calls, newest last; memory only. */
  calls: CallRecord[];
  /** What was called lately, for each label; memory only. */
  counters: Map<string, Counter>;
};

type Counted = { name: string; count: number };

const ONE = "one";
const OPENED = "opened";

export function openWorld(options: SandboxOptions): World {
  const store = openStore(options.file);
  const counts = store.shelf<Counted>("count");
  const random = typeof options.random === "function" ? options.random(counts.get(OPENED)?.count ?? 0) : options.random;
  const world: World = {
    options,
    base: options.baseUrl.replace(/\/+$/, ""),
    store,
    random,
    posting: seededRandom(random.unit() * 2 ** 32),
    at: options.now(),
    accounts: store.shelf("account"),
    apps: store.shelf("app"),
    users: store.shelf("user"),
    meetings: store.shelf<Kept.Meeting>("meeting", (m) => m.hostId),
    instances: store.shelf<Kept.Instance>("instance", (i) => i.meetingId),
    stays: store.shelf<Kept.Stay>("stay", (s) => s.meetingId),
    registrants: store.shelf<Kept.Registrant>("registrant", (r) => r.meetingId),
    tokens: store.shelf("token"),
    authorizations: store.shelf("authorization"),
    consents: store.shelf("consent"),
    codes: store.shelf("code"),
    refreshTokens: store.shelf<Kept.RefreshToken>("refresh token", (r) => r.authorizationId),
    roles: store.shelf("role"),
    zaks: store.shelf("zak"),
    mails: store.shelf("mail"),
    letters: store.shelf("letter"),
    assistants: store.shelf<Kept.Assistant>("assistant", (a) => a.hostId),
    removals: store.shelf("removal"),
    deliveries: store.shelf("delivery"),
    subscriptions: store.shelf("subscription"),
    planned: store.shelf("planned"),
    faults: store.shelf("fault"),
    chaos: store.shelf("chaos"),
    counts,
    ahead: store.shelf("ahead"),
    calls: [],
    counters: new Map(),
  };
  world.at = now(world);
  count(world, OPENED);
  const university = options.university ?? defaultAccount();
  if (world.accounts.size() === 0) found(world, university);
  // A file of an older sandbox knows fewer of the account's knobs.
  else world.accounts.put(ONE, { ...university.account, ...account(world) });
  // Also into a file of before there were any.
  for (const app of generalApps(account(world).id)) if (world.apps.get(app.clientId) === undefined) world.apps.put(app.clientId, app);
  return world;
}

function found(world: World, university: University): void {
  world.store.atomically(() => {
    world.accounts.put(ONE, university.account);
    world.apps.put(university.app.clientId, university.app);
    for (const user of university.users) world.users.put(user.id, user);
  });
}

export const now = (world: World): Instant => after(world.options.now(), world.ahead.get(ONE) ?? 0);
/** Kept, so that what has happened does not lie in the future after the next start. */
export const moveClockTo = (world: World, moment: Instant): Duration => world.ahead.put(ONE, Math.max(world.ahead.get(ONE) ?? 0, moment - world.options.now()));

export const account = (world: World): Kept.Account => world.accounts.get(ONE)!;
export const changeAccount = (world: World, change: Partial<Kept.Account>): Kept.Account => world.accounts.put(ONE, { ...account(world), ...change });

/** What Zoom's own clock shows: it need not agree with anybody else's. */
export const toldAt = (world: World): Instant => after(world.at, seconds(account(world).clockSkewSeconds));

export function count(world: World, name: string, by = 1): number {
  const count = (world.counts.get(name)?.count ?? 0) + by;
  world.counts.put(name, { name, count });
  return count;
}
export const counted = (world: World, name: string): number => world.counts.get(name)?.count ?? 0;

/** `2027-01-31`: Zoom's daily limits begin again at midnight UTC. */
export const utcDay = (moment: Instant): string => zoomTime(moment).slice(0, 10);
/** Zoom writes whole seconds. */
export const zoomTime = (moment: Instant): string => `${new Date(moment).toISOString().slice(0, 19)}Z`;
