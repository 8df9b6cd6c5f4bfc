import { expect, test } from "vitest";
import { after, days, instant } from "../../lib/time.ts";
import { expiryFrom, standingOf } from "./invitation.ts";
import { judgeLines, MOST_INVITED } from "./lines.ts";

const SENT = instant("2027-03-01T12:00:00Z");
const open = { acceptedAt: null, revokedAt: null, expiresAt: expiryFrom(SENT) };
const nobody = { members: new Set<string>(), invited: new Set<string>() };

test("an invitation holds for a fortnight, unless it is used or taken back before", () => {
  expect(standingOf(open, after(SENT, days(14) - 1))).toBe("open");
  expect(standingOf(open, after(SENT, days(14)))).toBe("expired");
  expect(standingOf({ ...open, revokedAt: SENT }, SENT)).toBe("revoked");
  expect(standingOf({ ...open, acceptedAt: SENT }, after(SENT, days(20)))).toBe("used");
});

test("each line is told by its number, good ones and bad ones in their order", () => {
  const known = { members: new Set(["ana@uni.example"]), invited: new Set(["jan@uni.example"]) };
  expect(judgeLines("Ana <Ana@uni.example>\nno address\njan@uni.example\n\nEva <eva@uni.example>\neva@uni.example", known)).toEqual([
    { line: 1, name: "Ana", email: "ana@uni.example", because: "already_member" },
    { line: 2, name: "", email: "no address", because: "line_without_email" },
    { line: 3, name: "Jan", email: "jan@uni.example", because: "already_invited" },
    { line: 5, name: "Eva", email: "eva@uni.example", because: null },
  ]);
});

test("more than anybody invites at once is refused as a whole", () => {
  const lines = (many: number): string => Array.from({ length: many }, (_, i) => `p${i}@uni.example`).join("\n");
  expect(judgeLines(lines(MOST_INVITED), nobody)).toHaveLength(MOST_INVITED);
  expect(judgeLines(lines(MOST_INVITED + 1), nobody)).toBeNull();
});
