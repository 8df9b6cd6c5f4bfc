import { refuse, type Answer } from "../answer.ts";
import { record, text } from "../call.ts";
import type { Meeting, User } from "../account.ts";
import { findUser } from "../users/users.ts";
import type { World } from "../world.ts";

const LICENSED = 2;

/** Addresses or ids, one after the other. */
const named = (given: unknown): string[] =>
  (text(given) ?? "")
    .split(/[;,]/)
    .map((one) => one.trim())
    .filter((one) => one !== "");

const mayStandIn = (user: User | null, host: User): boolean => user !== null && user.status === "active" && user.type === LICENSED && user.id !== host.id;

/** Only licensed users of the account stand in for a host. Zoom's answer to others is published nowhere; that it refuses them is known from those who tried. */
export function whyNotAlternatives(world: World, body: Record<string, unknown>, host: User): Answer | null {
  const wrong = named(record(body["settings"])["alternative_hosts"]).find((one) => !mayStandIn(findUser(world, one), host));
  return wrong === undefined ? null : refuse(400, 300, `Invalid alternative host: ${wrong}.`);
}

/** Whether this person may begin it: its host, or who stands in for the host. */
export const mayStart = (world: World, meeting: Meeting, user: User): boolean =>
  user.id === meeting.hostId || named(meeting.settings["alternative_hosts"]).some((one) => findUser(world, one)?.id === user.id && user.type === LICENSED);
