import { type Instant } from "../src/lib/time.ts";
import type { Planned } from "./account.ts";
import { act } from "./live/acts.ts";
import { now, type World } from "./world.ts";

const pending = (world: World): Planned[] => [...world.planned.all()].filter((planned) => planned.doneAt === null);

/** The next thing that somebody planned to do, or null. Kept beside the world, since every request asks. */
const next = new WeakMap<World, { size: number; first: Planned | null }>();

export function nextPlanned(world: World): Planned | null {
  const known = next.get(world);
  if (known !== undefined && known.size === world.planned.size() && (known.first === null || known.first.doneAt === null)) return known.first;
  const first = pending(world).reduce<Planned | null>(
    (best, one) => (best === null || one.at < best.at || (one.at === best.at && one.id < best.id) ? one : best),
    null,
  );
  next.set(world, { size: world.planned.size(), first });
  return first;
}

/**
 * Brings the world to the present: whoever planned to do something by now has done it, each at their own time and in order,
 * even if nobody looked then.
 */
export function settle(world: World): void {
  const present = now(world);
  for (let planned = nextPlanned(world); planned !== null && planned.at <= present; planned = nextPlanned(world)) carryOut(world, planned);
  world.at = Math.max(present, world.at) as Instant;
}

function carryOut(world: World, planned: Planned): void {
  world.store.atomically(() => {
    world.at = Math.max(world.at, planned.at) as Instant;
    const outcome = act(world, planned.do, planned.with);
    world.planned.put(planned.id, { ...planned, outcome, doneAt: world.at });
    next.delete(world);
    if (planned.do.startsWith("visit") || planned.with["visitor"] === true) world.planned.drop(planned.id);
  });
}
