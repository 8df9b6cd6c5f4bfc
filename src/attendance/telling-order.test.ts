import fc from "fast-check";
import { expect, test } from "vitest";
import { minutes } from "../lib/time.ts";
import { ANA, anAttendance, aStay, at, span } from "./attendance.fixtures.ts";
import type { Reading } from "./readings.ts";
import { reportOf, type Report } from "./report.ts";
import { sightingsIn, staysSeen, type Told } from "./seen.ts";
import type { Stay } from "./stay.ts";

type Join = { key: string; from: number; length: number; email: string | null; registrantId: string | null; zoomUserId: string | null };

/** What really happened: joins, each with an id of its own; some of them one person's. */
const anyJoins = fc
  .array(
    fc.record({
      from: fc.integer({ min: -5, max: 60 }),
      length: fc.integer({ min: 0, max: 70 }),
      email: fc.constantFrom(null, ANA.email, "x@y.example"),
      registrantId: fc.constantFrom(null, "r-ana", "r-hugo"),
      zoomUserId: fc.constantFrom(null, "z1", "z-room"),
    }),
    { maxLength: 8 },
  )
  .map((joins) => joins.map((join, i): Join => ({ key: `k${i}`, ...join })));

const toldOf = ({ key, from, length, email, registrantId, zoomUserId }: Join): Told[] => {
  const who = { key, name: `Person ${key}`, email, registrantId, zoomUserId };
  return [
    { is: "joined", instanceId: "i1", who, at: at(from) },
    { is: "left", instanceId: "i1", who: { ...who, email: null }, at: at(from + length) }, // of who leaves Zoom tells less
  ];
};

const rowOf = ({ key: _, from, length, ...who }: Join): Stay => aStay(from, from + length, { ...who, name: "as Zoom lists it" });

const reported = (rows: readonly Stay[], told: readonly Told[]): Report => {
  const reading: Reading = { at: at(200), stays: rows, known: ["i1"], read: ["i1"] };
  const seen = staysSeen(sightingsIn(told));
  return reportOf({ ...anAttendance([]), planned: span(0, 60), real: [span(-5, 65)], reading, seen, verdict: { is: "final" }, readAt: [at(200)] });
};

/** All of it, some of it twice, in any order. */
const disordered = (told: readonly Told[]) =>
  fc.tuple(fc.shuffledSubarray([...told], { minLength: told.length }), fc.subarray([...told])).map(([all, again]) => [...again.toReversed(), ...all]);

test("a report that rests on webhooks is the same in whatever order and however often they came", () => {
  const any = anyJoins.chain((joins) => fc.tuple(fc.constant(joins.flatMap(toldOf)), disordered(joins.flatMap(toldOf))));
  fc.assert(
    fc.property(any, ([told, chaos]) => {
      expect(reported([], chaos)).toEqual(reported([], told));
    }),
  );
});

test("once Zoom's report is in, webhooks that are lost, late or doubled change nothing in it", () => {
  const any = anyJoins
    .filter((joins) => joins.length > 0)
    .chain((joins) =>
      fc.tuple(
        fc.constant(joins),
        disordered(joins.flatMap(toldOf)),
        fc.subarray(joins.flatMap(toldOf)),
        fc.shuffledSubarray(joins.map(rowOf), { minLength: joins.length }),
      ),
    );
  fc.assert(
    fc.property(any, ([joins, chaos, some, rows]) => {
      const truth = reported(joins.map(rowOf), []);
      expect(reported(rows, chaos)).toEqual(truth);
      expect(reported(rows, some)).toEqual(truth);
    }),
  );
});

test("webhooks and Zoom's report of the same tell the same time for everybody, the registered by name", () => {
  fc.assert(
    fc.property(anyJoins, (joins) => {
      const [told, listed] = [reported([], joins.flatMap(toldOf)), reported(joins.map(rowOf), [])];
      const times = (report: Report) => report.rows.filter((row) => row.registered).map((row) => [row.key, row.attended, row.present, row.share]);
      expect(times(told).toSorted()).toEqual(times(listed).toSorted());
      for (const row of [...told.rows, ...listed.rows]) {
        expect(row.present).toBeLessThanOrEqual(minutes(70));
        expect(row.share).toBeLessThanOrEqual(100);
      }
    }),
  );
});
