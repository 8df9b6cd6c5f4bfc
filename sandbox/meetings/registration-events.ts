import type { Meeting, Registrant } from "../account.ts";
import { emit, operator } from "../webhooks/events.ts";
import type { World } from "../world.ts";
import { bareView, personalUrl } from "./view.ts";

const nameOf = ({ id, first_name, last_name, email }: Registrant): Record<string, unknown> => ({ id, first_name, last_name, email });

/** The address of who is not approved yet is empty, for the field is always there. */
function addressTold(world: World, meeting: Meeting, registrant: Registrant): Record<string, unknown> {
  if (registrant.status !== "approved") return { join_url: "" };
  const pin = meeting.kind === "meeting" ? { participant_pin_code: registrant.pin } : {};
  return { join_url: personalUrl(world, meeting, registrant), ...pin };
}

export function tellRegistered(world: World, meeting: Meeting, registrant: Registrant, answers: Record<string, unknown>): void {
  const told = { ...nameOf(registrant), ...answers, status: registrant.status, ...addressTold(world, meeting, registrant) };
  emit(world, `${meeting.kind}.registration_created`, { object: { ...bareView(meeting), registrant: told } });
}

export function tellRegistration(world: World, what: "approved" | "denied" | "cancelled", meeting: Meeting, registrant: Registrant): void {
  const address = what === "approved" ? addressTold(world, meeting, registrant) : {};
  emit(world, `${meeting.kind}.registration_${what}`, {
    ...operator(world),
    object: { ...bareView(meeting), registrant: { ...nameOf(registrant), ...address } },
  });
}
