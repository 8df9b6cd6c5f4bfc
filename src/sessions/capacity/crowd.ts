/** More people than the host's licence lets in: who comes last finds the meeting full. */
export type Crowd = { capacity: number; people: number; because: "registered" | "expected" };

/** Null: there is room for all, or nobody knows for how many (`capacity` null). Those registered count for more than those expected. */
export function crowdOf({ capacity, expected, registered }: { capacity: number | null; expected: number | null; registered: number }): Crowd | null {
  if (capacity === null) return null;
  if (registered > capacity) return { capacity, people: registered, because: "registered" };
  return (expected ?? 0) > capacity ? { capacity, people: expected ?? 0, because: "expected" } : null;
}

type Capacities = { meetingCapacity: number; webinarCapacity: number };

/** What Zoom has not told is no capacity. */
export function capacityFor(kind: "meeting" | "webinar", of: Capacities | null): number | null {
  const capacity = of === null ? 0 : kind === "meeting" ? of.meetingCapacity : of.webinarCapacity;
  return capacity > 0 ? capacity : null;
}
