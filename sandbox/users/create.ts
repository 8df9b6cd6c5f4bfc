import { created, invalid, refuse, type Answer, type FieldError } from "../answer.ts";
import { isWrong, record, text, type Call } from "../call.ts";
import type { Plan, User } from "../account.ts";
import { userId } from "../ids.ts";
import { plain } from "../university.ts";
import { emitUser } from "../webhooks/events.ts";
import { account, changeAccount, count, counted, utcDay, type World } from "../world.ts";
import { mail } from "./mail.ts";
import { whyWeak } from "./passwords.ts";
import { beingRemoved } from "./remove.ts";
import { ownCapacity, whyNoSeat } from "./seats.ts";
import { findUser, hasLapsed } from "./users.ts";
import { API_USER, displayName, eventView, LICENSED, SSO, WORK_EMAIL } from "./view.ts";

type Action = "create" | "autoCreate" | "ssoCreate" | "custCreate";
type Wanted = { action: Action; email: string; type: number; first: string; last: string; display: string; password: string };

const LOGIN: Record<Action, number> = { create: WORK_EMAIL, autoCreate: WORK_EMAIL, ssoCreate: SSO, custCreate: API_USER };
const INVITATIONS_A_DAY: Record<Plan, number> = { free: 50, pro: 1500, business: 10_000, education: 10_000 };
const TYPES = [1, 2, 4];

const domainOf = (email: string): string => email.slice(email.lastIndexOf("@") + 1).toLowerCase();

/** POST /users. What state somebody is in afterwards must be read: the action does not tell. */
export function createUser(call: Call): Answer {
  const { world } = call;
  const { errors, wanted } = readWanted(call.body);
  if (errors.length > 0) return invalid(errors);
  const known = findUser(world, wanted.email);
  if (known !== null && known.status !== "pending") return refuse(409, 1005, `Email "${wanted.email}" has already been used.`);
  const no = whyNotType(wanted) ?? WHY_NOT[wanted.action](world, wanted) ?? whyNotDomain(world, wanted) ?? beingRemoved(world, wanted.email);
  if (no !== null) return no;
  const seat = whyNoSeat(world, wanted.type, "add", known);
  if (seat !== null) return seat;
  const over = wanted.action === "create" ? overDay(world) : null;
  if (over !== null) return over;
  const user = known !== null && !hasLapsed(world, known) ? renewed(world, known) : added(world, wanted, known);
  return created({ id: user.id, email: user.email, first_name: user.first_name, last_name: user.last_name, type: user.type });
}

function readWanted(body: Record<string, unknown>): { errors: FieldError[]; wanted: Wanted } {
  const given = record(body["user_info"]);
  const name = (field: string): string => text(given[field]) ?? "";
  const action = text(body["action"]) ?? "";
  const wanted = {
    action: action as Action,
    email: name("email").trim(),
    type: Number(given["type"]),
    first: name("first_name"),
    last: name("last_name"),
    display: name("display_name"),
    password: name("password"),
  };
  const checks: [field: string, fine: boolean][] = [
    ["action", Object.hasOwn(LOGIN, action)],
    ["user_info.email", /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(wanted.email) && wanted.email.length <= 128],
    ["user_info.type", typeof given["type"] === "number"],
    ["user_info.first_name", !isWrong(given["first_name"], "string") && wanted.first.length <= 64],
    ["user_info.last_name", !isWrong(given["last_name"], "string") && wanted.last.length <= 64],
    ["user_info.display_name", !isWrong(given["display_name"], "string") && wanted.display.length <= 128],
  ];
  return { errors: checks.filter(([, fine]) => !fine).map(([field]) => ({ field, message: "Invalid field." })), wanted };
}

function whyNotType({ type }: Wanted): Answer | null {
  if (type === 3) return refuse(400, 300, "Your account can't set user type as On-prem.");
  return TYPES.includes(type) ? null : refuse(400, 1108, "Permission requirements to change the user type of this user were not met.");
}

const noPrivilege = refuse(400, 200, "No privilege.");
const taken = (email: string): Answer => refuse(400, 1009, `The user ${email} already holds an active account.`);
const isElsewhere = (world: World, email: string): "free" | "paid" | undefined => account(world).elsewhere[email.toLowerCase()];
const owns = (world: World, email: string): boolean => account(world).managedDomains.includes(domainOf(email));

