import { created, invalid, noContent, ok, refuse, type Answer } from "../answer.ts";
import { list, record, text, type Call } from "../call.ts";
import type { Assistant, User } from "../account.ts";
import { zoomTime, type World } from "../world.ts";
import { findUser, userIn } from "./users.ts";
import { LICENSED } from "./view.ts";

/** As many may schedule for one host. */
const MOST = 30;

const notLicensed = (who: string): Answer => refuse(400, 200, `The user must either be a Licensed user or an On-prem user : ${who}.`);
const idOf = (host: User, assistant: User): string => `${host.id}/${assistant.id}`;

export function listAssistants(call: Call): Answer {
  const found = userIn(call);
  if (!found.ok) return found.answer;
  const { world } = call;
  return ok({
    assistants: world.assistants.by(found.user.id).map(({ assistantId, privateEvents }) => ({
      id: assistantId,
      email: world.users.get(assistantId)?.email ?? "",
      can_manage_host_private_event: privateEvents,
    })),
  });
}

/** For whom this user may schedule: the same rows from the other side. */
export function listSchedulers(call: Call): Answer {
  const found = userIn(call);
  if (!found.ok) return found.answer;
  const { world } = call;
  const hosts = [...world.assistants.all()].filter((one) => one.assistantId === found.user.id).map((one) => world.users.get(one.hostId)!);
  return ok({ schedulers: hosts.map(({ id, email, pmi }) => ({ id, email, pmi })) });
}

type Reading = { ok: true; rows: Assistant[] } | { ok: false; answer: Answer };

/** POST /users/{id}/assistants: all of them or none. Both sides must be licensed. */
export function addAssistants(call: Call): Answer {
  const found = userIn(call);
  if (!found.ok) return found.answer;
  const { world } = call;
  const wanted = list(call.body["assistants"]).map(record);
  if (wanted.length === 0 || wanted.length > MOST) return invalid([{ field: "assistants", message: "Invalid field." }]);
  if (found.user.type !== LICENSED) return notLicensed(found.user.id);
  const reading = readRows(world, found.user, wanted);
  if (!reading.ok) return reading.answer;
  if (world.assistants.by(found.user.id).length + reading.rows.length > MOST) return invalid([{ field: "assistants", message: "Invalid field." }]);
  for (const row of reading.rows) world.assistants.put(row.id, row);
  return created({ ids: reading.rows.map((row) => row.assistantId).join(","), add_at: zoomTime(world.at) });
}

function readRows(world: World, host: User, wanted: Record<string, unknown>[]): Reading {
  const rows: Assistant[] = [];
  for (const one of wanted) {
    const who = text(one["id"]) ?? text(one["email"]) ?? "";
    const user = findUser(world, who);
    if (user === null || user.status !== "active") return { ok: false, answer: refuse(400, 200, `Can't find user ${who}.`) };
    const no = whyNot(world, host, user, rows);
    if (no !== null) return { ok: false, answer: no };
    rows.push({ id: idOf(host, user), hostId: host.id, assistantId: user.id, privateEvents: one["can_manage_host_private_event"] === true });
  }
  return { ok: true, rows };
}

function whyNot(world: World, host: User, user: User, rows: Assistant[]): Answer | null {
  if (user.id === host.id) return refuse(400, 200, "Can't assign scheduling privilege to yourself.");
  if (user.type !== LICENSED) return notLicensed(user.email);
  const already = world.assistants.get(idOf(host, user)) !== undefined || rows.some((row) => row.assistantId === user.id);
  return already ? refuse(400, 200, `User ${user.email} has already granted scheduling privilege.`) : null;
}

/** Those of the host in the path, or the one that the path names. Taking away what nobody has is no mistake. */
export function dropAssistants(call: Call): Answer {
  return drop(call, "assistantId", (one, user) => one.hostId === user.id, (one) => one.assistantId); // prettier-ignore
}

export function dropSchedulers(call: Call): Answer {
  return drop(call, "schedulerId", (one, user) => one.assistantId === user.id, (one) => one.hostId); // prettier-ignore
}

function drop(call: Call, param: string, belongs: (one: Assistant, user: User) => boolean, other: (one: Assistant) => string): Answer {
  const found = userIn(call);
  if (!found.ok) return found.answer;
  const { world } = call;
  const named = call.params[param];
  const only = named === undefined ? null : (findUser(world, named)?.id ?? named);
  for (const one of world.assistants.all()) if (belongs(one, found.user) && (only === null || other(one) === only)) world.assistants.drop(one.id);
  return noContent;
}
