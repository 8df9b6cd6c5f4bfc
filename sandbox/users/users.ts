import { after, days, seconds } from "../../src/lib/time.ts";
import { invalid, ok, refuse, type Answer } from "../answer.ts";
import type { Call } from "../call.ts";
import type { User } from "../account.ts";
import { page } from "../paging.ts";
import { account, type World } from "../world.ts";
import { INVITATION_LIVES_DAYS } from "./lives.ts";
import { BASIC, fullView, hostKey, LICENSED, listView } from "./view.ts";

/** Lists of users are longer than all others. */
const MOST = 2000;
const STATES = ["active", "inactive", "pending"];
const FIELDS = ["custom_attributes", "host_key"];

const INVITATION_LIVES = days(INVITATION_LIVES_DAYS);

export const noSuchUser = (id: string): Answer => refuse(404, 1001, `User does not exist: ${id}.`);
const NO_INVITATION = refuse(400, 1120, "A valid invitation to join the Zoom account was not found for this user.");

/** By id or e-mail. */
export function findUser(world: World, idOrEmail: string): User | null {
  const byId = world.users.get(idOrEmail);
  if (byId !== undefined) return byId;
  const wanted = idOrEmail.toLowerCase();
  for (const user of world.users.all()) if (user.email.toLowerCase() === wanted) return user;
  return null;
}

export const hasLapsed = (world: World, user: User): boolean => user.status === "pending" && (user.invitedAt ?? 0) + INVITATION_LIVES <= world.at;

export type FoundUser = { ok: true; user: User } | { ok: false; answer: Answer };

/** Whom the path names, or why there is nobody. */
export function userIn(call: Call): FoundUser {
  const user = findUser(call.world, call.params["userId"]!);
  if (user === null) return { ok: false, answer: noSuchUser(call.params["userId"]!) };
  return hasLapsed(call.world, user) ? { ok: false, answer: NO_INVITATION } : { ok: true, user };
}

const isListed = (world: World, user: User): boolean => after(user.created_at, seconds(account(world).listLagSeconds)) <= world.at;

/** Everybody whom the account still knows: dead invitations are in no list. */
export const people = (world: World): User[] => [...world.users.all()].filter((user) => !hasLapsed(world, user));

export function listUsers(call: Call): Answer {
  const { world, query } = call;
  const status = query.get("status") ?? "active";
  if (!STATES.includes(status)) return invalid([{ field: "status", message: "Invalid field." }]);
  const field = query.get("include_fields");
  if (field !== null && !FIELDS.includes(field)) return invalid([{ field: "include_fields", message: "Invalid field." }]);
  const role = query.get("role_id");
  const fits = (user: User): boolean => user.status === status && (role === null || user.role_id === role) && query.get("license") === null;
  const users = people(world).filter((user) => isListed(world, user) && fits(user)).toSorted((a, b) => (a.id < b.id ? -1 : 1)); // prettier-ignore
  return page(call, "users", users, (user) => ({ ...listView(user), ...extra(user, field) }), { page_number: 1 }, MOST);
}

function extra(user: User, field: string | null): Record<string, unknown> {
  if (field === "host_key") return { host_key: hostKey(user) };
  return field === "custom_attributes" && user.profile?.["custom_attributes"] !== undefined ? { custom_attributes: user.profile["custom_attributes"] } : {};
}

export function getUser(call: Call): Answer {
  const found = userIn(call);
  if (!found.ok) return found.answer;
  const loginType = call.query.get("login_type");
  if (loginType !== null && !found.user.login_types.includes(Number(loginType))) return noSuchUser(call.params["userId"]!);
  return ok(fullView(call.world, found.user));
}

/** Whether anybody at all uses this address at Zoom, here or elsewhere. */
export function checkEmail(call: Call): Answer {
  const email = call.query.get("email") ?? "";
  if (email === "") return refuse(400, 300, "Email is required.");
  const here = findUser(call.world, email);
  const existed = (here !== null && here.email.toLowerCase() === email.toLowerCase()) || account(call.world).elsewhere[email.toLowerCase()] !== undefined;
  return ok({ existed_email: existed });
}

/** How many there are of each kind. Invitations are counted apart, and who was deactivated not at all. */
export function getSummary({ world }: Call): Answer {
  const active = people(world).filter((user) => user.status === "active");
  const ofType = (type: number): number => active.filter((user) => user.type === type).length;
  return ok({
    licensed_users_count: ofType(LICENSED),
    basic_users_count: ofType(BASIC),
    on_prem_users_count: 0,
    room_users_count: 0,
    join_only_users_count: ofType(4),
    pending_users_count: people(world).filter((user) => user.status === "pending").length,
    total_users_count: active.length,
  });
}
