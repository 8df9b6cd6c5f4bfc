/** Where the keyboard is: a row and a cell in it. Cell -1 is the row's name; a row without blocks has only that. */
export type Cell = { row: number; cell: number };
type Spot = { x: number; width: number };
/** For each row its blocks in order of time. */
export type Grid = readonly (readonly Spot[])[];

const PAGE = 10;

/** Where a key leads, or null when it means nothing in the grid. Never leaves the grid. */
export function cellAfter(key: string, ctrl: boolean, from: Cell, grid: Grid): Cell | null {
  const last = grid.length - 1;
  if (last < 0) return null;
  switch (key) {
    case "ArrowRight":
      return withinRow(from, from.cell + 1, grid);
    case "ArrowLeft":
      return withinRow(from, from.cell - 1, grid);
    case "ArrowDown":
      return nearest(from, Math.min(last, from.row + 1), grid);
    case "ArrowUp":
      return nearest(from, Math.max(0, from.row - 1), grid);
    case "PageDown":
      return nearest(from, Math.min(last, from.row + PAGE), grid);
    case "PageUp":
      return nearest(from, Math.max(0, from.row - PAGE), grid);
    case "Home":
      return ctrl ? { row: 0, cell: -1 } : { row: from.row, cell: -1 };
    case "End":
      return ctrl ? withinRow({ row: last, cell: -1 }, Infinity, grid) : withinRow(from, Infinity, grid);
    default:
      return null;
  }
}

const withinRow = (from: Cell, cell: number, grid: Grid): Cell => ({ row: from.row, cell: Math.max(-1, Math.min(cell, (grid[from.row]?.length ?? 0) - 1)) });

/** The block of another row that lies closest in time, so that going down and up follows an hour. */
function nearest(from: Cell, row: number, grid: Grid): Cell {
  const here = grid[from.row]?.[from.cell];
  const there = grid[row] ?? [];
  if (here === undefined || there.length === 0) return { row, cell: -1 };
  const middle = here.x + here.width / 2;
  const distances = there.map((spot) => Math.abs(spot.x + spot.width / 2 - middle));
  return { row, cell: distances.indexOf(Math.min(...distances)) };
}
