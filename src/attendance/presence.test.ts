import fc from "fast-check";
import { expect, test } from "vitest";
import { total, type Interval } from "../lib/interval.ts";
import { minutes } from "../lib/time.ts";
import { ANA, anAttendance, aStay, at, HUGO, span } from "./attendance.fixtures.ts";
import { countsOf, presenceOf, type Person } from "./presence.ts";
import type { Stay } from "./stay.ts";

const personOf = (people: readonly Person[], key: string): Person => people.find((person) => person.key === key)!;
const here = (stays: readonly Stay[]) => presenceOf(anAttendance(stays)).people.filter((person) => person.attended);

test("a person is known by the registrant, whatever name and address were typed", () => {
  const { people } = presenceOf(anAttendance([aStay(0, 30, { registrantId: "r-ana", email: "hugo@uni.example", name: "Hugo Laurent" })]));
  expect(personOf(people, "attendee:ana")).toMatchObject({ name: "Ana Kowalska", attended: true, registered: true, present: minutes(30), share: 50 });
  expect(personOf(people, "attendee:hugo")).toMatchObject({ attended: false, firstJoin: null, lastLeave: null, present: 0, share: 0, stays: [] });
});

test("without a registrant the e-mail tells, in capitals or with spaces too", () => {
  const { people } = presenceOf(
    anAttendance([aStay(0, 30, { email: " Ana@Uni.Example " }), aStay(0, 60, { registrantId: "nobody's", email: "HUGO@uni.example" })]),
  );
  expect(people.map((person) => [person.key, person.present])).toEqual([
    ["attendee:ana", minutes(30)],
    ["attendee:hugo", minutes(60)],
  ]);
});

test("nobody is matched by name: who is called like an attendee is a guest, and the attendee did not come", () => {
  const { people } = presenceOf(anAttendance([aStay(0, 60, { name: "Ana Kowalska" })]));
  expect(personOf(people, "attendee:ana").attended).toBe(false);
  expect(here([aStay(0, 60, { name: "Ana Kowalska" })])).toMatchObject([{ name: "Ana Kowalska", registered: false, attendeeId: null }]);
});

test("guests of one name stay apart unless an identity is the same", () => {
  expect(here([aStay(0, 20), aStay(30, 40)])).toHaveLength(2);
  expect(here([aStay(0, 20, { zoomUserId: "z1" }), aStay(30, 40, { zoomUserId: "z1", name: "Z." })])).toMatchObject([{ present: minutes(30), name: "Zofia" }]);
  expect(here([aStay(0, 20, { email: "z@x.example" }), aStay(30, 40, { email: "Z@x.example" })])).toHaveLength(1);
  expect(
    here([aStay(0, 20, { email: "z@x.example" }), aStay(20, 30, { zoomUserId: "z1" }), aStay(30, 40, { zoomUserId: "z1", email: "z@x.example" })]),
  ).toHaveLength(1);
});

test("guests called alike who came and went together are two when Zoom's join ids differ", () => {
  const phones = [aStay(0, 60, { name: "iPhone", key: "k1" }), aStay(0, 60, { name: "iPhone", key: "k2" })];
  expect(here(phones)).toHaveLength(2);
  expect(here([...phones, ...phones])).toHaveLength(2);
});

test("two attendees with one address are never told apart by it", () => {
  const twins = [ANA, { ...HUGO, email: ANA.email }];
  const { people } = presenceOf(anAttendance([aStay(0, 60, { email: ANA.email })], { registered: twins }));
  expect(people.filter((person) => person.registered && person.attended)).toEqual([]);
  expect(people.filter((person) => !person.registered)).toHaveLength(1);
});

test("the second device of an attendee's Zoom user is the attendee's, unless two attendees share that user", () => {
  const first = aStay(0, 30, { registrantId: "r-ana", zoomUserId: "z1" });
  const second = aStay(20, 50, { zoomUserId: "z1", name: "phone" });
  expect(here([first, second])).toMatchObject([{ key: "attendee:ana", present: minutes(50), stays: [span(0, 50)] }]);
  expect(here([first, second, aStay(0, 10, { registrantId: "r-hugo", zoomUserId: "z1" })])).toHaveLength(3);
});

test("a re-join adds, two devices at once count once", () => {
  const ana = { registrantId: "r-ana" };
  expect(here([aStay(0, 10, ana), aStay(20, 30, ana)])).toMatchObject([{ present: minutes(20), stays: [span(0, 10), span(20, 30)] }]);
  expect(here([aStay(0, 30, ana), aStay(10, 20, ana)])).toMatchObject([{ present: minutes(30), firstJoin: at(0), lastLeave: at(30) }]);
});

