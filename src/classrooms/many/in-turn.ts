/** So many rows are read, or classrooms asked for, at once: each is a connection to somebody else's database. */
const AT_ONCE = 4;

/** A few at a time, in their order. */
export async function inTurn<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let i = 0; i < all.length; i += AT_ONCE) results.push(...(await Promise.all(all.slice(i, i + AT_ONCE).map(work))));
  return results;
}
