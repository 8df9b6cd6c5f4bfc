import { expect, test } from "vitest";
import { gathering, gatherings } from "./gathering.ts";

/** Work that goes on until it is let go. */
function held() {
  const groups: number[][] = [];
  const ends: (() => void)[] = [];
  const work = async (together: readonly number[]): Promise<readonly number[]> => {
    groups.push([...together]);
    await new Promise<void>((end) => ends.push(end));
    if (together.includes(13)) throw new Error("unlucky");
    return together.map((n) => n * 10);
  };
  const next = async (): Promise<void> => {
    ends.shift()!();
    for (let turn = 0; turn < 6; turn += 1) await Promise.resolve();
  };
  return { groups, work, next };
}

test("who comes alone is answered alone; who come meanwhile are answered together, in their order, and each with their own answer", async () => {
  const { groups, work, next } = held();
  const ask = gathering(3, work);
  const answers = [1, 2, 3, 4, 5].map((n) => ask(n));
  expect(groups).toEqual([[1]]);
  await next();
  expect(groups).toEqual([[1], [2, 3, 4]]);
  await next();
  expect(groups).toEqual([[1], [2, 3, 4], [5]]);
  await next();
  expect(await Promise.all(answers)).toEqual([10, 20, 30, 40, 50]);
});

test("where the work throws, those of that group are told, and nobody else is held up", async () => {
  const { work, next } = held();
  const ask = gathering(2, work);
  const settled = Promise.allSettled([1, 12, 13, 14].map((n) => ask(n)));
  for (let group = 0; group < 3; group += 1) await next();
  expect((await settled).map((one) => (one.status === "fulfilled" ? one.value : String(one.reason)))).toEqual([10, "Error: unlucky", "Error: unlucky", 140]);
});

test("after a pause it begins anew", async () => {
  const { groups, work, next } = held();
  const ask = gathering(2, work);
  const first = ask(1);
  await next();
  await first;
  const second = ask(2);
  expect(groups).toEqual([[1], [2]]);
  await next();
  expect(await second).toBe(20);
});

test("those of another owner or key are not taken along", async () => {
  const { groups, work } = held();
  const of = gatherings<number, number>(9);
  const [one, other] = [{}, {}];
  for (const [owner, key, n] of [[one, "a", 1], [one, "a", 2], [one, "b", 3], [other, "a", 4]] as const) void of(owner, key, work)(n); // prettier-ignore
  expect(groups).toEqual([[1], [3], [4]]);
});
