import { parseArgs } from "node:util";
import { overlaps } from "../src/lib/interval.ts";
import { seededRandom } from "../src/lib/random.ts";
import { allocate, firstFit, fits, type Need, type Placed, type RoomForAllocation } from "../src/rooms/allocate.ts";
import { relaxed } from "./allocate-quality/bound.ts";
import { alike, askedIn, different } from "./allocate-quality/week.ts";
import { tell } from "./result.ts";
import { quantile } from "./webhook-load.ts";

/**
 * How many are turned away who could have been served: realistic weeks, asked for in no order, by Bedel, by plain first fit, and by what no arrangement can do better. With
 * rooms alike Bedel must refuse nobody whom an arrangement could serve; with rooms that differ that can't be known, so it is measured how far it
 * comes from first fit towards a bound that nobody reaches.
 */
const LEAST = { way: 0.8 };
const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    json: { type: "boolean" },
    rooms: { type: "string", default: "25,50,100,200" },
    weeks: { type: "string", default: "4" },
    seed: { type: "string", default: "1" },
  },
});

type Way = (placed: Placed[], need: Need, id: string) => boolean;

const put = (placed: Placed[], need: Need, sessionId: string, roomId: string): true => {
  placed.push({ sessionId, roomId, reserved: need.reserved, need, movable: true, generated: false });
  return true;
};

const byFirstFit =
  (rooms: readonly RoomForAllocation[]): Way =>
  (placed, need, id) => {
    const room = firstFit(rooms, placed, need);
    return room !== null && put(placed, need, id, room.id);
  };

const byBedel =
  (rooms: readonly RoomForAllocation[], took: number[], moves: { moved: number }): Way =>
  (placed, need, id) => {
    const begun = performance.now();
    const verdict = allocate(rooms, placed, need);
    took.push(performance.now() - begun);
    if (verdict.is === "none") return false;
    if (verdict.is === "rearranged") for (const { sessionId, to } of verdict.moves) move(placed, sessionId, to);
    moves.moved += verdict.is === "rearranged" ? verdict.moves.length : 0;
    return put(placed, need, id, verdict.roomId);
  };

function move(placed: Placed[], sessionId: string, to: string): void {
  const at = placed.findIndex((one) => one.sessionId === sessionId);
  placed[at] = { ...placed[at]!, roomId: to };
}

/** Whether what came out is one that could be lived: nobody in a room that is too small, and no room twice at once. */
function isSound(rooms: readonly RoomForAllocation[], placed: readonly Placed[]): boolean {
  const byRoom = Map.groupBy(placed, ({ roomId }) => roomId);
  return rooms.every((room) => {
    const its = (byRoom.get(room.id) ?? []).toSorted((a, b) => a.reserved.start - b.reserved.start);
    return its.every((one, n) => fits(room, one.need) && (n === 0 || !overlaps(its[n - 1]!.reserved, one.reserved)));
  });
}

type Counted = { asked: number; firstFit: number; bedel: number; bound: number; moved: number; sound: boolean; p50: number; p99: number };

function lived(many: number, differ: boolean): Counted {
  const random = seededRandom(Number(values.seed) * 1000 + many + (differ ? 1 : 0));
  const rooms = differ ? different(many) : alike(many);
  const [took, moves] = [[] as number[], { moved: 0 }];
  const counted = { asked: 0, firstFit: 0, bedel: 0, bound: 0, sound: true };
  for (let week = 0; week < Number(values.weeks); week += 1) {
    for (const day of askedIn(many, random, differ)) {
      const refusedBy = (way: Way): number => {
        const placed: Placed[] = [];
        const refused = day.filter((need, n) => !way(placed, need, `session ${n}`)).length;
        counted.sound &&= isSound(rooms, placed);
        return refused;
      };
      const isLetIn = relaxed(rooms);
      counted.asked += day.length;
      counted.firstFit += refusedBy(byFirstFit(rooms));
      counted.bedel += refusedBy(byBedel(rooms, took, moves));
      counted.bound += day.filter((need) => !isLetIn(need)).length;
    }
  }
  const sorted = took.toSorted((a, b) => a - b);
  return { ...counted, ...moves, p50: hundredths(quantile(sorted, 0.5)), p99: hundredths(quantile(sorted, 0.99)) };
}

const hundredths = (figure: number): number => Math.round(figure * 100) / 100;
const thousandths = (figure: number): number => Math.round(figure * 1000) / 1000;
/** How much of the way from the refusals of first fit to the bound; all of it where there is no way to go. */
const wayOf = ({ firstFit, bedel, bound }: Counted): number => (firstFit === bound ? 1 : thousandths((firstFit - bedel) / (firstFit - bound)));

const sizes = values.rooms.split(",").map(Number);
const runs = sizes.map((rooms) => ({ rooms, alike: lived(rooms, false), different: lived(rooms, true) }));
const missed = runs.flatMap(({ rooms, alike, different }) => [
  ...(alike.bedel === alike.bound ? [] : [`${rooms} rooms alike: ${alike.bedel} refused instead of ${alike.bound}`]),
  ...(alike.firstFit > alike.bound ? [] : [`${rooms} rooms alike: nothing was at stake`]),
  ...(wayOf(different) >= LEAST.way ? [] : [`${rooms} rooms that differ: the way`]),
  ...(alike.sound && different.sound ? [] : [`${rooms} rooms: an arrangement that can't be lived`]),
]);
const figures = {
  weeks: Number(values.weeks),
  seed: Number(values.seed),
  least: LEAST,
  rooms: runs.map(({ rooms, alike, different }) => ({
    rooms,
    alike: { ...alike, fewerThanFirstFit: thousandths(1 - alike.bedel / alike.firstFit) },
    different: { ...different, fewerThanFirstFit: thousandths(1 - different.bedel / different.firstFit), way: wayOf(different) },
  })),
};
const peer = {
  what: "plain first fit, refused",
  alike: Object.fromEntries(runs.map((run) => [run.rooms, run.alike.firstFit])),
  different: Object.fromEntries(runs.map((run) => [run.rooms, run.different.firstFit])),
};
const ratio = { way: Math.min(...runs.map(({ different }) => wayOf(different))), fewerThanFirstFit: thousandths(1 - sumOf("bedel") / sumOf("firstFit")) };
/** How many times as long the slowest in a hundred take with the most rooms as with the fewest. */
const growth = { alike: hundredths(runs.at(-1)!.alike.p99 / runs[0]!.alike.p99), different: hundredths(runs.at(-1)!.different.p99 / runs[0]!.different.p99) };
tell({ name: "allocate-quality", figures, peer, ratio, growth, missed });

function sumOf(which: "bedel" | "firstFit"): number {
  return runs.reduce((sum, { alike }) => sum + alike[which], 0);
}
