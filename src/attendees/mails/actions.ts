import { before, hours, type Instant } from "../../lib/time.ts";
import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import type { Member } from "../../people/member.ts";
import { note } from "../../platform/audit.ts";
import type { Tx } from "../../platform/database.ts";
import { mailsSince, mailStates } from "../../platform/delivered.ts";
import { enqueue } from "../../platform/deliveries.ts";
import { lockSession } from "../../sessions/actions.ts";
import { mailContext } from "../../sessions/deciding/actions.ts";
import { deliveriesFor } from "../../sessions/deciding/mails.ts";
import type { Session } from "../../sessions/session.ts";
import { whyNotAddAttendees } from "../../sessions/why-not.ts";
import type { World } from "../../world.ts";
import { recipientsAmong } from "../actions.ts";
import type { Attendee } from "../attendee.ts";
import { linksHaveGone } from "../joining.ts";
import { reachableOf } from "../store.ts";
import { didNotArrive, isTooOften, whyNotAgain } from "./link-mails.ts";

type Needs = Pick<World, "db" | "clock" | "random" | "origin" | "poke">;
export type SentAgain = { sent: number; tooOften: number };

/** To one attendee, whatever became of the mail before; with `attendeeId` null to all whom it did not reach. A mail of its own, with a Message-ID of its own. */
export async function sendLinksAgain(world: Needs, who: Member, sessionId: string, attendeeId: string | null): Promise<Outcome<SentAgain>> {
  const now = world.clock.now();
  const outcome = await world.db.transaction(async (tx): Promise<Outcome<SentAgain>> => {
    const session = await lockSession(tx, who.institutionId, sessionId);
    if (session === null) return refused("not_found");
    const why = whyNotAddAttendees(session, who, now) ?? (linksHaveGone(session, now) ? null : "links_not_sent_yet");
    if (why !== null) return refused(why);
    const chosen = attendeeId === null ? await unreached(tx, session, now) : await one(tx, session, attendeeId, now);
    if (!chosen.ok) return chosen;
    const { people, tooOften } = chosen.value;
    await enqueueLinks(tx, world, session, people, now);
    if (people.length > 0) await noteOf(tx, world, who, session, people.length, now);
    return fine({ sent: people.length, tooOften });
  });
  world.poke();
  return outcome;
}

type Chosen = Outcome<{ people: Attendee[]; tooOften: number }>;

async function lookedUp(tx: Tx, { institutionId, id }: Session, now: Instant) {
  const mails = new Map((await mailStates(tx, institutionId, id, "link")).map((mail) => [mail.attendeeId, mail]));
  return { mails, lately: await mailsSince(tx, institutionId, id, "link", before(now, hours(1))), people: await reachableOf(tx, institutionId, id) };
}

async function one(tx: Tx, session: Session, attendeeId: string, now: Instant): Promise<Chosen> {
  const { mails, lately, people } = await lookedUp(tx, session, now);
  const person = people.find(({ id }) => id === attendeeId);
  if (person === undefined) return refused("not_found");
  const why = whyNotAgain(mails.get(attendeeId) ?? null, lately.get(attendeeId) ?? 0);
  return why === null ? fine({ people: [person], tooOften: 0 }) : refused(why);
}

async function unreached(tx: Tx, session: Session, now: Instant): Promise<Chosen> {
  const { mails, lately, people } = await lookedUp(tx, session, now);
  const failed = people.filter(({ id }) => didNotArrive(mails.get(id) ?? null));
  const again = failed.filter(({ id }) => !isTooOften(lately.get(id) ?? 0));
  return fine({ people: again, tooOften: failed.length - again.length });
}

async function enqueueLinks(tx: Tx, world: Needs, session: Session, people: readonly Attendee[], now: Instant): Promise<void> {
  const recipients = await recipientsAmong(tx, session.institutionId, people);
  const order = { kind: "link", to: "attendees", step: "sendLinks", keyed: `again/${now}` } as const;
  await enqueue(tx, deliveriesFor(await mailContext(tx, world, session.institutionId), world.random, session, order, recipients));
}

const noteOf = (tx: Tx, { random }: Needs, who: Member, { institutionId, id }: Session, count: number, now: Instant): Promise<number> =>
  note(tx, random, { institutionId, at: now, who: who.name, memberId: who.id, sessionId: id, what: "links_sent_again", details: { count } });
