import { invalid, noContent, refuse, type Answer } from "../answer.ts";
import { record, text, type Call } from "../call.ts";
import type { User } from "../account.ts";
import { emitUser } from "../webhooks/events.ts";
import type { World } from "../world.ts";
import { ownCapacity, whyNoSeat, withoutLicence } from "./seats.ts";
import { userIn } from "./users.ts";
import { BASIC, displayName, eventView, LICENSED } from "./view.ts";

type Change = Record<string, unknown>;
type Rule = (value: unknown) => boolean;

const upTo =
  (most: number): Rule =>
  (value) =>
    typeof value === "string" && value.length <= most;
const yesOrNo: Rule = (value) => typeof value === "boolean";
const listUpTo =
  (most: number): Rule =>
  (value) =>
    Array.isArray(value) && value.length <= most;

/** What can be written and what it must look like. The rest of a body is dropped without a word. */
const FIELDS: Record<string, Rule> = {
  first_name: upTo(64), last_name: upTo(64), display_name: upTo(128), dept: upTo(255), timezone: upTo(64), type: Number.isInteger,
  company: upTo(255), job_title: upTo(128), cost_center: upTo(255), location: upTo(256), manager: upTo(255), language: upTo(64), cms_user_id: upTo(255),
  pronouns: upTo(64), pronouns_option: (value) => [1, 2, 3].includes(value as number), phone_country: upTo(8), phone_number: upTo(32),
  phone_numbers: listUpTo(3), custom_attributes: listUpTo(5), pmi: (value) => /^[1-9][0-9]{9}$/.test(String(value)), use_pmi: yesOrNo,
  vanity_name: upTo(40), host_key: (value) => /^[0-9]{6,10}$/.test(String(value)), about_me: upTo(150), linkedin_url: upTo(255),
}; // prettier-ignore

/** These have a place of their own; the others stand in the profile. */
const OWN = ["first_name", "last_name", "dept", "timezone", "type", "pmi"];
/** What `user.updated` tells, and of it only what changed. */
const TOLD = ["first_name", "last_name", "display_name", "type", "phone_number", "phone_country", "company", "pmi", "use_pmi", "timezone", "vanity_name", "host_key", "dept", "language", "custom_attributes"]; // prettier-ignore
const PAID_ONLY = ["pmi", "use_pmi", "vanity_name"];

/** PATCH /users/{id}. To somebody who was invited and has not answered it says yes and does nothing. */
export function patchUser(call: Call): Answer {
  const found = userIn(call);
  if (!found.ok) return found.answer;
  const { world, body } = call;
  const change = Object.fromEntries(Object.keys(FIELDS).filter((name) => body[name] !== undefined).map((name) => [name, body[name]])); // prettier-ignore
  const wrong = Object.keys(change).filter((name) => !FIELDS[name]!(change[name]));
  if (wrong.length > 0) return invalid(wrong.map((field) => ({ field, message: "Invalid field." })));
  const no = whyNotPlans(body) ?? whyNotText(change) ?? whyNotType(world, found.user, change) ?? whyNotPersonal(world, found.user, change);
  if (no !== null) return no;
  if (found.user.status !== "pending") keep(world, found.user, change, record(body["feature"])["zoom_phone"]);
  return noContent;
}

/** Bundles of licences are plans that this account has not. */
function whyNotPlans(body: Change): Answer | null {
  const given = ["type", "plan_united_type", "zoom_one_type"].filter((name) => body[name] !== undefined);
  if (given.length > 1) return refuse(400, 300, `You can't change the "type" or "plan_united_type" or "zoom_one_type" at the same time.`);
  if (given[0] === "plan_united_type" && body["plan_united_type"] !== "none")
    return refuse(400, 300, `The value provided for "plan_united_type" parameter is invalid. Try again with a valid value.`);
  if (given[0] === "zoom_one_type" && body["zoom_one_type"] !== 0) {
    const reached = "your account has reached the permitted maximum number. Please purchase additional licenses";
    return refuse(
      400,
      2038,
      `Your request to convert the plan type of this user was not approved at this time because ${reached} or contact the Zoom support team to provision additional users in your account.`,
    );
  }
  return null;
}

function whyNotText(change: Change): Answer | null {
  if (/https?:|www\.|<[a-z]/i.test(text(change["about_me"]) ?? ""))
    return refuse(400, 300, "The `about_me` field is illegal and can't contain hyperlinks or HTML code.");
  const page = text(change["linkedin_url"]) ?? "";
  return page === "" || page.includes("linkedin.com") ? null : refuse(400, 300, "The `linkedin_url` field is illegal. The URL must contain `linkedin.com`.");
}

