import { openHouse, type House } from "./house.ts";
import type { Source } from "./offers.ts";
import { brokenPromises } from "./promises.ts";
import { atOnce, prepared, type Answered } from "./stranger.ts";
import { wishes } from "./wishes.ts";

export type Told = {
  strangers: number;
  processes: number;
  booked: number;
  /** Of all answers, by status and reason. */
  answers: Record<string, number>;
  /** From the first request to the last answer, and how long single ones waited. */
  ms: { all: number; p50: number; p99: number; atRestAfter: number };
  broken: string[];
};

type Rush = { strangers: number; processes: number; source?: Source; databaseUrl: string };

/** So many strangers want so many times, all at the same moment, from several processes on one database; then everything comes to rest. */
export async function rush({ strangers, processes, source = "pool", databaseUrl }: Rush): Promise<Told> {
  const house = await openHouse({ databaseUrl, processes, source, days: Math.max(1, Math.round(strangers / 250)) });
  try {
    const ready = await prepared(house, await wishes(house, strangers));
    const begun = performance.now();
    const answered = await atOnce(house, ready);
    const all = performance.now() - begun;
    await house.atRest();
    const atRestAfter = performance.now() - begun;
    return { strangers, processes, ...measured(answered, all, atRestAfter), broken: await brokenPromises(house, answered) };
  } finally {
    await house.close();
  }
}

function measured(answered: readonly Answered[], all: number, atRestAfter: number): Pick<Told, "booked" | "answers" | "ms"> {
  const waits = answered.map(({ ms }) => ms).toSorted((a, b) => a - b);
  const share = (part: number): number => Math.round(waits[Math.min(waits.length - 1, Math.floor(waits.length * part))]!);
  const answers: Record<string, number> = {};
  for (const { status, body } of answered) {
    const what = status === 201 ? "201" : `${status} ${String(body?.because)}`;
    answers[what] = (answers[what] ?? 0) + 1;
  }
  const ms = { all: Math.round(all), p50: share(0.5), p99: share(0.99), atRestAfter: Math.round(atRestAfter) };
  return { booked: answers["201"] ?? 0, answers, ms };
}

export type { House };
