/** `SEEDS=200` for so many, `SEEDS=17-17` to replay one; otherwise a few, since every run of the tests takes them. */
export function seeds(few: number): number[] {
  const [from, to] = (process.env["SEEDS"] ?? String(few)).split("-").map(Number) as [number, number?];
  const [first, last] = to === undefined ? [1, from] : [from, to];
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}
