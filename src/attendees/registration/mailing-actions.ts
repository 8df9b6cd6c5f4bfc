import { sendLetter } from "../../people/letters/actions.ts";
import type { Tx } from "../../platform/database.ts";
import type { World } from "../../world.ts";
import { comingOf, tokenName, type Registration, type RegistrationPage } from "./page.ts";
import type { Served } from "./serving-actions.ts";

type Sending = Pick<World, "random" | "clock">;

const secretOf = (r: Registration) => ({ path: "/r/mine/", tokenOf: tokenName(r.id) });
/** Each is a mail of its own: asked again, it is sent again. */
const keyOf = ({ random }: Sending, r: Registration, what: string): string => `registration ${r.id} ${what} ${random.uuid()}`;
const whenOf = ({ sessions }: Served, now: Registration["askedAt"]) => {
  const coming = comingOf(sessions, now);
  return { count: coming.length, start: coming[0]?.time.start ?? now };
};

/** Nothing of it was written by whoever asked, who may be anybody: not even the name. */
export const mailConfirm = (tx: Tx, world: Sending, r: Registration, { title }: Served): Promise<void> =>
  sendLetter(tx, world, {
    institutionId: r.institutionId,
    key: keyOf(world, r, "confirm"),
    kind: "registration_confirm",
    to: { name: "", email: r.email, language: r.language, zone: r.zone },
    facts: { values: { title }, moments: { until: r.expiresAt } },
    secret: secretOf(r),
    usefulUntil: r.expiresAt,
  });

export function mailRegistered(tx: Tx, world: Sending, r: Registration, served: Served): Promise<void> {
  const { count, start } = whenOf(served, world.clock.now());
  return sendLetter(tx, world, {
    institutionId: r.institutionId,
    key: keyOf(world, r, "registered"),
    kind: "registration_done",
    to: { name: r.name, email: r.email, language: r.language, zone: r.zone },
    facts: { values: { title: served.title, sessions: count }, moments: { start } },
    secret: secretOf(r),
  });
}

/** So that nobody loses a place without knowing, should somebody else have had the mail. */
export const mailGivenBack = (tx: Tx, world: Sending & Pick<World, "origin">, r: Registration, page: RegistrationPage, { title }: Served): Promise<void> =>
  sendLetter(tx, world, {
    institutionId: r.institutionId,
    key: keyOf(world, r, "cancelled"),
    kind: "registration_cancelled",
    to: { name: r.name, email: r.email, language: r.language, zone: r.zone },
    facts: { values: { title }, page: `${world.origin}/r/${page.slug}` },
  });
