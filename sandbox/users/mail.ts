import type { Mail } from "./kept-mail.ts";
import { secret } from "../ids.ts";
import { account, count, type World } from "../world.ts";
import { letterAbout } from "./letters.ts";

/** What Zoom mails to people: kept to be looked at, and sent where the account has a mail server. */
export function mail(world: World, to: string, about: Mail["about"], code?: string): void {
  const id = String(count(world, "mails"));
  // Drawn apart, so that what is mailed does not change what calls are answered.
  const key = about === "activation" ? secret({ random: world.posting }, 32) : code;
  const kept = world.mails.put(id, { id, to, about, at: world.at, ...(key === undefined ? {} : { key }) });
  if (account(world).mailServer) world.letters.put(id, { id, to, at: world.at, dueAt: world.at, tries: 0, ...letterAbout(world, kept) });
}
