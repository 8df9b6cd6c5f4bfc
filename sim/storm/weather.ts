import { pick } from "../../src/lib/random.ts";
import { after, days, iso, minutes } from "../../src/lib/time.ts";
import type { House } from "./house.ts";
import { between } from "./visitors/visitor.ts";

const TROUBLES = ["503", "429", "hang up", "obey, then hang up", "200 with an error", "ignore"] as const;
const CALLS = ["*", "POST /users/:id/meetings", "PATCH /meetings/:id", "PUT /users/:id/password", "PUT /meetings/:id/status", "DELETE /meetings/:id", "GET /meetings/:id"]; // prettier-ignore
/** What Zoom was seen to answer for these calls and not to do. Of a password nobody could ever see it. */
const IGNORED = ["PATCH /meetings/:id", "PUT /meetings/:id/status"] as const;
/** A host's day counts what is made and changed of meetings alone. Where a limit of the day was told, Bedel waits for the next one: so nothing that must be done within a minute is told so. */
const OF_HOST_DAY = ["POST /users/:id/meetings", "PATCH /meetings/:id"];

/** So often in a row that the next session is due before the password of the last one could be changed. */
const LASTING = 30;

/** Who is away is met by whoever comes; a commit only by whoever writes, and what was done is written once. */
const ROW_TROUBLES = [
  "away",
  "cut before its commit",
  "cut before its commit",
  "cut after its commit",
  "cut after its commit",
  "cut after its commit",
] as const;

type Weather = (house: House) => Promise<void>;

const ordered = async (house: House, name: string, fault: object): Promise<void> => {
  house.ledger.fault(name);
  house.tell(`weather: ${name} ${JSON.stringify(fault)}`);
  await house.base.control("faults", fault);
};

const away: Weather = (h) => ordered(h, "Zoom away", { kind: "outage", from: iso(h.now()), to: iso(after(h.now(), minutes(between(h, 3, 40)))) });
const trouble: Weather = (h) => {
  const what = pick(h.random, TROUBLES);
  const match = pick(h.random, what === "ignore" ? IGNORED : CALLS);
  const limit = what === "429" ? { limit: pick(h.random, OF_HOST_DAY.includes(match) ? ["second", "day", "host day"] : ["second"]) } : {};
  return ordered(h, `Zoom: ${what}`, { kind: "next", match, do: what, times: between(h, 1, match === "PUT /users/:id/password" ? LASTING : 3), ...limit });
};
const drops: Weather = (h) =>
  ordered(h, "settings dropped", { kind: "next", match: "PATCH /meetings/:id", do: "drop settings", settings: ["waiting_room"], times: 1 });
const webhooks: Weather = (h) =>
  ordered(h, "webhooks lost, twice, out of order", { kind: "webhooks", drop: h.random.unit() / 2, dup: h.random.unit() / 2, reorder: h.random.unit() / 2, delaySeconds: between(h, 0, 90) }); // prettier-ignore
/** Zoom made it and nobody heard of it, and for a while its lists don't show it either: only what was written down before tells. */
const unseen: Weather = async (h) => {
  await ordered(h, "lists lag", { kind: "lag", seconds: 60 });
  await ordered(h, "Zoom: obey, then hang up", { kind: "next", match: "POST /users/:id/meetings", do: "obey, then hang up", times: between(h, 1, 2) });
};
/** Zoom says yes to an end, and the meeting goes on. */
const unended: Weather = (h) => ordered(h, "Zoom: ignore", { kind: "next", match: "PUT /meetings/:id/status", do: "ignore", times: between(h, 1, 2) });
/** What was asked of Zoom first may be answered last. */
const slow: Weather = async (h) => {
  h.slowCalls += between(h, 2, 8);
  h.tell("weather: Zoom is slow");
};
const lag: Weather = (h) => ordered(h, "lists lag", { kind: "lag", seconds: between(h, 1, 60) });
const revoked: Weather = (h) => ordered(h, "tokens revoked", { kind: "revoke" });

const mail: Weather = async (h) => {
  h.post.weather = h.random.unit() < 0.5 ? "away" : "no answer";
  h.tell(`weather: mail server ${h.post.weather}`);
  h.agenda.push({ at: after(h.now(), minutes(between(h, 1, 25))), act: async () => void (h.post.weather = "fair") });
};
const database: Weather = async (h) => {
  for (const process of h.alive()) process.cut = { left: between(h, 1, 4), moment: h.random.unit() < 0.5 ? "before" : "after" };
  h.tell("weather: connections to the database are cut");
};
/** One of the two servers of the institution's own databases is away, or breaks the line just where nobody can tell what became of it. */
const rows: Weather = async (h) => {
  const is = pick(h.random, ROW_TROUBLES);
  const until = after(h.now(), is === "away" ? minutes(between(h, 1, 40)) : days(1));
  h.rowTrouble = { server: pick(h.random, ["aulas", "claves"] as const), until, left: is === "away" ? Infinity : between(h, 1, 3), is };
  h.tell(`weather: external database ${h.rowTrouble.server} ${is}`);
};
/** A clock is set right, or wrong: the application's time of one process jumps. */
const clocks: Weather = async (h) => {
  const process = pick(h.random, h.alive());
  if (process === undefined) return;
  process.skew = h.random.unit() < 0.5 ? 0 : between(h, -30, 30) * 1000;
  h.ledger.fault("clock corrected");
  h.tell(`weather: the clock of ${process.name} is ${process.skew / 1000} s off now`);
};

/** Every fault there is, as it is counted. */
export const FAULTS = [
  "Zoom away",
  ...TROUBLES.map((what) => `Zoom: ${what}`),
  "Zoom: slow",
  "settings dropped",
  "webhooks lost, twice, out of order",
  "lists lag",
  "tokens revoked",
  "mail server away",
  "mail taken without an answer",
  "connection to the database cut before",
  "connection to the database cut after",
  "clock corrected",
  ...[...new Set(ROW_TROUBLES)].map((is) => `external database ${is}`),
];

const KINDS: readonly Weather[] = [
  away,
  trouble,
  trouble,
  trouble,
  trouble,
  drops,
  webhooks,
  lag,
  unseen,
  unseen,
  unended,
  slow,
  revoked,
  mail,
  mail,
  database,
  clocks,
];

export const weather: Weather = (house) => pick(house.random, house.portal === null ? KINDS : [...KINDS, rows, rows, rows, rows, rows, rows])(house);

/** All faults mended. */
export async function calmDown(house: House): Promise<void> {
  house.tell("calm");
  house.calmAt = house.now();
  house.post.weather = "fair";
  house.slowCalls = 0;
  house.rowTrouble = null;
  for (const process of house.alive()) [process.cut, process.fate, process.skew] = [null, null, 0];
  await house.base.control("faults", { kind: "clear" });
  await house.base.control("faults", { kind: "webhooks" });
}
