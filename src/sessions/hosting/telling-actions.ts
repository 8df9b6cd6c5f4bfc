import type { Instant } from "../../lib/time.ts";
import type { Facts, MailKind } from "../../notices/facts.ts";
import type { Tx } from "../../platform/database.ts";
import { enqueue } from "../../platform/deliveries.ts";
import type { World } from "../../world.ts";
import { mailContext } from "../deciding/actions.ts";
import { deliveriesFor } from "../deciding/mails.ts";
import type { Session } from "../session.ts";
import { hostOfSession } from "./actions.ts";

type Told = { dueAt?: Instant; more?: Partial<Facts> };

/** What is asked for on the default host is news to the person behind it, where that is a member who did not ask for it. Nobody else hosts without having asked. */
export async function tellHost(
  tx: Tx,
  world: Pick<World, "clock" | "random" | "origin">,
  s: Session,
  kind: Extract<MailKind, "hosting" | "changed" | "not_hosting">,
  told: Told = {},
): Promise<void> {
  const host = s.source === "default host" ? await hostOfSession(tx, s) : null;
  if (host === null) return;
  const context = await mailContext(tx, world, s.institutionId);
  await enqueue(tx, deliveriesFor(context, world.random, s, { kind, to: "host", step: null, ...told }, [], host.email));
}
