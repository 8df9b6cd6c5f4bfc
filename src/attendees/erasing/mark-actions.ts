import { fingerprint } from "../../platform/secrets.ts";
import type { Tx } from "../../platform/database.ts";
import type { World } from "../../world.ts";
import * as store from "./mark-store.ts";
import type { Marks, Registered, Whom } from "./person-store.ts";

type Keyed = Pick<World, "secrets">;

/** Tells that two marks are one, and not which: without the server's key nobody can try addresses out. */
export const printOf = ({ secrets }: Keyed, institutionId: string, mark: string): string =>
  Buffer.from(fingerprint(secrets.tokenFor(`person ${institutionId} ${mark}`))).toString("hex").slice(0, 32); // prettier-ignore

/** Before a person is erased: by what another reading of these sessions would name the person. */
export async function keepMarks(
  tx: Tx,
  world: Keyed,
  whom: Whom,
  { registered, marks, begun }: { registered: readonly Registered[]; marks: Marks; begun: readonly string[] },
): Promise<void> {
  const nobodys = printOf(world, whom.institutionId, whom.email);
  const seen = await store.seenMarks(tx, whom, marks);
  const rows = begun.flatMap((sessionId) => {
    const own = registered.filter((one) => one.sessionId === sessionId);
    const known = [
      `email:${whom.email}`,
      ...own.flatMap((one) => (one.registrantId === null ? [] : [`registrant:${one.registrantId}`])),
      ...marks.guests.filter((one) => one.sessionId === sessionId).map((one) => one.key),
      ...seen.filter((one) => one.sessionId === sessionId).map((one) => one.mark),
    ];
    return [...new Set(known)].map((mark) => ({ sessionId, print: printOf(world, whom.institutionId, mark), who: own[0]?.id ?? nobodys }));
  });
  await store.saveMarks(tx, whom.institutionId, rows);
}

/** Who was erased from a session on request: `whose` tells of a mark whether it is the attendee's, or a print; null: nobody's. */
export type Erased = { marks: number; whose(mark: string): string | null };

export async function erasedFrom(tx: Tx, world: Keyed, { institutionId, id }: { institutionId: string; id: string }): Promise<Erased> {
  const marks = new Map((await store.marksOf(tx, institutionId, id)).map((one) => [one.print, one.who]));
  return { marks: marks.size, whose: (mark) => marks.get(printOf(world, institutionId, mark)) ?? null };
}
