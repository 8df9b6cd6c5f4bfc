import type { Mail } from "../account.ts";
import { count, type World } from "../world.ts";

/** What Zoom mails to people, kept to be looked at. */
export function mail(world: World, to: string, about: Mail["about"]): void {
  const id = String(count(world, "mails"));
  world.mails.put(id, { id, to, about, at: world.at });
}
