import { openGround } from "./ground.ts";
import type { Told } from "./many.ts";
import { liveThrough } from "./story.ts";

/** A process that lives through the seeds it is given, one after the other. */
const ground = await openGround();

process.on("message", ({ seed }: { seed: number | null }) => {
  void (seed === null ? ground.close().then(() => process.exit(0)) : live(seed));
});
process.once("disconnect", () => process.exit(1));
process.send!("ready");

async function live(seed: number): Promise<void> {
  const before = process.cpuUsage();
  await ground.empty();
  const { lines: _, ...told } = await liveThrough(ground.db, seed);
  const { user, system } = process.cpuUsage(before);
  process.send!({ ...told, coreSeconds: (user + system) / 1e6 } satisfies Told);
}
