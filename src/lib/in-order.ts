/** What came in any order, in the order of `names`; what none of them names is left out. A database gives rows that it changed in whatever order it found them. */
export function inOrderOf<T>(names: readonly string[], things: readonly T[], nameOf: (thing: T) => string): T[] {
  const named = new Map(things.map((thing) => [nameOf(thing), thing]));
  return names.flatMap((name) => (named.has(name) ? [named.get(name)!] : []));
}