/** What each way of making users asks of the account. Who has a free account elsewhere can be invited, not made. */
const WHY_NOT: Record<Action, (world: World, wanted: Wanted) => Answer | null> = {
  create: (world, { email }) => {
    if (account(world).plan === "free") return refuse(400, 200, `Only available for paid account: ${account(world).id}`);
    return isElsewhere(world, email) === "paid" ? taken(email) : null;
  },
  autoCreate: (world, { email, password }) => {
    if (!account(world).autoCreate || !owns(world, email)) return noPrivilege;
    if (isElsewhere(world, email) !== undefined) return taken(email);
    return whyWeak(password, account(world)) === null ? null : refuse(400, 300, "Invalid parameter: password");
  },
  ssoCreate: (world, { email }) => {
    if (!account(world).sso) return refuse(400, 2002, "SSO has not been enabled for this account. Contact the Zoom support team to enable this option.");
    if (!account(world).preProvisionSso)
      return refuse(
        400,
        2032,
        "The ssoCreate option is only available for SSO Partners that have enabled the pre-provision option. Contact the Zoom Support team to learn more.",
      );
    if (!owns(world, email)) return outside(email, account(world).managedDomains);
    return isElsewhere(world, email) === "paid" ? taken(email) : null;
  },
  custCreate: (world, { email }) => (!account(world).isv ? noPrivilege : isElsewhere(world, email) === undefined ? null : taken(email)),
};

const outside = (email: string, domains: string[]): Answer => refuse(400, 1116, `Email address ${email} doesn't match limited domains: ${domains.join(",")}`);

function whyNotDomain(world: World, { email }: Wanted): Answer | null {
  const { blockedDomains, limitedDomains } = account(world);
  if (blockedDomains.includes(domainOf(email))) return refuse(400, 1107, "Email domain is blocked.");
  return limitedDomains.length > 0 && !limitedDomains.includes(domainOf(email)) ? outside(email, limitedDomains) : null;
}

function overDay(world: World): Answer | null {
  const name = `invitations ${utcDay(world.at)}`;
  const limit = INVITATIONS_A_DAY[account(world).plan];
  if (counted(world, name) >= limit)
    return refuse(
      429,
      429,
      `You have exceeded the daily rate limit (${limit}) of Create User API requests permitted. You may resume these requests at GMT 00:00:00.`,
    );
  count(world, name);
  return null;
}

/** The same person, the same id, another mail, and thirty days more. */
function renewed(world: World, user: User): User {
  mail(world, user.email, "activation");
  return world.users.put(user.id, { ...user, invitedAt: world.at });
}

function added(world: World, wanted: Wanted, dead: User | null): User {
  if (dead !== null) world.users.drop(dead.id);
  const { action, email, type } = wanted;
  const pending = action === "create" ? !account(world).invitedAreActive : isElsewhere(world, email) !== undefined;
  const user: User = {
    id: userId(world), email, type, first_name: wanted.first, last_name: wanted.last, dept: "",
    status: pending ? "pending" : "active",
    role_id: "2", login_types: [LOGIN[action]], timezone: "Europe/Madrid", pmi: 3_000_000_000 + Math.floor(world.random.unit() * 6_999_999_999),
    created_at: world.at, last_login_time: null,
    password: action === "autoCreate" ? wanted.password : "", formerPasswords: [], passwordChanges: [], signedOutAt: null,
    feature: { ...plain, meeting_capacity: ownCapacity(world, type) },
    profile: {
      ...(wanted.display === "" ? {} : { display_name: wanted.display }),
      ...(action === "ssoCreate" && type === LICENSED ? { vanity_name: email.slice(0, email.indexOf("@")) } : {}),
    },
    ...(pending ? { invitedAt: world.at } : {}),
  }; // prettier-ignore
  world.users.put(user.id, user);
  if (action === "create" || pending) mail(world, email, "activation");
  else if (action === "autoCreate") mail(world, email, "account made");
  emitUser(world, "user.created", { ...eventView(user), display_name: displayName(user) }, null, { creation_type: action });
  return user;
}

export type Acceptance = { ok: true; userId: string } | { ok: false; because: string };

/** The person follows the link in the mail and chooses a password. Who had an account elsewhere brings it along. */
export function acceptInvitation(world: World, email: string, password: string, names: Partial<Pick<User, "first_name" | "last_name">> = {}): Acceptance {
  const user = findUser(world, email);
  if (user === null || user.status !== "pending") return { ok: false, because: "not_invited" };
  if (hasLapsed(world, user)) return { ok: false, because: "invitation_expired" };
  const bySso = user.login_types.includes(SSO);
  if (!bySso && whyWeak(password, account(world)) !== null) return { ok: false, because: "password_refused" };
  const { invitedAt: _, ...rest } = user;
  const now: User = { ...rest, ...names, status: "active", password: bySso ? "" : password, acceptedAt: world.at };
  world.users.put(now.id, now);
  const { [email.toLowerCase()]: _moved, ...elsewhere } = account(world).elsewhere;
  changeAccount(world, { elsewhere });
  emitUser(world, "user.invitation_accepted", eventView(now), null);
  return { ok: true, userId: now.id };
}
