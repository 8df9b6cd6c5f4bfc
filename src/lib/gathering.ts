type Waiting<A, R> = { one: A; answer(r: R): void; fail(error: unknown): void };

/**
 * Whoever asks while the work for those before goes on is taken along with all who came meanwhile, at most so many, in the order in which they came; who comes
 * alone waits for nobody. `work` answers each of them, in their order; where it throws, all of them are told.
 */
export function gathering<A, R>(most: number, work: (together: readonly A[]) => Promise<readonly R[]>): (one: A) => Promise<R> {
  const waiting: Waiting<A, R>[] = [];
  let working = false;
  const goOn = async (): Promise<void> => {
    working = true;
    while (waiting.length > 0) {
      const those = waiting.splice(0, most);
      try {
        const answers = await work(those.map(({ one }) => one));
        for (const [n, { answer }] of those.entries()) answer(answers[n]!);
      } catch (error) {
        for (const { fail } of those) fail(error);
      }
    }
    working = false;
  };
  return (one) =>
    new Promise((answer, fail) => {
      waiting.push({ one, answer, fail });
      if (!working) void goOn();
    });
}

type Gathering<A, R> = (one: A) => Promise<R>;

/** One gathering for each key, such as an institution, of those who share an owner, such as a database; the work is that of whoever came first. */
export function gatherings<A, R>(most: number): (owner: object, key: string, work: (together: readonly A[]) => Promise<readonly R[]>) => Gathering<A, R> {
  const ofOwner = new WeakMap<object, Map<string, Gathering<A, R>>>();
  return (owner, key, work) => {
    const known = ofOwner.get(owner) ?? new Map<string, Gathering<A, R>>();
    ofOwner.set(owner, known);
    const its = known.get(key) ?? gathering(most, work);
    known.set(key, its);
    return its;
  };
}
