import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import type { Instant } from "../../lib/time.ts";
import type { Member } from "../../people/member.ts";
import { note } from "../../platform/audit.ts";
import type { Tx } from "../../platform/database.ts";
import { enqueue, withdrawFor } from "../../platform/deliveries.ts";
import { fingerprint } from "../../platform/secrets.ts";
import { lockSession } from "../../sessions/actions.ts";
import { mailContext, wishFor } from "../../sessions/deciding/actions.ts";
import { deliveriesFor } from "../../sessions/deciding/mails.ts";
import type { Session } from "../../sessions/session.ts";
import { whyNotAddAttendees } from "../../sessions/why-not.ts";
import type { World } from "../../world.ts";
import { recipientsAmong } from "../actions.ts";
import { tokenName, type Attendee } from "../attendee.ts";
import { rememberRemoved, saveAddress } from "../store.ts";

type Needs = Pick<World, "db" | "clock" | "random" | "secrets" | "origin" | "poke">;

/**
 * Makes a person's address of a session anew, when it has got into other hands: the former one leads nowhere, Zoom forgets whom it let in by it,
 * and the new one is mailed.
 */
export async function renewAddress(world: Needs, who: Member, sessionId: string, attendeeId: string): Promise<Outcome<true>> {
  const now = world.clock.now();
  const outcome = await world.db.transaction(async (tx): Promise<Outcome<true>> => {
    const session = await lockSession(tx, who.institutionId, sessionId);
    if (session === null) return refused("not_found");
    const why = whyNotAddAttendees(session, who, now);
    if (why !== null) return refused(why);
    const attendee = await saveAddress(tx, session.institutionId, sessionId, attendeeId, (generation) => printOf(world, attendeeId, generation));
    if (attendee === null) return refused("not_found");
    await withdrawFor(tx, session.institutionId, [attendeeId]); // what told of the former address tells nothing any more
    if (session.meeting !== null && session.registrantsAsked) await forgetInZoom(tx, session, attendee, now);
    await mail(tx, world, session, attendee);
    await note(tx, world.random, {
      institutionId: session.institutionId,
      at: now,
      who: who.name,
      memberId: who.id,
      sessionId,
      what: "attendee_link_renewed",
    });
    return fine(true);
  });
  world.poke();
  return outcome;
}

const printOf = ({ secrets }: Pick<World, "secrets">, attendeeId: string, generation: number): Uint8Array =>
  fingerprint(secrets.tokenFor(tokenName(attendeeId, generation)));

/** Once Zoom has forgotten the person, it is told anew, and gives another address. */
async function forgetInZoom(tx: Tx, session: Session, attendee: Attendee, now: Instant): Promise<void> {
  await rememberRemoved(tx, attendee);
  await wishFor(tx, session, "removeRegistrants", now);
}

async function mail(tx: Tx, world: Needs, session: Session, attendee: Attendee): Promise<void> {
  const context = await mailContext(tx, world, session.institutionId);
  const recipients = await recipientsAmong(tx, session.institutionId, [attendee]);
  const order = { kind: "link", to: "attendees", step: null, keyed: `link/${attendee.generation}` } as const;
  await enqueue(tx, deliveriesFor(context, world.random, session, order, recipients));
}
