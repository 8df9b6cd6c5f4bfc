import fc from "fast-check";
import { expect, test } from "vitest";
import { iso } from "../../lib/time.ts";
import { ANA, at, HUGO, ROOM } from "../attendance.fixtures.ts";
import { sightingsIn, type Sighting, type Told } from "../seen.ts";
import { insideOf, silenceOf } from "./inside.ts";

const aSighting = (from: number | null, to: number | null, more: Partial<Sighting> = {}): Sighting => ({
  key: "k1",
  name: "iPhone",
  email: null,
  registrantId: null,
  zoomUserId: null,
  instanceId: "i1",
  waiting: false,
  joinedAt: from === null ? null : at(from),
  leftAt: to === null ? null : at(to),
  ...more,
});
const now = (...sightings: Sighting[]) => insideOf(sightings, [ANA, HUGO], ROOM, { instanceId: "i1" });
const names = (people: readonly { name: string }[]) => people.map((one) => one.name);

test("who came and has not left is in, since when, as the list names whoever is registered; guests under the name they typed", () => {
  const { people } = now(aSighting(5, null), aSighting(0, null, { key: "k2", registrantId: ANA.registrantId, name: "Ani" }), aSighting(1, 4, { key: "k3" }));
  expect(people).toEqual([
    { key: "attendee:ana", name: ANA.name, email: ANA.email, registered: true, since: iso(at(0)) },
    { key: "join:i1/k1", name: "iPhone", email: null, registered: false, since: iso(at(5)) },
  ]);
});

test("somebody on two devices is in once, until both have gone", () => {
  const first = aSighting(0, 10, { registrantId: ANA.registrantId, zoomUserId: "z1" });
  const second = aSighting(5, null, { key: "k2", zoomUserId: "z1" });
  expect(now(first, second).people).toMatchObject([{ key: "attendee:ana", since: iso(at(5)) }]);
  expect(now({ ...first, leftAt: null }, second).people).toMatchObject([{ key: "attendee:ana", since: iso(at(0)) }]);
  expect(now(first, { ...second, leftAt: at(20) }).people).toEqual([]);
});

test("the room's own user is the organizer, and no earlier run is counted", () => {
  const room = aSighting(0, null, { zoomUserId: ROOM.hostId, name: "Room 4" });
  const lost = aSighting(-60, null, { key: "k9", instanceId: "i0" });
  expect(now(room, lost)).toMatchObject({ people: [], organizers: [{ name: "Room 4" }], waiting: [] });
});

test("who waits at the door stands apart, and not any more once in, whether or not Zoom told the letting in", () => {
  const waits = aSighting(0, null, { key: "w1", waiting: true, email: HUGO.email });
  expect(now(waits)).toMatchObject({ people: [], waiting: [{ name: HUGO.name, registered: true, since: iso(at(0)) }] });
  expect(now(waits, aSighting(3, null, { email: HUGO.email }))).toMatchObject({ people: [{ name: HUGO.name }], waiting: [] });
  expect(now(waits, aSighting(3, null, { key: "w1", email: null }))).toMatchObject({ people: [{ name: "iPhone" }], waiting: [] });
  expect(names(now({ ...waits, leftAt: at(2) }).waiting)).toEqual([]);
  expect(names(now(aSighting(-9, -5, { email: HUGO.email }), waits).waiting)).toEqual([HUGO.name]);
});

test("a leaving whose coming was lost is nobody's being there", () => {
  expect(now(aSighting(null, 5)).people).toEqual([]);
});

test("while Zoom is not heard nobody is said to be away", () => {
  const silence = (instanceId: string | null, heard: number | null, refused = false) =>
    silenceOf({ instanceId }, { heardAt: heard === null ? null : at(heard), refused });
  expect([silence("i1", 1), silence("i1", null)]).toEqual([null, null]);
  expect([silence(null, null), silence(null, 1), silence("i1", 1, true)]).toEqual(["never heard", "start not told", "refused"]);
});

const anyTold = fc
  .record({
    is: fc.constantFrom<Told["is"]>("joined", "left", "waits", "waits no more"),
    minute: fc.integer({ min: 0, max: 60 }),
    key: fc.constantFrom("k1", "k2", "k3"),
    email: fc.constantFrom(null, ANA.email, "x@y.example"),
    zoomUserId: fc.constantFrom(null, "z1", ROOM.hostId),
  })
  .map(({ is, minute, key, ...who }): Told => ({ is, instanceId: "i1", at: at(minute), who: { key, name: "iPhone", registrantId: null, ...who } }));

test("doubled tellings change nothing, and nobody is in twice", () => {
  fc.assert(
    fc.property(fc.array(anyTold, { maxLength: 10 }), (told) => {
      const once = now(...sightingsIn(told));
      expect(now(...sightingsIn([...told, ...told]))).toEqual(once);
      expect(new Set(once.people.map((one) => one.key)).size).toBe(once.people.length);
      expect(once.organizers.length).toBeLessThanOrEqual(1);
    }),
  );
});