function whyNotType(world: World, user: User, { type }: Change): Answer | null {
  if (type === undefined || type === user.type) return null;
  if (type === 3) return refuse(400, 300, "Your account can't set user type as On-prem.");
  const notAllowed = user.role_id === "0" && type !== LICENSED;
  if (notAllowed || ![1, 2, 4].includes(type as number)) return refuse(400, 1108, "Permission requirements to change the user type of this user were not met.");
  if (type === BASIC && user.feature.zoom_events)
    return refuse(400, 300, `You cannot change the user type to "Basic" because this user has an upcoming Zoom Events scheduled.`);
  return user.status === "active" ? whyNoSeat(world, type as number, "convert") : null;
}

function whyNotPersonal(world: World, user: User, change: Change): Answer | null {
  const type = change["type"] ?? user.type;
  if (type === 4 && (change["pmi"] ?? change["use_pmi"]) !== undefined)
    return refuse(400, 200, `You cannot change PMI information for a "No Meetings License" user.`);
  if (type !== LICENSED && PAID_ONLY.some((name) => change[name] !== undefined)) return refuse(400, 1109, "Host is not a paid user.");
  const vanity = text(change["vanity_name"])?.toLowerCase() ?? "";
  const others = [...world.users.all()].filter((other) => other.id !== user.id);
  const isTaken = vanity !== "" && others.some((other) => String(other.profile?.["vanity_name"] ?? "").toLowerCase() === vanity);
  return isTaken ? refuse(400, 4100, `User ${vanity} is already taken by another user from your account. Choose another "Personal Link Name".`) : null;
}

const changeOf = (from: User, name: string): unknown => {
  if (name === "display_name") return displayName(from);
  return OWN.includes(name) ? from[name as keyof User] : from.profile?.[name];
};

function keep(world: World, user: User, change: Change, phone: unknown): void {
  const own = Object.fromEntries(Object.entries(change).filter(([name]) => OWN.includes(name)));
  if (own["pmi"] !== undefined) own["pmi"] = Number(own["pmi"]);
  const profile = { ...user.profile, ...Object.fromEntries(Object.entries(change).filter(([name]) => !OWN.includes(name))) };
  const named: User = { ...user, ...own, profile };
  const licensed = named.type === user.type ? named : withType(world, named);
  const next = typeof phone === "boolean" ? { ...licensed, feature: { ...licensed.feature, zoom_phone: phone } } : licensed;
  world.users.put(user.id, next);
  const told = TOLD.filter((name) => JSON.stringify(changeOf(next, name)) !== JSON.stringify(changeOf(user, name)));
  if (told.length === 0) return;
  const part = (from: User): Change => Object.fromEntries(told.map((name) => [name, changeOf(from, name)]).filter(([, value]) => value !== undefined));
  emitUser(world, "user.updated", { id: user.id, ...part(next) }, part(user));
}

function withType(world: World, user: User): User {
  if (user.type !== LICENSED) return { ...withoutLicence(world, user), type: user.type };
  return { ...user, feature: { ...user.feature, meeting_capacity: Math.max(user.feature.meeting_capacity, ownCapacity(world, user.type)) } };
}

/** PUT /users/{id}/status. Deactivating takes every licence away; activating gives none back, and wants a Basic seat. */
export function putUserStatus(call: Call): Answer {
  const { world, body } = call;
  const found = userIn(call);
  if (!found.ok) return found.answer;
  const { user } = found;
  const action = text(body["action"]);
  if (action !== "activate" && action !== "deactivate") return invalid([{ field: "action", message: "Invalid field." }]);
  if (user.role_id !== "2" || user.status === "pending") return refuse(400, 200, "Zoom Room and Admin users' status cannot be activated or deactivated.");
  const status = action === "activate" ? "active" : "inactive";
  if (user.status === status) return { status: 200 };
  const seat = status === "active" ? whyNoSeat(world, BASIC, "activate") : null;
  if (seat !== null) return seat;
  const next: User = status === "active" ? { ...user, status } : { ...withoutLicence(world, user), status };
  world.users.put(user.id, next);
  emitUser(world, status === "active" ? "user.activated" : "user.deactivated", eventView(next), null);
  return { status: 200 };
}
