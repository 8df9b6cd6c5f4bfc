import { expect, test } from "vitest";
import { instant } from "../../lib/time.ts";
import { piecesFor } from "./pieces.ts";

const at = (from: string, to: string) => ({ start: instant(`2027-03-04T${from}:00Z`), end: instant(`2027-03-04T${to}:00Z`) });
const other = (memberId: string, from: string, to: string) => ({ memberId, piece: 0, during: at(from, to) });

test("each host's time is taken whole, and what was before it in the pieces that lie outside", () => {
  const { pieces, isWhole } = piecesFor(["a", "b"], at("10:00", "11:00"), at("10:30", "11:30"), []);
  expect(isWhole).toBe(true);
  expect(pieces.filter(({ memberId }) => memberId === "b")).toEqual([other("b", "10:00", "11:00"), { ...other("b", "11:00", "11:30"), piece: 1 }]);
});

test("what others have is left to them: of the host whose time it is, and of nobody else", () => {
  const { pieces, isWhole } = piecesFor(["a", "b"], at("10:00", "11:00"), null, [other("b", "10:20", "10:40"), other("c", "10:00", "11:00")]);
  expect(isWhole).toBe(false);
  expect(pieces.map(({ memberId, piece, during }) => [memberId, piece, during])).toEqual([
    ["a", 0, at("10:00", "11:00")],
    ["b", 0, at("10:00", "10:20")],
    ["b", 1, at("10:40", "11:00")],
  ]);
  expect(piecesFor(["b"], at("10:00", "11:00"), at("09:00", "10:00"), [other("b", "10:00", "11:00")]).pieces).toEqual([
    { ...other("b", "09:00", "10:00"), piece: 1 },
  ]);
  expect(piecesFor(["b"], at("10:00", "11:00"), at("09:00", "10:00"), [other("b", "09:00", "10:00")]).isWhole).toBe(true);
});
