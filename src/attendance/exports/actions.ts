import { Worker } from "node:worker_threads";
import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import { giveMemoryBack } from "../../platform/memory.ts";
import type { Job } from "./drawing-actions.ts";

/** Files are made one after the other, so that many who ask at once cost time and not memory. */
export type Drawing = { draw(job: Job): Promise<Outcome<Uint8Array>> };

const MOST_WAITING = 20;
const GIVES_UP_AFTER_MS = 120_000;
const MOST_MEGABYTES = 512;
/** The rows of so many people weigh enough to be given back at once. */
const MANY = 2000;

/** Refuses with `too_many_files` while so many wait already. A file that can't be made is a surprise, and stops no other. */
export function openDrawing(): Drawing {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return {
    draw: async (job) => {
      if (waiting >= MOST_WAITING) return refused("too_many_files");
      waiting += 1;
      const mine = last.then(() => drawn(job)).finally(() => (waiting -= 1));
      last = mine.catch(() => undefined);
      return fine(await mine);
    },
  };
}

function drawn(job: Job): Promise<Uint8Array> {
  const thread = new Worker(new URL("./drawing-actions.ts", import.meta.url), {
    workerData: job,
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES, maxYoungGenerationSizeMb: 8 },
  });
  const limit = setTimeout(() => void thread.terminate(), GIVES_UP_AFTER_MS);
  const bytes = new Promise<Uint8Array>((done, failed) => {
    thread.once("message", done).once("error", failed);
    thread.once("exit", (code) => failed(new Error(`the thread that makes files ended with ${code}`)));
  });
  return bytes.finally(() => {
    clearTimeout(limit);
    void thread.terminate();
    if (job.draft.rows.length > MANY) giveMemoryBack();
  });
}
