import { pick, type Random } from "../../src/lib/random.ts";
import { after, minutes } from "../../src/lib/time.ts";
import type { Attending, Planned } from "./day.ts";
import { peopleFrom, shuffled, type Person } from "./people.ts";

const COME = 0.85;
const LEAVE_BY_THEMSELVES = 0.25;
const FALL_OUT = 0.08;
const REGISTER_LATE = 0.04;
/** Of a hundred people so many are registered twice. */
const TWICE = 0.08;

/** Registers so many people, webinars having twice as many as meetings; nobody in two sessions at once. */
export function attendedBy(random: Random, sessions: readonly Planned[], many: number): void {
  const seats = sessions.flatMap((s) => (s.kind === "webinar" ? [s, s] : [s]));
  for (const [i, person] of shuffled(random, peopleFrom(random, many)).entries()) {
    const first = i < sessions.length * 2 ? sessions[i % sessions.length]! : pick(random, seats); // two at least for each
    register(random, first, person);
    if (random.unit() >= TWICE) continue;
    const second = pick(random, seats);
    if (Math.abs(second.start - first.start) >= minutes(180)) register(random, second, person);
  }
}

const register = (random: Random, s: Planned, person: Person): void => void s.attendees.push({ ...person, ...conduct(random, s) });

/** Most people come in clusters, which also keeps the demo short: each moment at which something happens is visited. */
const COMES = [-4, -2, 0, 1, 3, 6];
const LEAVES_BEFORE_END = [5, 3, 1];

/** In whole minutes, as people would say it. */
function conduct(random: Random, s: Planned): Omit<Attending, keyof Person> {
  const late = random.unit() < REGISTER_LATE;
  const addedAt = late ? after(s.start, minutes(pick(random, [-12, -8, -5, 1, 4, 8]))) : null;
  const comes = random.unit() < COME ? Math.max(minutes(pick(random, COMES)), addedAt === null ? -Infinity : addedAt - s.start + minutes(2)) : null;
  const stays = random.unit() >= LEAVE_BY_THEMSELVES;
  const leaves = comes === null || stays ? null : Math.max(comes + minutes(5), minutes(s.minutes - pick(random, LEAVES_BEFORE_END)));
  const fallsOut = comes !== null && random.unit() < FALL_OUT ? comes + minutes(pick(random, [5, 7])) : null;
  return { addedAt, comes, leaves, fallsOut };
}
