import type { World } from "../../world.ts";

/** Of a line whose work threw: what threw is in the log, and the lines after it are asked for all the same. Sent again, the file asks only for what is not asked for yet. */
export async function survived<T>(world: Pick<World, "log">, line: number, otherwise: T, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    world.log.error("a line of a file of classrooms threw", { line, error: String(error), stack: error instanceof Error ? error.stack : "" });
    return otherwise;
  }
}
