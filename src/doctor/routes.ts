import { z } from "zod";
import type { Random } from "../lib/random.ts";
import { refuse, type App } from "../platform/http.ts";
import { applicationClock, wallClock } from "../platform/clock.ts";
import { sql, type Database } from "../platform/database.ts";
import { doctorsKeyOf, type Keyring, type Secrets } from "../platform/secrets.ts";
import type { ZoomApps } from "../connections/actions.ts";
import { findings } from "./finding.ts";
import { examineInside } from "./inside-actions.ts";
import { instanceOf } from "./instance.ts";
import { isProof } from "../platform/proof.ts";
import { limited } from "./within.ts";

type Parts = { db: Database; random: Random; secrets: Secrets; keys: Keyring; zoom: ZoomApps | null; origin: string };

const health = z.object({ is: z.literal("Bedel"), instance: z.string(), database: z.enum(["answers", "away"]) });
const examined = z.object({ instance: z.string().nullable(), findings });

/** How the server is: in a word for everybody, which watchers may ask as often as they like, and in full for the doctor, who knows its secret. */
export function doctorRoutes(app: App, { db, random, secrets, keys, zoom, origin }: Parts): void {
  const instance = instanceOf(secrets);
  app.get("/api/health", { schema: { response: { 200: health, 503: health } } }, async (_request, reply) => {
    const answers = await limited(() => db.run(sql`select 1`)).catch(() => null);
    void reply.header("cache-control", "no-store");
    return reply.code(answers === null ? 503 : 200).send({ is: "Bedel", instance, database: answers === null ? "away" : "answers" });
  });

  app.post("/api/doctor", { schema: { response: { 200: examined } } }, async (request) => {
    const proof = request.headers["x-bedel-doctor"];
    if (typeof proof !== "string" || !isProof(doctorsKeyOf(keys.wrappings[0].secret), proof, wallClock())) throw refuse(401, "not_allowed");
    if (zoom === null) throw refuse(404, "not_found");
    return examineInside({ db, clock: applicationClock(), random, keys, zoom, now: wallClock, origin, at: "" });
  });
}
