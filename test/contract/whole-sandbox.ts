import { createHmac } from "node:crypto";
import { ADMIN_APP, ADMINISTRATOR, call, codeFor, exchange, refresh, ask, TEACHER, tokensFor, USER_APP } from "../../sandbox/oauth/testing.ts";
import { openRecorded, type Exchange } from "../../sandbox/recording.ts";
import { askToken, bench, ROOM, type Bench } from "../../sandbox/testing.ts";
import { minutes } from "../../src/lib/time.ts";
import { asksInVain, holds, PLAIN_ROOM, plans, registers, removes, waits } from "./whole-sandbox-meetings.ts";

const OTHER_ROOM = "sala.paraninfo@universidad.example";
const SSO_ROOM = "sala.vitoria@universidad.example";

/** A year with the sandbox in which everything that it knows is asked once and more, and everything of Zoom happens. What was exchanged is given back. */
export async function everythingOnce(): Promise<Exchange[]> {
  const exchanges: Exchange[] = [];
  const b = await bench({ webhook: { url: "http://bedel.example/hook", secret: SECRET } }, (options) =>
    openRecorded(options, (one) => void exchanges.push(one)),
  );
  b.receive = async (_, init) => Response.json(answerTo(String(init.body)));
  await b.pass(minutes(6)); // by then the address of the webhooks is proven
  await asksForTokens(b);
  await readsUsers(b);
  await makesAndRemovesUsers(b);
  await changesUsers(b);
  await sharesScheduling(b);
  await dealsOutRoles(b);
  for (const kind of ["meeting", "webinar"] as const) {
    const id = await plans(b, kind);
    await registers(b, kind, id);
    await holds(b, kind, id);
    await removes(b, kind);
  }
  await waits(b);
  await asksInVain(b);
  await b.pass(minutes(10));
  return exchanges;
}

const SECRET = "a secret";

/** To the challenge with which the address of webhooks is proven; to anything else it does not matter. */
function answerTo(body: string): object {
  const { plainToken } = (JSON.parse(body) as { payload: { plainToken?: string } }).payload;
  return plainToken === undefined ? {} : { plainToken, encryptedToken: createHmac("sha256", SECRET).update(plainToken).digest("hex") };
}

/** For an account and for a person, with the refusals of each. */
async function asksForTokens(b: Bench): Promise<void> {
  await askToken(b.sandbox, { account_id: "another" });
  await askToken(b.sandbox, { grant_type: "password" });
  await askToken(b.sandbox, {}, "sandbox-client:wrong");
  const tokens = await tokensFor(b, USER_APP, TEACHER);
  await call(b, tokens.access, "GET", "/users/me/zak");
  const { body } = await refresh(b, USER_APP, tokens.refresh);
  await refresh(b, USER_APP, tokens.refresh);
  await ask(b, USER_APP, { token: String(body["access_token"]) }, "revoke");
  await ask(b, USER_APP, { token: "unknown" }, "revoke");
  await exchange(b, USER_APP, "no-code");
  await exchange(b, USER_APP, await codeFor(b, USER_APP, TEACHER), { redirect_uri: "https://bedel.example/elsewhere" });
  await call(b, tokens.access, "GET", "/users/me");
  await b.control("POST", "/apps", { clientId: ADMIN_APP.id, published: true, deauthorizationUrl: "http://bedel.example/gone", secretToken: SECRET });
  await tokensFor(b, ADMIN_APP, ADMINISTRATOR);
  await b.control("POST", "/deauthorize", { clientId: ADMIN_APP.id, userId: ADMINISTRATOR });
}

async function readsUsers(b: Bench): Promise<void> {
  for (const status of ["active", "inactive", "pending"]) await b.api("GET", `/users?status=${status}`);
  await b.api("GET", "/users?include_fields=host_key,custom_attributes&page_size=2");
  await b.api("GET", "/users/summary");
  await b.api("GET", `/users/email?email=${ROOM}`);
  await b.api("GET", "/users/me/zak");
  for (const one of [ROOM, SSO_ROOM, PLAIN_ROOM]) {
    await b.api("GET", `/users/${one}`);
    await b.api("GET", `/users/${one}/settings`);
    await b.api("GET", `/users/${one}/permissions`);
  }
  for (const option of ["meeting_authentication", "recording_authentication", "meeting_security"]) {
    await b.api("GET", `/users/${ROOM}/settings?option=${option}`);
    await b.api("GET", `/accounts/me/settings?option=${option}`);
  }
  for (const option of ["security", "unheard_of"]) await b.api("GET", `/accounts/me/settings?option=${option}`);
  await b.api("GET", "/accounts/me/settings");
  await b.api("GET", `/users/${ROOM}/token?type=zak`);
  await b.api("DELETE", `/users/${SSO_ROOM}/token`);
}

