import { refused, type Refusal } from "../lib/outcome.ts";
import { sql, type Tx } from "../platform/database.ts";
import type { World } from "../world.ts";

export type Needs = Pick<World, "db" | "clock" | "random" | "zooms" | "poke" | "secrets" | "origin">;
export type Answer<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

/** What was done, or would be: thrown to undo it, since the preview is the deed itself, taken back. */
class TakenBack<T> extends Error {
  readonly answer: Answer<T>;
  constructor(answer: Answer<T>) {
    super("taken back");
    this.answer = answer;
  }
}

/** A refusal found in the middle undoes the whole; so does a preview, whose answer is what would have been done. */
export async function atOnce<T>(world: Needs, { preview }: { preview: boolean }, work: (tx: Tx) => Promise<T>): Promise<Answer<T>> {
  try {
    const value = await world.db.transaction(async (tx) => {
      const done = await work(tx);
      await tx.run(sql`set constraints all immediate`); // what is checked at the end is checked in a preview too
      if (preview) throw new TakenBack<T>({ ok: true, value: done });
      return done;
    });
    world.poke();
    return { ok: true, value };
  } catch (error) {
    if (error instanceof TakenBack) return error.answer as Answer<T>;
    throw error;
  }
}

/** A part of a larger deed, which goes on without it where it is refused: then nothing of the part is done. */
export async function partOfIt<T>(tx: Tx, work: () => Promise<T>): Promise<Answer<T>> {
  await tx.run(sql`savepoint part`);
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    if (!(error instanceof TakenBack)) throw error;
    await tx.run(sql`rollback to savepoint part`);
    return error.answer as Answer<T>;
  }
}

export const no = (because: string, more: Omit<Refusal, "because"> = {}): never => {
  throw new TakenBack(refused(because, more));
};

export const must = <T>(outcome: { ok: true; value: T } | { ok: false; refusal: Refusal }): T => {
  if (!outcome.ok) throw new TakenBack(outcome);
  return outcome.value;
};
