import { invalid, noContent, ok, type Answer } from "../answer.ts";
import { record, rowOf, type Call } from "../call.ts";
import type { Feature, Settings, User } from "../account.ts";
import { emitUser } from "../webhooks/events.ts";
import { MEETING_AUTHENTICATION, MEETING_SECURITY, RECORDING_AUTHENTICATION, settingsOf } from "./defaults.ts";
import { featureView, readFeature } from "./features.ts";
import { userIn } from "./users.ts";

type Groups = Record<string, Settings>;

/** Asked for by `option`; they are in no other answer. */
const ASIDE: Groups = {
  meeting_authentication: MEETING_AUTHENTICATION,
  recording_authentication: RECORDING_AUTHENTICATION,
  meeting_security: MEETING_SECURITY,
};

/** The answer shaped by `option`: the authentications come bare, security in a group of its name. */
export function bySide(aside: Groups, option: string): Answer {
  const group = rowOf(aside, option);
  if (group === undefined) return invalid([{ field: "option", message: "Invalid field." }]);
  return ok(option.endsWith("authentication") ? group : { [option]: group });
}

/** `custom_query_fields` leaves of the answer the groups and fields that it names. */
export function onlyFields(groups: Groups, query: URLSearchParams): Groups {
  const names = (query.get("custom_query_fields") ?? "").split(",").filter((name) => name !== "");
  if (names.length === 0) return groups;
  const left = Object.entries(groups).map(([group, fields]): [string, Settings] => [
    group,
    names.includes(group) ? fields : Object.fromEntries(Object.entries(fields).filter(([name]) => names.includes(name))),
  ]);
  return Object.fromEntries(left.filter(([, fields]) => Object.keys(fields).length > 0));
}

/** The defaults with what somebody changed. Of what is given only what is known counts: the rest is dropped. */
function merged(known: Settings, given: Settings): Settings {
  const one = (name: string): unknown => {
    const [now, next] = [known[name], given[name]];
    if (next === undefined) return now;
    return isGroup(now) ? merged(now, record(next)) : next;
  };
  return Object.fromEntries(Object.keys(known).map((name) => [name, one(name)]));
}

const isGroup = (value: unknown): value is Settings => typeof value === "object" && value !== null && !Array.isArray(value);
const kindOf = (value: unknown): string => (Array.isArray(value) ? "list" : typeof value);

/** Known settings of the wrong kind, by their full names. */
function wrongIn(known: Settings, given: Settings, path: string): string[] {
  return Object.keys(known).flatMap((name) => {
    const [now, next] = [known[name], given[name]];
    if (next === undefined) return [];
    if (kindOf(now) !== kindOf(next) || next === null) return [`${path}.${name}`];
    return isGroup(now) ? wrongIn(now, record(next), `${path}.${name}`) : [];
  });
}

function groupsOf(user: User): Groups {
  const changed = user.settings ?? {};
  const known = { ...settingsOf(user), ...ASIDE };
  return Object.fromEntries(Object.entries(known).map(([group, fields]) => [group, merged(fields, record(changed[group]))]));
}

export function getUserSettings(call: Call): Answer {
  const found = userIn(call);
  if (!found.ok) return found.answer;
  const groups = groupsOf(found.user);
  const option = call.query.get("option");
  if (option !== null) return bySide(Object.fromEntries(Object.keys(ASIDE).map((name) => [name, groups[name]!])), option);
  const usual = Object.entries(groups).filter(([name]) => !Object.hasOwn(ASIDE, name));
  return ok(onlyFields({ ...Object.fromEntries(usual), feature: featureView(found.user) }, call.query));
}

/** PATCH /users/{id}/settings. What Zoom doesn't know is answered with 204 and forgotten, so what matters must be read back. */
export function patchUserSettings(call: Call): Answer {
  const found = userIn(call);
  if (!found.ok) return found.answer;
  const { user } = found;
  const before = groupsOf(user);
  const given = givenIn(call);
  const wrong = [...Object.keys(before).flatMap((group) => wrongIn(before[group]!, record(given[group]), group)), ...wrongPasscode(given)];
  if (wrong.length > 0) return invalid(wrong.map((field) => ({ field, message: "Invalid field." })));
  const reading = readFeature(call.world, user, record(given["feature"]));
  if (!reading.ok) return reading.answer;
  if (user.status === "pending") return noContent;
  const after = Object.fromEntries(Object.entries(before).map(([group, fields]) => [group, merged(fields, record(given[group]))]));
  const changed = Object.fromEntries(Object.entries(after).filter(([group, fields]) => JSON.stringify(fields) !== JSON.stringify(before[group])));
  const next: User = { ...user, feature: reading.feature, settings: { ...user.settings, ...changed } };
  call.world.users.put(user.id, next);
  tell(call, user, { ...before, feature: toldFeature(user.feature) }, { ...after, feature: toldFeature(reading.feature) });
  return noContent;
}

/** The passcode of somebody's own meeting is one like any other. */
function wrongPasscode(given: Settings): string[] {
  const passcode = record(given["schedule_meeting"])["pmi_password"];
  return passcode === undefined || /^[\w@*-]{1,10}$/.test(String(passcode)) ? [] : ["schedule_meeting.pmi_password"];
}

/** With an `option` the body is that group itself, or the group by its name. */
function givenIn(call: Call): Settings {
  const option = call.query.get("option");
  if (option === null) return Object.fromEntries(Object.entries(call.body).filter(([name]) => !Object.hasOwn(ASIDE, name)));
  return { [option]: call.body[option] !== undefined && isGroup(call.body[option]) ? call.body[option] : call.body };
}

/** A capacity is told of who has the licence; no event tells one of nought. */
const toldFeature = ({ webinar_capacity, large_meeting_capacity, ...feature }: Feature): Settings => ({
  ...feature,
  ...(feature.webinar ? { webinar_capacity } : {}),
  ...(feature.large_meeting ? { large_meeting_capacity } : {}),
});

function tell(call: Call, user: User, before: Groups, after: Groups): void {
  const changed = (group: string): string[] =>
    Object.keys({ ...before[group], ...after[group] }).filter((name) => JSON.stringify(after[group]![name]) !== JSON.stringify(before[group]![name]));
  const part = (from: Groups): Groups =>
    Object.fromEntries(
      Object.keys(after)
        .filter((group) => changed(group).length > 0)
        .map((group) => [group, Object.fromEntries(changed(group).map((name) => [name, from[group]![name]]))]),
    );
  if (Object.keys(part(after)).length === 0) return;
  emitUser(call.world, "user.settings_updated", { id: user.id, settings: part(after) }, { settings: part(before) });
}