async function makesAndRemovesUsers(b: Bench): Promise<void> {
  const invited = { action: "create", user_info: { email: "nueva@universidad.example", type: 1, first_name: "Nueva", last_name: "Persona" } };
  await b.api("POST", "/users", invited);
  await b.control("POST", "/accept-invitation", { email: "nueva@universidad.example", password: "Otono-Secreto-58" });
  await b.api("POST", "/users", { action: "create", user_info: { email: "fuera@otra.example", type: 1, first_name: "Fuera" } });
  await b.api("GET", "/users?status=pending");
  await b.control("POST", "/accept-invitation", { email: "fuera@otra.example", password: "Otono-Secreto-58" });
  await b.api("PUT", "/users/nueva@universidad.example/status", { action: "deactivate" });
  await b.api("PUT", "/users/nueva@universidad.example/status", { action: "activate" });
  await b.api("DELETE", "/users/nueva@universidad.example?action=delete");
  await b.api("DELETE", "/users/fuera@otra.example?action=disassociate");
  await b.api("POST", "/users", invited);
  await b.api("POST", "/users", { action: "create", user_info: { email: ROOM, type: 1 } });
  await b.api("POST", "/users", { action: "ssoCreate", user_info: { email: "sso@universidad.example", type: 1 } });
  await b.api("DELETE", "/users/direccion.tic@universidad.example?action=delete");
}

async function changesUsers(b: Bench): Promise<void> {
  await b.api("PATCH", `/users/${ROOM}`, { first_name: "Aula", dept: "Salas", job_title: "Sala", manager: "direccion.tic@universidad.example", type: 2 });
  await b.api("PATCH", `/users/${ROOM}/settings`, { schedule_meeting: { host_video: true }, in_meeting: { waiting_room: false } });
  await b.api("PATCH", `/users/${PLAIN_ROOM}/settings`, { feature: { webinar: true, webinar_capacity: 500 } });
  await b.api("PATCH", `/users/${PLAIN_ROOM}/settings`, { feature: { webinar: false } });
  await b.api("PATCH", `/users/${ROOM}/settings`, { schedule_meeting: { pmi_password: "otono58" } });
  const { pmi } = (await b.api("GET", `/users/${ROOM}`)).body;
  await b.api("GET", `/meetings/${pmi}`);
  await b.api("DELETE", `/meetings/${pmi}`);
  await b.api("PUT", `/users/${ROOM}/password`, { password: "Otono-Secreto-58" });
  for (const password of ["Otono-Secreto-58", "x", "aaaaaaaa", "12345678", "Abcdefghi", "secreto-58", "Abcdef-58-x"])
    await b.api("PUT", `/users/${ROOM}/password`, { password });
  await b.api("PUT", `/users/${SSO_ROOM}/password`, { password: "Otono-Secreto-58" });
  await b.api("GET", "/users/nobody@x.example");
}

async function sharesScheduling(b: Bench): Promise<void> {
  await b.api("POST", `/users/${ROOM}/assistants`, { assistants: [{ email: OTHER_ROOM }, { email: PLAIN_ROOM }] });
  await b.api("GET", `/users/${ROOM}/assistants`);
  await b.api("GET", `/users/${OTHER_ROOM}/schedulers`);
  const { assistants } = (await b.api("GET", `/users/${ROOM}/assistants`)).body;
  await b.api("DELETE", `/users/${ROOM}/assistants/${assistants[0].id}`);
  await b.api("DELETE", `/users/${PLAIN_ROOM}/schedulers/${ROOM}`);
  await b.api("DELETE", `/users/${ROOM}/assistants`);
  await b.api("DELETE", `/users/${ROOM}/schedulers`);
  await b.api("POST", `/users/${ROOM}/assistants`, { assistants: [{ email: ROOM }] });
}

async function dealsOutRoles(b: Bench): Promise<void> {
  await b.api("POST", "/roles", { name: "Bedel", description: "Looks after rooms", privileges: ["User:Read", "User:Edit"] });
  const { roles } = (await b.api("GET", "/roles")).body;
  const { id } = roles.find((role: { name: string }) => role.name === "Bedel");
  await b.api("PATCH", `/roles/${id}`, { description: "Looks after the rooms" });
  await b.api("GET", `/roles/${id}`);
  await b.api("POST", `/roles/${id}/members`, { members: [{ email: OTHER_ROOM }] });
  const { members } = (await b.api("GET", `/roles/${id}/members`)).body;
  await b.api("DELETE", `/roles/${id}/members/${members[0].id}`);
  await b.api("POST", "/roles", { name: "Bedel" });
  await b.api("DELETE", `/roles/${id}`);
  await b.api("GET", `/roles/${id}`);
  await b.api("DELETE", "/roles/0");
}
