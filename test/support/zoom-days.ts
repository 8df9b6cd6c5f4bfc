import { iso, type Instant } from "../../src/lib/time.ts";
import { sql, type Tx } from "../../src/platform/database.ts";

/** How many changes of that host's meetings the database has counted for Zoom's day (UTC). */
export const changesOn = async (tx: Tx, institutionId: string, hostId: string, moment: Instant): Promise<number> =>
  (await tx.one(
    (r) => Number(r["changes"]),
    sql`select changes from host_days where institution_id = ${institutionId} and host_id = ${hostId} and day = ${iso(moment).slice(0, 10)}`,
  )) ?? 0;
