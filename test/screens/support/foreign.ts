import { afterAll } from "vitest";
import { foreignOn } from "../../external/foreign.ts";
import { findPostgres } from "../../support/templates.ts";

/** A database of somebody else's for a file's tests, with a role that may write the mapped columns only; gone when they are over. */
export async function aForeignDatabase(word: string) {
  const postgres = await findPostgres();
  const foreign = await foreignOn(postgres.url, { name: `bedel_${word}_${process.pid}`, role: `aulas_${word}_${process.pid}` });
  afterAll(async () => {
    await foreign.drop();
    await postgres.stop();
  });
  return foreign;
}
