import { refuse, type Answer } from "../answer.ts";
import type { User } from "../account.ts";
import { account, type World } from "../world.ts";
import { BASIC, LICENSED } from "./view.ts";
import { people } from "./users.ts";

export type Wish = "add" | "convert" | "activate";

const KIND: Record<number, "paid" | "basic" | undefined> = { [LICENSED]: "paid", [BASIC]: "basic" };

/**
 * Why there is no seat for one more of this type. Who is invited sits already: where only that is in the way, Zoom says so
 * with a number of its own (3412), and says 2033 or 2034 where the seats are really full.
 */
export function whyNoSeat(world: World, type: number, wish: Wish, but: User | null = null): Answer | null {
  const kind = KIND[type];
  if (kind === undefined) return null;
  const max = account(world).seats[kind];
  const sitting = people(world).filter((user) => user.type === type && user.status !== "inactive" && user.id !== but?.id);
  if (sitting.length < max) return null;
  const invited = sitting.filter((user) => user.status === "pending").length;
  return invited > 0 && sitting.length - invited < max ? invitedSit(kind, wish, max) : full(kind, wish, max);
}

const REMOVE = `from your "Users" list or the "Pending Users" list before attempting to`;
const BUY = "Please purchase additional licenses";

function invitedSit(kind: "paid" | "basic", wish: Wish, max: number): Answer {
  const reached = `your account has reached the permitted maximum number of "${max}"`;
  const texts: Record<typeof kind, Record<Wish, string>> = {
    basic: {
      add: `Your request to add a basic user couldn't be approved at this time because your account has reached the permitted maximum number of ${max} basic users. Please remove existing basic user(s) from your Users list or the Pending Users list before attempting to add another user.`,
      convert: `Your request to convert the user type of this "Licensed" user to a "Basic" user was not approved at this time because ${reached} Basic users. Remove existing basic user(s) ${REMOVE} convert a user to a Basic user.`,
      activate: `Your request to activate the user was not approved at this time because your account has reached the permitted maximum number of ${max} "Basic" users. Remove the existing "Basic" user(s) ${REMOVE} activate this user.`,
    },
    paid: {
      add: `Your request to add a new "Licensed" user couldn't be approved at this time because ${reached} paying users. ${BUY} or contact the Zoom support team to provision additional users in your account.`,
      convert: `Your request to convert the user type of a "Basic" user to a "Licensed" user was not approved at this time because ${reached} paying users. ${BUY} or remove existing paying user(s) ${REMOVE} convert a user to a paying user.`,
      activate: "",
    },
  };
  return refuse(400, 3412, texts[kind][wish]);
}

function full(kind: "paid" | "basic", wish: Wish, max: number): Answer {
  const help = "For additional help regarding this issue, contact the Zoom Customer Support team.";
  if (kind === "basic") {
    const what: Record<Wish, string> = {
      add: `add a basic user wasn't approved because you've already reached the maximum basic user limit`,
      convert: `convert the user type to "Basic" was not approved because you have already reached the maximum basic user limit`,
      activate: `activate the "Basic" user was not approved because you have already reached the maximum "Basic" user limit`,
    };
    return refuse(400, 2033, `Your request to ${what[wish]} allowed in your account. ${help}`);
  }
  const text =
    wish === "add"
      ? `Your request to add a new Licensed user could not be approved at this time because your account has reached the permitted maximum number of ${max} users. ${BUY} or contact the Zoom support team to provision additional users in your account.`
      : `Your request to convert this user's plan type to "Licensed" wasn't approved because your account has reached the permitted maximum number of "${max}" users. Purchase additional licenses or contact the Zoom support team to provision additional users in your account.`;
  return refuse(400, 2034, text);
}

/** How many can attend a meeting of this type of user without more being bought. */
export const ownCapacity = (world: World, type: number): number =>
  type === LICENSED && account(world).plan !== "pro" && account(world).plan !== "free" ? 300 : 100;

/** Without its licence a user has nothing that was bought for it, and nobody schedules for it. */
export function withoutLicence(world: World, user: User): User {
  for (const one of world.assistants.all()) if (one.hostId === user.id || one.assistantId === user.id) world.assistants.drop(one.id);
  return {
    ...user,
    type: BASIC,
    feature: {
      ...user.feature,
      webinar: false,
      webinar_capacity: 0,
      large_meeting: false,
      large_meeting_capacity: 0,
      meeting_capacity: ownCapacity(world, BASIC),
      concurrent_meeting: "None",
      zoom_events: false,
    },
  };
}