test("waiting-room time does not count, and who never got past it did not come", () => {
  expect(here([aStay(0, 10, { registrantId: "r-ana", waitingRoom: true }), aStay(10, 60, { registrantId: "r-ana" })])).toMatchObject([
    { firstJoin: at(10), present: minutes(50) },
  ]);
  expect(here([aStay(0, 60, { registrantId: "r-ana", waitingRoom: true }), aStay(0, 60, { waitingRoom: true })])).toEqual([]);
});

test("the room's own user is the organizer, by id or by address, and counts nowhere else", () => {
  const stays = [aStay(0, 60, { zoomUserId: "z-room", name: "Room 4" }), aStay(5, 20, { email: "ROOM4@uni.example" }), aStay(10, 30)];
  const { people, organizers, peak, counts } = presenceOf(anAttendance(stays));
  expect(organizers).toMatchObject([{ key: "organizer", name: "Room 4", present: minutes(60) }]);
  expect(people.filter((person) => person.attended)).toHaveLength(1);
  expect({ peak, counts }).toEqual({
    peak: 1,
    counts: [
      { at: at(10), count: 1 },
      { at: at(30), count: 0 },
    ],
  });
});

test("minutes are counted within the real meeting, the share within the planned session", () => {
  const early = presenceOf(anAttendance([aStay(-20, 50, { registrantId: "r-ana" })], { real: [span(-10, 50)] }));
  expect(personOf(early.people, "attendee:ana")).toMatchObject({ present: minutes(60), share: 100, firstJoin: at(-10), lastLeave: at(50) });
  const late = presenceOf(anAttendance([aStay(30, 45, { registrantId: "r-ana" })], { real: [span(30, 75)] }));
  expect(personOf(late.people, "attendee:ana")).toMatchObject({ present: minutes(15), share: 50 });
});

test("the pause between two instances is nobody's absence", () => {
  const stays = [aStay(0, 20, { registrantId: "r-ana" }), aStay(30, 60, { registrantId: "r-ana", instance: "i2" })];
  expect(personOf(presenceOf(anAttendance(stays, { real: [span(0, 20), span(30, 60)] })).people, "attendee:ana")).toMatchObject({
    present: minutes(50),
    share: 100,
  });
});

test("who never left, as far as Zoom tells, left when the meeting ended", () => {
  expect(here([aStay(40, null)])).toMatchObject([{ present: minutes(20), lastLeave: at(60) }]);
});

test("a row that Zoom has not processed shows that the person came, and counts no time", () => {
  expect(here([aStay(40, 40, { registrantId: "r-ana", processed: false })])).toMatchObject([{ attended: true, firstJoin: at(40), present: 0 }]);
});

test("a meeting nobody came to has attendees who did not come, and a flat picture", () => {
  expect(presenceOf(anAttendance([], { real: [] }))).toMatchObject({
    people: [{ attended: false, share: 0 }, { attended: false }],
    organizers: [],
    counts: [],
    peak: 0,
    real: [],
  });
});

test("when nobody knows when the meeting ran, the stays tell", () => {
  expect(presenceOf(anAttendance([aStay(10, 40, { registrantId: "r-ana" })], { real: [] })).people[0]).toMatchObject({ present: minutes(30), share: 100 });
});

test("the picture has who came in order of arrival, then who did not by name, whatever the order of the list", () => {
  const keys = (registered: (typeof ANA)[]) =>
    presenceOf(anAttendance([aStay(20, 30), aStay(10, 30, { email: "x@y.example" })], { registered })).people.map((person) => person.key.slice(0, 7));
  expect(keys([ANA, HUGO])).toEqual(["email:x", "stay:i1", "attende", "attende"]);
  const names = (registered: (typeof ANA)[]) => presenceOf(anAttendance([], { registered })).people.map((person) => person.name);
  expect(names([HUGO, ANA])).toEqual([ANA.name, HUGO.name]);
});

test("one who leaves as another comes changes nothing in the number", () => {
  expect(countsOf([span(0, 10), span(10, 20), span(5, 15)])).toEqual([
    { at: at(0), count: 1 },
    { at: at(5), count: 2 },
    { at: at(15), count: 1 },
    { at: at(20), count: 0 },
  ]);
});

const aMark = (...marks: string[]) => fc.constantFrom(null, null, ...marks);
const anyStay = fc
  .record({
    // So few moments that people come and go together.
    from: fc.integer({ min: -3, max: 9 }).map((tens) => 10 * tens),
    length: fc.option(fc.integer({ min: 0, max: 6 }).map((tens) => 10 * tens)),
    name: fc.constantFrom("Ana Kowalska", "iPhone", ""),
    email: aMark("ana@uni.example", "HUGO@uni.example", "room4@uni.example", "x@y.example"),
    registrantId: aMark("r-ana", "r-hugo", "r-unknown"),
    zoomUserId: aMark("z-room", "z1", "z2"),
    waitingRoom: fc.boolean(),
    processed: fc.boolean(),
    instance: fc.constantFrom("i1", "i2"),
    key: aMark("k1", "k2", "k3"),
  })
  .map(({ from, length, ...more }) => aStay(from, length === null ? null : from + length, more));
