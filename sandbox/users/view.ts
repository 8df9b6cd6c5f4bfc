import type { User } from "../account.ts";
import { personalUrl } from "./personal.ts";
import { hash } from "../ids.ts";
import { account, zoomTime, type World } from "../world.ts";

export const SSO = 101;
export const WORK_EMAIL = 100;
export const API_USER = 99;
export const LICENSED = 2;
export const BASIC = 1;

const ROLE_NAMES: Record<string, string> = { "0": "Owner", "1": "Admin", "2": "Member" };

const written = (user: User, name: string): unknown => user.profile?.[name];
const textOf = (user: User, name: string): string => String(written(user, name) ?? "");
const listOf = (user: User, name: string): unknown[] => (written(user, name) as unknown[] | undefined) ?? [];

export const displayName = (user: User): string => textOf(user, "display_name") || `${user.first_name} ${user.last_name}`.trim();

/** Six digits with which the host takes over a meeting. */
export const hostKey = (user: User): string => textOf(user, "host_key") || String(100_000 + (hash(`host key ${user.id}`) % 900_000));

/** What every event about a user tells. */
export const eventView = ({ id, first_name, last_name, email, type }: User): Record<string, unknown> => ({ id, first_name, last_name, email, type });

/** Who was invited and has not answered has no id, in lists and alone: only the e-mail tells them apart. */
export const listView = (user: User): Record<string, unknown> => ({
  ...(user.status === "pending" ? {} : { id: user.id }),
  first_name: user.first_name,
  last_name: user.last_name,
  display_name: displayName(user),
  email: user.email,
  type: user.type,
  ...(user.status === "pending" ? {} : { pmi: user.pmi, last_client_version: user.last_login_time === null ? "" : "6.3.10.7150(win)" }),
  timezone: user.timezone,
  verified: user.status === "pending" ? 0 : 1,
  dept: user.dept,
  created_at: zoomTime(user.acceptedAt ?? user.created_at),
  user_created_at: zoomTime(user.created_at),
  ...(user.last_login_time === null ? {} : { last_login_time: zoomTime(user.last_login_time) }),
  ...(user.login_types.includes(SSO) ? { employee_unique_id: user.email } : {}),
  group_ids: [],
  im_group_ids: [],
  division_ids: [],
  status: user.status,
  role_id: user.role_id,
});

export function fullView(world: World, user: User): Record<string, unknown> {
  const createdAt = user.status === "pending" ? { created_at: zoomTime(world.at) } : {};
  return { ...listView(user), ...createdAt, ...ofAccount(world, user), ...profileView(user), custom_attributes: listOf(user, "custom_attributes") };
}

const ofAccount = (world: World, user: User): Record<string, unknown> => ({
  account_id: account(world).id,
  account_number: 3_000_000_000 + (hash(account(world).id) % 900_000_000),
  role_name: ROLE_NAMES[user.role_id] ?? world.roles.get(user.role_id)?.name ?? "Member",
  login_types: user.login_types,
  use_pmi: written(user, "use_pmi") ?? false,
  personal_meeting_url: personalUrl(world, user),
  vanity_url: textOf(user, "vanity_name") === "" ? "" : `${world.base}/my/${encodeURIComponent(textOf(user, "vanity_name"))}`,
  jid: `${user.id.toLowerCase()}@xmpp.zoom.us`,
  cluster: "us02",
  zoom_one_type: 0,
});

const profileView = (user: User): Record<string, unknown> => ({
  cms_user_id: textOf(user, "cms_user_id"),
  company: textOf(user, "company"),
  job_title: textOf(user, "job_title"),
  cost_center: textOf(user, "cost_center"),
  language: textOf(user, "language") || "es-ES",
  location: textOf(user, "location"),
  ...(textOf(user, "manager") === "" ? {} : { manager: textOf(user, "manager") }),
  phone_country: textOf(user, "phone_country"),
  phone_number: textOf(user, "phone_number"),
  phone_numbers: listOf(user, "phone_numbers"),
  pic_url: "",
  pronouns: textOf(user, "pronouns"),
  pronouns_option: written(user, "pronouns_option") ?? 1,
});
