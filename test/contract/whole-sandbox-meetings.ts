import { ROOM, startByAddress, type Bench } from "../../sandbox/testing.ts";
import { days, iso, minutes } from "../../src/lib/time.ts";

/** What the whole sandbox is asked about meetings and webinars. */
type Kind = "meeting" | "webinar";

/** Without webinars. */
export const PLAIN_ROOM = "sala.cajal@universidad.example";

const inAnHour = (b: Bench): string => iso((b.now() + minutes(60)) as ReturnType<Bench["now"]>).replace(/\.\d+Z$/, "Z");

/** One that recurs at no fixed time, one that was taken away and came back, one with a host who may not, and one to go on with. */
export async function plans(b: Bench, kind: Kind): Promise<number> {
  const path = `/users/${ROOM}/${kind}s`;
  const settings = { approval_type: 1 };
  const { id } = (await b.api("POST", path, { topic: "Óptica", start_time: inAnHour(b), duration: 60, timezone: "Europe/Madrid", settings })).body;
  await b.api("POST", path, { topic: "Sin hora", type: kind === "meeting" ? 3 : 6 });
  await b.pass(minutes(1));
  for (const type of kind === "meeting" ? ["scheduled", "upcoming", "upcoming_meetings"] : ["scheduled", "upcoming"])
    await b.api("GET", `${path}?type=${type}`);
  await b.api("PATCH", `/${kind}s/${id}`, { topic: "Óptica cuántica", start_time: inAnHour(b), duration: 45, settings: { question_and_answer: {} } });
  await b.api("GET", `/${kind}s/${id}`);
  if (kind === "meeting") await b.api("GET", `/meetings/${id}/invitation`);
  await b.api("POST", `/users/${PLAIN_ROOM}/webinars`, { topic: "Sin licencia" });
  await b.api("GET", `/users/${PLAIN_ROOM}/${kind}s`);
  await b.api("GET", `/${kind}s/81234567890`);
  return id;
}

export async function registers(b: Bench, kind: Kind, id: number): Promise<void> {
  const path = `/${kind}s/${id}`;
  const one = (await b.api("POST", `${path}/registrants`, { email: "ana@fuera.example", first_name: "Ana", last_name: "Ruiz", city: "Salamanca" })).body;
  const [eva, jan] = [
    { email: "eva@fuera.example", first_name: "Eva", last_name: "Sanz" },
    { email: "jan@fuera.example", first_name: "Jan", last_name: "Nowak" },
  ];
  await b.api("POST", `${path}/batch_registrants`, { auto_approve: true, registrants: [eva, jan] });
  for (const status of ["approved", "pending", "denied"]) await b.api("GET", `${path}/registrants?status=${status}`);
  await b.api("GET", `${path}/registrants/${one["registrant_id"] ?? one["id"]}`);
  for (const action of ["deny", "approve"]) await b.api("PUT", `${path}/registrants/status`, { action, registrants: [{ email: "ana@fuera.example" }] });
  await b.api("GET", `${path}/registrants/${one["registrant_id"] ?? one["id"]}`);
  await b.api("PUT", `${path}/registrants/status`, { action: "cancel", registrants: [{ email: "jan@fuera.example" }] });
  await b.api("POST", `${path}/registrants`, { email: "no address", first_name: "Nobody" });
  await b.api("DELETE", `${path}/registrants/nobody`);
  const leaver = (await b.api("POST", `${path}/batch_registrants`, { auto_approve: true, registrants: [{ email: "iris@fuera.example", first_name: "Iris" }] }))
    .body;
  await b.api("DELETE", `${path}/registrants/${leaver["registrants"][0].registrant_id}`);
}

const twice = (uuid: string): string => encodeURIComponent(encodeURIComponent(uuid));

export async function holds(b: Bench, kind: Kind, id: number): Promise<void> {
  const path = `/${kind}s/${id}`;
  const { start_url, uuid } = (await b.api("GET", path)).body;
  const { registrants } = (await b.api("GET", `${path}/registrants`)).body;
  await b.control("POST", "/start", { meetingId: id, by: { startUrl: start_url } });
  for (const { join_url: joinUrl } of registrants) await b.control("POST", "/join", { joinUrl });
  const guest = (await b.control("POST", "/join", { meetingId: id, dialIn: true, name: "Telephone" })).body;
  await b.pass(minutes(5));
  await b.control("POST", "/admit", { meetingId: id });
  await b.api("GET", `/users/${ROOM}/${kind}s?type=live`);
  await b.api("GET", path);
  await looksAtTheDashboard(b, kind, uuid, "live");
  await b.api("GET", `/report/${kind}s/${twice(uuid)}/participants`);
  await b.control("POST", "/leave", { participantId: guest["participantId"] });
  await b.pass(minutes(30));
  await b.api("PUT", `${path}/status`, { action: "end" });
  await b.pass(minutes(6));
  await readsWhatWas(b, kind, id, uuid);
  await b.pass(minutes(20));
  await readsWhatWas(b, kind, id, uuid);
  await looksAtTheDashboard(b, kind, uuid, "past");
}

async function looksAtTheDashboard(b: Bench, kind: Kind, uuid: string, type: "live" | "past"): Promise<void> {
  const day = iso(b.now()).slice(0, 10);
  await b.api("GET", `/metrics/${kind}s?type=${type}&from=${day}&to=${day}`);
  b.passMachine(60_000);
  await b.api("GET", `/metrics/${kind}s/${twice(uuid)}?type=${type}`);
  await b.api("GET", `/metrics/${kind}s/${twice(uuid)}/participants?type=${type}&include_fields=registrant_id`);
}

