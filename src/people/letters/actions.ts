import { assert } from "../../lib/assert.ts";
import type { Instant } from "../../lib/time.ts";
import type { Letter } from "../../notices/facts.ts";
import { isLetterKind, writeLetterOf, type LetterFacts, type LetterKind } from "../../notices/letters.ts";
import type { Tx } from "../../platform/database.ts";
import { enqueue, type DeliveryTaken } from "../../platform/deliveries.ts";
import type { World } from "../../world.ts";
import type { Language } from "../contract.ts";
import { institutionById } from "../store.ts";

/**
 * The address of the button where whoever knows it may do something: never stored. Either made anew from the name of its token
 * (`secrets.tokenFor`) when the mail is written, or kept sealed until then.
 */
export type SecretAddress = { path: string; tokenOf: string } | { sealed: string };

export type LetterOrder = {
  institutionId: string;
  /** Says which wish it is: wishing twice is one mail. */
  key: string;
  kind: LetterKind;
  to: { name: string; email: string; language: Language; zone: string };
  facts?: Omit<LetterFacts, "institution" | "contact">;
  secret?: SecretAddress;
  /** After that moment it helps nobody any more. */
  usefulUntil?: Instant | null;
};

type Stored = LetterFacts & { secret?: SecretAddress };

/** Wishes a mail that is about no session; it goes out with the others once the transaction is done. */
export async function sendLetter(tx: Tx, { random, clock }: Pick<World, "random" | "clock">, order: LetterOrder): Promise<void> {
  const institution = await institutionById(tx, order.institutionId);
  assert(institution !== null, `no institution ${order.institutionId}`);
  const { name, contact } = institution.settings;
  const facts: Stored = { ...order.facts, institution: name, contact, ...(order.secret === undefined ? {} : { secret: order.secret }) };
  const now = clock.now();
  const { institutionId, key, kind, to, usefulUntil = null } = order;
  const mail = { institutionId, key, id: random.uuid(), kind, step: null, sessionId: null, attendeeId: null, to, facts, dueAt: now, usefulUntil, madeAt: now };
  await enqueue(tx, [mail]);
}

/** For `secret: { sealed }`: opens only in the letter that has this key. */
export const sealAddress = ({ secrets }: Pick<World, "secrets">, institutionId: string, key: string, address: string): SecretAddress => ({
  sealed: Buffer.from(secrets.seal(address, aboutAddress(institutionId, key))).toString("base64"),
});

const aboutAddress = (institutionId: string, key: string): string => `address in ${institutionId} ${key}`;

/** The letter that a delivery stands for; null when it is a mail about a session. */
export function letterFor({ secrets, origin }: Pick<World, "secrets" | "origin">, d: DeliveryTaken): Letter | null {
  if (!isLetterKind(d.kind)) return null;
  const { secret, ...facts } = d.facts as Stored;
  const address =
    secret === undefined
      ? {}
      : {
          address:
            "sealed" in secret
              ? secrets.open(Buffer.from(secret.sealed, "base64"), aboutAddress(d.institutionId, d.key))
              : `${origin}${secret.path}${secrets.tokenFor(secret.tokenOf)}`,
        };
  return writeLetterOf(d.kind, facts, address, d.to);
}
