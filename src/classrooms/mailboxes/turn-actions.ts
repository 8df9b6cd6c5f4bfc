import type { World } from "../../world.ts";
import type { Mailbox } from "./mailbox.ts";
import { leaveTurn, mailboxById, takeTurn } from "./store.ts";

type Needs = Pick<World, "db" | "random" | "pause">;

/** Somebody may wait for it in front of the page. */
const LOOKS_AGAIN_MS = 250;

/** One connection at a time for a mailbox, whichever process it is of: servers allow few, and two readers would delete from under each other. Null: it is attached no more. */
export async function inItsTurn<T>({ db, random, pause }: Needs, mailbox: Pick<Mailbox, "institutionId" | "id">, work: () => Promise<T>): Promise<T | null> {
  const turn = random.uuid();
  while (!(await takeTurn(db, mailbox, turn))) {
    if ((await mailboxById(db, mailbox.institutionId, mailbox.id)) === null) return null;
    await pause(LOOKS_AGAIN_MS);
  }
  try {
    return await work();
  } finally {
    await leaveTurn(db, mailbox, turn).catch(() => undefined); // it ends by itself
  }
}
