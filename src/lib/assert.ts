/** A surprise is a bug: it throws where it is noticed. Expected refusals are values (see `outcome.ts`). */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(message);
}

/** For a switch that must be complete: a new case makes the compiler point here. */
export function unreachable(value: never): never {
  throw new Error(`no case for ${JSON.stringify(value)}`);
}
