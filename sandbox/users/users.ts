import { invalid, noContent, ok, refuse, type Answer } from "../answer.ts";
import { record, text, type Call } from "../call.ts";
import type { Feature, User } from "../account.ts";
import { emitUser } from "../webhooks/events.ts";
import { page } from "../paging.ts";
import { account, zoomTime, type World } from "../world.ts";

export const noSuchUser = (id: string): Answer => refuse(404, 1001, `User does not exist: ${id}.`);

export function findUser(world: World, idOrEmail: string): User | null {
  const byId = world.users.get(idOrEmail);
  if (byId !== undefined) return byId;
  const wanted = idOrEmail.toLowerCase();
  for (const user of world.users.all()) if (user.email.toLowerCase() === wanted) return user;
  return null;
}

export function listUsers(call: Call): Answer {
  const status = call.query.get("status") ?? "active";
  if (!["active", "inactive", "pending"].includes(status)) return invalid([{ field: "status", message: "Invalid field." }]);
  const users = [...call.world.users.all()].filter((user) => user.status === status).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return page(call, "users", users, listView, { page_number: 1 });
}

export function getUser(call: Call): Answer {
  const user = findUser(call.world, call.params["userId"]!);
  if (user === null) return noSuchUser(call.params["userId"]!);
  return ok({
    ...listView(user),
    role_name: ROLE_NAMES[user.role_id] ?? "Member",
    login_types: user.login_types,
    account_id: account(call.world).id,
    use_pmi: false,
    cms_user_id: "",
  });
}

const ROLE_NAMES: Record<string, string> = { "0": "Owner", "1": "Admin", "2": "Member" };

const listView = (user: User): Record<string, unknown> => ({
  ...(user.status === "pending" ? {} : { id: user.id }),
  first_name: user.first_name,
  last_name: user.last_name,
  display_name: `${user.first_name} ${user.last_name}`,
  email: user.email,
  type: user.type,
  pmi: user.pmi,
  timezone: user.timezone,
  verified: 1,
  dept: user.dept,
  created_at: zoomTime(user.created_at),
  user_created_at: zoomTime(user.created_at),
  ...(user.last_login_time === null ? {} : { last_login_time: zoomTime(user.last_login_time) }),
  language: "es-ES",
  status: user.status,
  role_id: user.role_id,
});

export function getUserSettings(call: Call): Answer {
  const user = findUser(call.world, call.params["userId"]!);
  if (user === null) return noSuchUser(call.params["userId"]!);
  return ok({
    schedule_meeting: { host_video: true, participant_video: true, join_before_host: false, use_pmi_for_scheduled_meetings: false },
    in_meeting: { waiting_room: false },
    feature: user.feature,
  });
}

const FEATURE_TYPES: Record<keyof Feature, "number" | "boolean" | "string"> = {
  meeting_capacity: "number",
  large_meeting: "boolean",
  large_meeting_capacity: "number",
  webinar: "boolean",
  webinar_capacity: "number",
  concurrent_meeting: "string",
  zoom_phone: "boolean",
  zoom_events: "boolean",
};

/** Only `feature` is kept; everything else is accepted and forgotten, as Zoom does with what it doesn't know. */
export function patchUserSettings(call: Call): Answer {
  const user = findUser(call.world, call.params["userId"]!);
  if (user === null) return noSuchUser(call.params["userId"]!);
  const given = record(call.body["feature"]);
  if (given["webinar"] === true && user.type !== 2) return refuse(400, 1122, "This feature can only be enabled for licensed users.");
  const wrong = Object.entries(FEATURE_TYPES).find(([name, type]) => given[name] !== undefined && typeof given[name] !== type);
  if (wrong !== undefined) return invalid([{ field: `feature.${wrong[0]}`, message: "Invalid field." }]);
  const known = Object.fromEntries(Object.entries(given).filter(([name]) => name in FEATURE_TYPES && name !== "meeting_capacity"));
  const changed: User = { ...user, feature: { ...user.feature, ...known } };
  call.world.users.put(user.id, changed);
  if (Object.keys(known).length > 0)
    emitUser(call.world, "user.settings_updated", { id: user.id, settings: { feature: known } }, { settings: { feature: pickFrom(user.feature, known) } });
  return noContent;
}

const pickFrom = (from: object, like: object): Record<string, unknown> => Object.fromEntries(Object.entries(from).filter(([name]) => name in like));

const CHANGEABLE = ["first_name", "last_name", "dept", "timezone", "type"] as const;

export function patchUser(call: Call): Answer {
  const user = findUser(call.world, call.params["userId"]!);
  if (user === null) return noSuchUser(call.params["userId"]!);
  const change = Object.fromEntries(CHANGEABLE.filter((name) => call.body[name] !== undefined).map((name) => [name, call.body[name]]));
  if (change["type"] !== undefined && ![1, 2].includes(Number(change["type"]))) return invalid([{ field: "type", message: "Invalid field." }]);
  if (change["type"] === 1 && user.role_id === "0") return refuse(400, 200, "The owner's type cannot be changed.");
  if (user.status === "pending") return noContent;
  const next = { ...user, ...change } as User;
  call.world.users.put(user.id, next.type === 1 ? { ...next, feature: { ...next.feature, webinar: false, webinar_capacity: 0 } } : next);
  emitUser(call.world, "user.updated", { id: user.id, ...change }, pickFrom(user, change));
  return noContent;
}

/** Deactivating takes every licence away; activating gives none back. */
export function putUserStatus(call: Call): Answer {
  const { world } = call;
  const user = findUser(world, call.params["userId"]!);
  if (user === null) return noSuchUser(call.params["userId"]!);
  const action = text(call.body["action"]);
  if (action !== "activate" && action !== "deactivate") return invalid([{ field: "action", message: "Invalid field." }]);
  if (user.role_id !== "2") return refuse(400, 200, "Zoom Room and Admin users' status cannot be activated or deactivated.");
  const next: User =
    action === "activate"
      ? { ...user, status: "active" }
      : {
          ...user,
          status: "inactive",
          type: 1,
          feature: { ...user.feature, webinar: false, webinar_capacity: 0, large_meeting: false, meeting_capacity: 100 },
        };
  world.users.put(user.id, next);
  const { id, email, first_name, last_name, type } = next;
  emitUser(world, action === "activate" ? "user.activated" : "user.deactivated", { id, email, first_name, last_name, type }, null);
  return noContent;
}

/** Signs an SSO user out. For others Zoom answers the same and promises nothing. */
export function deleteUserToken(call: Call): Answer {
  const user = findUser(call.world, call.params["userId"]!);
  if (user === null) return noSuchUser(call.params["userId"]!);
  if (user.login_types.includes(101)) {
    call.world.users.put(user.id, { ...user, signedOutAt: call.world.at });
    emitUser(call.world, "user.signed_out", { id: user.id, client_type: "browser", date_time: zoomTime(call.world.at), email: user.email, version: "-" }, null);
  }
  return noContent;
}

export function getAccountSettings(call: Call): Answer {
  if (call.query.get("option") !== "security") return ok({ schedule_meeting: {}, in_meeting: {}, feature: {} });
  const { minimumLength, special } = account(call.world).passwordPolicy;
  return ok({
    security: {
      password_requirement: {
        minimum_password_length: minimumLength,
        have_special_character: special,
        consecutive_characters_length: 0,
        weak_enhance_detection: false,
      },
    },
  });
}
