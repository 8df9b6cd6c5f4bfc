import type { Instant } from "../../lib/time.ts";
import type { Tx } from "../../platform/database.ts";
import type { Wish } from "../../platform/outbox.ts";
import { nextWake } from "../decide.ts";
import type { Session } from "../session.ts";
import { servicesOf, simply, wishOf } from "./actions.ts";
import type { MailContext } from "./mails.ts";

export type DecidedAtOnce = { session: Session; wakeAt: Instant | null; wishes: readonly Wish[] };

/**
 * What is decided about sessions that are just being written down, what is wished for it, and when to look at each again: a look of its own at each of them takes longer
 * than to give it a room. What changes more than its steps is decided at the next look, which is now.
 */
export async function decidedAtOnce(tx: Tx, context: MailContext, sessions: readonly Session[]): Promise<DecidedAtOnce[]> {
  const serviceFor = await servicesOf(tx, context.institution.id);
  return sessions.map((session) => {
    const decision = simply(session, context.rooms, { ...context, serviceFor });
    if (decision === null || !isOfSteps(session, decision.session) || waitsForRoom(decision.session)) return { session, wakeAt: context.now, wishes: [] };
    const wishes = decision.commands.map(({ does, step }) => wishOf(decision.session, does, context.now, step));
    return { session: decision.session, wakeAt: nextWake(decision.session, context.now), wishes };
  });
}

/** Whoever writes it down for the first time writes its steps, and nothing else that deciding may change. */
const isOfSteps = (before: Session, after: Session): boolean =>
  (Object.keys(before) as (keyof Session)[]).every((key) => key === "steps" || before[key] === after[key]);

/** What it waits for may be so before this is written, by whoever holds the room: its room is read here without a lock. */
const waitsForRoom = ({ steps }: Session): boolean => Object.values(steps).some(({ is }) => is === "held");
