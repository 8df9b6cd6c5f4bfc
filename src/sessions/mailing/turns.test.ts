import { expect, test } from "vitest";
import type { DeliveryTaken } from "../../platform/deliveries.ts";
import { domainOf, nextBatch, takeTurns, type Turns, type UnderWay } from "./turns.ts";

const AT_ONCE = 8;
const mailTo = (email: string): DeliveryTaken => ({ to: { email } }) as DeliveryTaken;
const many = (domain: string, n: number): DeliveryTaken[] => Array.from({ length: n }, (_, i) => mailTo(`p${i}@${domain}`));

/** Begins what may begin at this moment. */
function begin(turns: Turns, underWay: UnderWay[], now: number): string[] {
  const begun: string[] = [];
  while (underWay.length < AT_ONCE) {
    const mail = turns.next(underWay, now);
    if (mail === null) break;
    const domain = domainOf(mail.to.email);
    begun.push(domain);
    underWay.push({ domain, since: now });
  }
  return begun;
}

test("one domain never takes the last two connections, so another's mail begins at once", () => {
  const turns = takeTurns(AT_ONCE);
  const underWay: UnderWay[] = [];
  turns.add(many("hangs.example", 400));
  expect(begin(turns, underWay, 0)).toHaveLength(AT_ONCE - 2);
  turns.add(many("well.example", 3));
  expect(begin(turns, underWay, 10)).toEqual(["well.example", "well.example"]);
});

test("a domain that hangs keeps one connection, and those that are well share the others", () => {
  const turns = takeTurns(AT_ONCE);
  turns.add([...many("hangs.example", 400), ...many("well.example", 400)]);
  const hanging = begin(turns, [], 0).filter((domain) => domain === "hangs.example").length;
  expect(hanging).toBe(AT_ONCE / 2);
  const underWay = [{ domain: "hangs.example", since: 0 }];
  expect(new Set(begin(turns, underWay, 5000))).toEqual(new Set(["well.example"]));
});

test("what waits for a domain that hangs takes no place of others, and is left in the database when there is enough of it", () => {
  const turns = takeTurns(AT_ONCE);
  turns.add([...many("hangs.example", 100), ...many("well.example", 5)]);
  expect([turns.waiting(), turns.full()]).toEqual([105, []]);
  turns.took("hangs.example", 20_000);
  expect([turns.waiting(), turns.full(), turns.all()]).toEqual([5, ["hangs.example"], 105]);
  turns.took("hangs.example", 20);
  expect(turns.full()).toEqual([]);
});

test("however slow some are, every mail gets its turn", () => {
  const turns = takeTurns(AT_ONCE);
  turns.add(["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"].flatMap((one) => many(`${one}.example`, 7)));
  for (const slow of ["a", "b", "c", "d", "e", "f"]) turns.took(`${slow}.example`, 9000);
  let begun = 0;
  for (let at = 0; turns.all() > 0; at += 1) begun += begin(turns, [], at).length;
  expect(begun).toBe(70);
});

test("as many are taken as go out in a second or so, but neither few nor very many", () => {
  expect([nextBatch(60, 200), nextBatch(240, 1500), nextBatch(60, 9000), nextBatch(480, 100)]).toEqual([120, 120, 60, 480]);
});
