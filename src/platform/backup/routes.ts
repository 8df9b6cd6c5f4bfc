import { z } from "zod";
import { wallClock } from "../clock.ts";
import type { DataFolder } from "../data-folder.ts";
import type { Database } from "../database.ts";
import { refuse, type App } from "../http.ts";
import { isProof } from "../proof.ts";
import type { Random } from "../../lib/random.ts";
import { backupKeyOf, type Keyring } from "../secrets.ts";
import { copyForBackup, removeCopies } from "../snapshots.ts";

/** What the command sends, and how it is answered: the name of a folder within the data folder. */
export const PROOF = "x-bedel-backup";
export const copied = z.object({ copy: z.string().regex(/^backing-up-[0-9a-f-]{36}$/) });

/** The embedded database belongs to this process: the command `backup` asks it for a copy, which it then reads in peace, and takes away. */
export function backupRoutes(app: App, { db, folder, keys, random }: { db: Database; folder: DataFolder; keys: Keyring; random: Random }): void {
  if (db.kind === "pglite") removeCopies(folder); // of commands that were killed
  let under: Promise<unknown> = Promise.resolve();
  app.post("/api/backup", { schema: { response: { 200: copied } } }, async (request) => {
    const proof = request.headers[PROOF];
    if (typeof proof !== "string" || !isProof(backupKeyOf(keys.wrappings[0].secret), proof, wallClock())) throw refuse(401, "not_allowed");
    if (db.kind !== "pglite") throw refuse(404, "not_found");
    const copy = under.then(() => copyForBackup(db, folder, random.uuid()));
    under = copy.catch(() => undefined);
    return { copy: await copy };
  });
}