const anyStays = fc.array(anyStay, { maxLength: 12 });
const anyReal = fc.constantFrom([], [span(0, 60)], [span(-10, 25), span(30, 70)], [span(70, 80)]);
const everyone = (stays: readonly Stay[], real: readonly Interval[]) => {
  const presence = presenceOf(anAttendance(stays, { real }));
  return { presence, all: [...presence.people, ...presence.organizers] };
};

test("nobody is present longer than the meeting, nor for more or less than what the picture shows", () => {
  fc.assert(
    fc.property(anyStays, anyReal, (stays, real) => {
      const { presence, all } = everyone(stays, real);
      for (const person of all) {
        expect(person.present).toBeLessThanOrEqual(total(presence.real));
        expect(person.present).toBe(total(person.stays));
        expect(person.share).toBeGreaterThanOrEqual(0);
        expect(person.share).toBeLessThanOrEqual(100);
        for (let i = 1; i < person.stays.length; i++) expect(person.stays[i - 1]!.end).toBeLessThan(person.stays[i]!.start);
        if (person.attended) expect(person.firstJoin!).toBeLessThanOrEqual(person.lastLeave!);
      }
    }),
  );
});

test("two of whom nothing is known, who came at the same moment, are told apart alike in whatever order Zoom lists them", () => {
  const phones = [aStay(0, 30, { name: "iPhone" }), aStay(0, 50, { name: "iPhone" })];
  const told = (stays: Stay[]) => here(stays).map((person) => [person.key, person.present]);
  expect(told(phones)).toHaveLength(2);
  expect(told(phones.toReversed())).toEqual(told(phones));
});

test("the order of rows and rows told twice change nothing", () => {
  fc.assert(
    fc.property(
      anyStays.chain((stays) => fc.tuple(fc.constant(stays), fc.shuffledSubarray([...stays, ...stays], { minLength: stays.length * 2 }))),
      anyReal,
      ([stays, again], real) => {
        expect(everyone(again, real)).toEqual(everyone(stays, real));
      },
    ),
  );
});

test("everybody is somebody: each row past the waiting room is one person's, and keys are unique", () => {
  fc.assert(
    fc.property(anyStays, (stays) => {
      const { all } = everyone(stays, [span(-100, 300)]);
      expect(new Set(all.map((person) => person.key)).size).toBe(all.length);
      for (const stay of stays.filter((s) => !s.waitingRoom && s.end !== null && s.end > s.start)) {
        expect(all.some((person) => person.stays.some((part) => part.start <= stay.start && stay.end! <= part.end))).toBe(true);
      }
      const attended = all.filter((person) => person.attended).length;
      expect(attended).toBeLessThanOrEqual(stays.filter((stay) => !stay.waitingRoom).length);
    }),
  );
});

test("two devices never count more than from the first join to the last leave, nor less than the longer of them", () => {
  fc.assert(
    fc.property(anyStay, anyStay, (a, b) => {
      const [one, two] = [a, b].map((stay) => ({ ...stay, registrantId: "r-ana", email: null, zoomUserId: null, waitingRoom: false }));
      const present = (stays: Stay[]) => personOf(everyone(stays, [span(-40, 200)]).presence.people, "attendee:ana");
      const both = present([one!, two!]);
      expect(both.present).toBeLessThanOrEqual(both.lastLeave! - both.firstJoin!);
      expect(both.present).toBeGreaterThanOrEqual(Math.max(present([one!]).present, present([two!]).present));
      expect(both.present).toBeLessThanOrEqual(present([one!]).present + present([two!]).present);
    }),
  );
});

test("the area under the number present is everybody's time together, and it ends at nobody", () => {
  fc.assert(
    fc.property(anyStays, anyReal, (stays, real) => {
      const { presence } = everyone(stays, real);
      const { counts } = presence;
      const area = counts.slice(1).reduce((sum, next, i) => sum + counts[i]!.count * (next.at - counts[i]!.at), 0);
      expect(area).toBe(presence.people.reduce((sum, person) => sum + person.present, 0));
      expect(counts.at(-1)?.count ?? 0).toBe(0);
      expect(presence.peak).toBeLessThanOrEqual(presence.people.length);
    }),
  );
});

test("without an e-mail or an id of the room nobody is taken for the organizer", () => {
  const stays = [aStay(0, 60, { zoomUserId: null, email: null })];
  expect(presenceOf(anAttendance(stays, { host: { hostId: null, hostEmail: null } })).organizers).toEqual([]);
});