async function readsWhatWas(b: Bench, kind: Kind, id: number, uuid: string): Promise<void> {
  const day = iso(b.now()).slice(0, 10);
  await b.api("GET", `/past_${kind}s/${id}/instances`);
  await b.api("GET", `/past_${kind}s/${twice(uuid)}/participants`);
  if (kind === "meeting") await b.api("GET", `/past_meetings/${twice(uuid)}`);
  else await b.api("GET", `/past_webinars/${twice(uuid)}/absentees`);
  await b.api("GET", `/report/${kind}s/${twice(uuid)}`);
  await b.api("GET", `/report/${kind}s/${twice(uuid)}/participants?include_fields=registrant_id`);
  await b.api("GET", `/report/users/${ROOM}/meetings?from=${day}&to=${day}`);
}

export async function removes(b: Bench, kind: Kind): Promise<void> {
  const { id } = (await b.api("POST", `/users/${ROOM}/${kind}s`, { topic: "Para nadie", start_time: inAnHour(b), duration: 30 })).body;
  await b.api("DELETE", `/${kind}s/${id}`);
  await b.api("GET", `/${kind}s/${id}`);
  if (kind === "meeting") await b.api("PUT", `/meetings/${id}/status`, { action: "recover" });
  await b.pass(days(1));
}

/** Who comes too early, and who stands before a waiting room. */
export async function waits(b: Bench): Promise<void> {
  const { id, join_url: joinUrl } = (await b.api("POST", `/users/${ROOM}/meetings`, { topic: "Sala de espera", settings: { waiting_room: true } })).body;
  await b.control("POST", "/join", { joinUrl, name: "Early" });
  await startByAddress(b, id);
  const guests = [await b.control("POST", "/join", { joinUrl, name: "Guest" }), await b.control("POST", "/join", { joinUrl, name: "Another" })];
  await b.pass(minutes(1));
  await b.api("GET", `/metrics/meetings/${id}/participants`);
  await b.control("POST", "/admit", { participantId: guests[0]!.body["participantId"] });
  await b.control("POST", "/leave", { participantId: guests[1]!.body["participantId"] });
  await b.pass(minutes(5));
  await b.control("POST", "/end", { meetingId: id });
}

const UNKNOWN = 81_234_567_890;

/** What is refused for what it is: unknown, over, not open, more than allowed. */
export async function asksInVain(b: Bench): Promise<void> {
  const guest = { email: "ana@fuera.example", first_name: "Ana" };
  for (const kind of ["meeting", "webinar"]) {
    const one = `/${kind}s/${UNKNOWN}`;
    for (const [method, path] of [
      ["GET", one],
      ["DELETE", one],
      ["GET", `${one}/registrants`],
      ["GET", `${one}/registrants/r`],
      ["DELETE", `${one}/registrants/r`],
    ] as const)
      await b.api(method, path);
    await b.api("PATCH", one, { topic: "Nada" });
    await b.api("PUT", `${one}/status`, { action: "end" });
    await b.api("PUT", `${one}/registrants/status`, { action: "approve", registrants: [guest] });
    await b.api("POST", `${one}/registrants`, guest);
    await b.api("POST", `${one}/batch_registrants`, { registrants: [guest] });
    for (const path of [
      `/past_${kind}s/${UNKNOWN}/instances`,
      `/past_${kind}s/${UNKNOWN}/participants`,
      `/report/${kind}s/${UNKNOWN}`,
      `/report/${kind}s/${UNKNOWN}/participants`,
    ])
      await b.api("GET", path);
    for (const path of [`/metrics/${kind}s/${UNKNOWN}`, `/metrics/${kind}s/${UNKNOWN}/participants`]) await b.api("GET", path);
    const { id } = (await b.api("POST", `/users/${ROOM}/${kind}s`, { topic: "Sin registro", settings: { approval_type: 2 } })).body;
    await b.api("POST", `/${kind}s/${id}/registrants`, guest);
    await b.api("POST", `/${kind}s/${id}/batch_registrants`, { registrants: [guest] });
    await b.api("DELETE", `/${kind}s/${id}/registrants/r`);
    await b.api("PUT", `/${kind}s/${id}/status`, { action: "dance" });
    await b.api("PATCH", `/${kind}s/${id}`, { duration: "long" });
    await b.api("GET", `/users/nobody@x.example/${kind}s`);
    await b.api("POST", `/users/nobody@x.example/${kind}s`, { topic: "Nada" });
  }
  await b.api("GET", "/past_meetings/unknown");
  await b.api("GET", "/past_webinars/unknown/absentees");
  await b.api("GET", `/meetings/${UNKNOWN}/invitation`);
  await b.api("GET", `/users?next_page_token=unknown`);
  await b.api("GET", "/accounts/another/settings");
  await b.api("GET", `/report/users/${ROOM}/meetings?from=2020-01-01&to=2020-01-02`);
  await b.api("PUT", `/users/zoom.admin@universidad.example/password`, { password: "Otono-Secreto-58" });
  await b.api("PATCH", "/users/nobody@x.example", { first_name: "Nobody" });
  await b.api("PATCH", `/users/sala.repuesto@universidad.example`, { vanity_name: "sala" });
  await b.api("PATCH", `/users/sala.repuesto@universidad.example/settings`, { feature: { webinar: true } });
  await b.api("DELETE", "/users/nobody@x.example/token");
}
