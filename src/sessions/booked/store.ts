import { sql, type Tx } from "../../platform/database.ts";
import type { Session } from "../session.ts";

/** One that was stored a moment ago in the same transaction, and that nothing hangs on yet. */
export const forgetSession = (tx: Tx, { institutionId, id }: Pick<Session, "institutionId" | "id">): Promise<number> =>
  tx.run(sql`delete from sessions where institution_id = ${institutionId} and id = ${id}`);
