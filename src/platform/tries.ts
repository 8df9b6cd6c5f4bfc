import { networkOf } from "../lib/network.ts";
import { minutes, type Duration } from "../lib/time.ts";

const WINDOW: Duration = minutes(1);
const MOST = 60;
const MOST_ADDRESSES = 10_000;

/** How often one network may ask for links that nobody has. Links can't be guessed; this keeps guessing from costing much. */
export function countTries(machine: () => number): (address: string) => boolean {
  let since = machine();
  const tries = new Map<string, number>();
  return (ip) => {
    const address = networkOf(ip);
    if (machine() - since > WINDOW || tries.size > MOST_ADDRESSES) {
      since = machine();
      tries.clear();
    }
    const count = (tries.get(address) ?? 0) + 1;
    tries.set(address, count);
    return count <= MOST;
  };
}
