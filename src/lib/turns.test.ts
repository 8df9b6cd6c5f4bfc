import { expect, test } from "vitest";
import { turns } from "./turns.ts";

test("so many at once, each in turn, whatever becomes of those before", async () => {
  const turn = turns(2);
  const [begun, ends]: [number[], (() => void)[]] = [[], []];
  const works = [0, 1, 2, 3].map((n) =>
    turn(() => {
      begun.push(n);
      return new Promise<number>((resolve, reject) => ends.push(() => (n === 0 ? reject(new Error("it threw")) : resolve(n))));
    }),
  );
  const done = Promise.allSettled(works);
  expect(begun).toEqual([0, 1]);
  ends[0]!();
  await expect(works[0]).rejects.toThrow("it threw");
  expect(begun).toEqual([0, 1, 2]);
  ends[1]!();
  await works[1];
  expect(begun).toEqual([0, 1, 2, 3]);
  ends[2]!();
  ends[3]!();
  expect((await done).map(({ status }) => status)).toEqual(["rejected", "fulfilled", "fulfilled", "fulfilled"]);
  expect(await turn(() => Promise.resolve("free again"))).toBe("free again");
});
