import { expect, test } from "vitest";
import { after, hours, instant, minutes, type Instant } from "../../src/lib/time.ts";
import type { Letter } from "../server/post.ts";
import { linksOf } from "./figures.ts";

const NOON = instant("2027-03-01T12:00:00Z");
const due = (to: string, at: Instant = NOON) => ({ to, about: "Óptica", at });
const letter = (to: string, arrivedAt: Instant = NOON): Letter => ({
  kind: "link", about: "Óptica", to, messageId: "", arrivedAt, misdated: false, joinAddress: null, userName: null, password: null,
}); // prettier-ignore

test("a link that never came counts as late, even where one that was not due makes up the number", () => {
  expect(linksOf([letter("eva@a.example"), letter("stranger@a.example")], [due("eva@a.example"), due("leo@a.example")])).toEqual({ due: 2, sent: 2, late: 1 });
});

test("of a link that came twice the first counts", () => {
  const twice = [letter("Eva@a.example", after(NOON, hours(1))), letter("eva@a.example")];
  expect(linksOf(twice, [due("eva@a.example")])).toEqual({ due: 1, sent: 1, late: 0 });
  expect(linksOf([letter("eva@a.example", after(NOON, minutes(2)))], [due("eva@a.example")])).toEqual({ due: 1, sent: 1, late: 1 });
});
