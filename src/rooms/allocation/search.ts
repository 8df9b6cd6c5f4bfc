import { overlaps } from "../../lib/interval.ts";
import type { Board, Meter } from "./board.ts";

export type Found = { is: "found"; rooms: number[] } | { is: "exhausted" } | { is: "gave up" };

/** How many moves may be made, how many of them of generated sessions, and how many looks it may take. */
type Limits = { moves: number; generated: number; looks: number };

/** Up to here the fewest moves are found, if looks allow; beyond, it takes longer than everything else together. */
const LONGEST_CHAIN = 3;
/** After that, whatever is found first within limits that get wider. */
const WIDER: readonly Omit<Limits, "looks">[] = [
  { moves: 5, generated: 0 },
  { moves: 5, generated: 5 },
  { moves: 10, generated: 0 },
  { moves: 10, generated: 10 },
  { moves: 20, generated: 20 },
];
/** More moves than these nobody could follow. */
const WIDEST = { moves: 100, generated: 100 };

type Option = { room: number; evicted: readonly number[]; generated: number };
type Position = {
  readonly board: Board;
  readonly limits: Limits;
  readonly meter: Meter;
  /** Where the meter will stand when the looks are used up. */
  readonly until: number;
  /** For each room, the pieces that were given it in this search. */
  readonly settled: number[][];
  readonly settledIn: Map<number, number>;
  readonly homeless: Set<number>;
  moves: number;
  generated: number;
  cut: "by nothing" | "by moves" | "by generated";
};

/** The fewest moves that do it, and of those with equally many moves one that touches the fewest generated sessions. */
export function fewestMoves(board: Board, meter: Meter, looks: number): Found {
  const until = meter.looks + looks;
  for (let moves = 1; moves <= LONGEST_CHAIN; moves++) {
    for (let generated = 0; generated <= moves; generated++) {
      const { found, cut } = tryWithin(board, { moves, generated, looks: until - meter.looks }, meter);
      if (found.is !== "gave up" || meter.looks >= until) return found;
      if (cut === "by moves") break;
    }
  }
  return { is: "gave up" };
}

/** Not too many moves, the first found: the tighter limits first, each with its share of the looks. */
export function someMoves(board: Board, meter: Meter, looks: number): Found {
  for (const limits of WIDER) {
    const { found } = tryWithin(board, { ...limits, looks: looks / WIDER.length }, meter);
    if (found.is !== "gave up") return found;
  }
  return { is: "gave up" };
}

/** Any arrangement at all. */
export const anyMoves = (board: Board, meter: Meter, looks: number): Found => tryWithin(board, { ...WIDEST, looks }, meter).found;

/**
 * Puts the asked session into a room, whoever is in the way out of it, these into other rooms, and so on; goes back when
 * somebody has nowhere to go. Nobody else is touched. It is complete: in every arrangement that serves the asked session,
 * whoever is in the way of someone placed as there has moved too. So when all was tried and no limit cut anything off, there is none.
 */
function tryWithin(board: Board, limits: Limits, meter: Meter): { found: Found; cut: Position["cut"] } {
  const settled = board.rooms.map((): number[] => []);
  const position: Position = {
    board,
    limits,
    meter,
    until: meter.looks + limits.looks,
    settled,
    settledIn: new Map(),
    homeless: new Set([board.asked]),
    moves: 0,
    generated: 0,
    cut: "by nothing",
  };
  if (houseAll(position)) return { found: { is: "found", rooms: board.pieces.map((piece, n) => position.settledIn.get(n) ?? piece.home) }, cut: position.cut };
  const isComplete = position.cut === "by nothing" && meter.looks < position.until;
  return { found: { is: isComplete ? "exhausted" : "gave up" }, cut: position.cut };
}

function houseAll(position: Position): boolean {
  if (position.homeless.size === 0) return true;
  const { piece, options } = mostConstrained(position);
  for (const option of options) {
    if (position.meter.looks >= position.until) return false;
    settle(position, piece, option);
    if (houseAll(position)) return true;
    unsettle(position, piece, option);
  }
  return false;
}

function mostConstrained(position: Position): { piece: number; options: Option[] } {
  let chosen: { piece: number; options: Option[] } | null = null;
  for (const piece of position.homeless) {
    const options = optionsOf(position, piece);
    if (chosen === null || options.length < chosen.options.length) chosen = { piece, options };
    if (options.length === 0) break;
  }
  return chosen!;
}

/** Least trouble first; what is equally good stays in the order of the board. */
function optionsOf(position: Position, piece: number): Option[] {
  const { board, meter } = position;
  const options: Option[] = [];
  for (const room of roomsWorthALook(position, piece)) {
    meter.looks++;
    const time = board.pieces[piece]!.reserved;
    if (position.settled[room]!.some((other) => overlaps(board.pieces[other]!.reserved, time))) continue;
    const evicted = board.inTheWay(piece, room).filter((other) => !position.homeless.has(other) && !position.settledIn.has(other));
    const generated = evicted.reduce((count, other) => count + Number(board.pieces[other]!.generated), 0);
    if (isWithinLimits(position, evicted.length, generated)) options.push({ room, evicted, generated });
  }
  return options.toSorted((a, b) => a.evicted.length - b.evicted.length || a.generated - b.generated);
}

/** When nobody more may move, only rooms in which nobody is, or from which someone has been sent away: far fewer than all. */
function roomsWorthALook(position: Position, piece: number): readonly number[] {
  const { board } = position;
  const possible = board.possible(piece);
  if (position.moves < position.limits.moves) return possible;
  if (position.cut === "by nothing") position.cut = "by moves";
  const vacant = board.vacant(piece);
  const left = [...position.settledIn.keys(), ...position.homeless].map((other) => board.pieces[other]!.home);
  return [...vacant, ...new Set(left.filter((room) => possible.includes(room) && !vacant.includes(room)))];
}

function isWithinLimits(position: Position, evicted: number, generated: number): boolean {
  const tooMany = position.moves + evicted > position.limits.moves;
  const tooManyGenerated = position.generated + generated > position.limits.generated;
  if (tooMany && position.cut === "by nothing") position.cut = "by moves";
  if (!tooMany && tooManyGenerated) position.cut = "by generated";
  return !tooMany && !tooManyGenerated;
}

function settle(position: Position, piece: number, { room, evicted, generated }: Option): void {
  position.homeless.delete(piece);
  position.settledIn.set(piece, room);
  position.settled[room]!.push(piece);
  for (const other of evicted) position.homeless.add(other);
  position.moves += evicted.length;
  position.generated += generated;
}

function unsettle(position: Position, piece: number, { room, evicted, generated }: Option): void {
  for (const other of evicted) position.homeless.delete(other);
  position.settled[room]!.pop();
  position.settledIn.delete(piece);
  position.homeless.add(piece);
  position.moves -= evicted.length;
  position.generated -= generated;
}
