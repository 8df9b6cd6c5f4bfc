import { iso } from "../../src/lib/time.ts";
import { act } from "../live/acts.ts";
import type { Answer } from "../answer.ts";
import type { Visit } from "./door-pages.ts";
import { goTo, html, pageAnswer, table } from "./html.ts";
import { staysOf } from "../live/live.ts";
import { subscription } from "../webhooks/webhooks.ts";

const at = (moment: number): string =>
  iso(moment as Parameters<typeof iso>[0])
    .replace("T", " ")
    .slice(0, 19);

export function livePage({ world, form }: Visit): Answer {
  if (form !== null) {
    act(world, "end", { meetingId: form.get("meetingId") });
    return goTo(`${world.base}/live`);
  }
  const live = [...world.instances.all()].filter((instance) => instance.endedAt === null);
  const rows = live.map((instance) => [
    instance.topic,
    world.users.get(instance.hostId)?.email ?? "",
    at(instance.startedAt),
    staysOf(world, instance.meetingId, instance.uuid).filter((stay) => stay.where !== "left").map((stay) => (stay.where === "in" ? stay.name : `${stay.name} (waiting)`)).join(", "),
    html`<form class="inline" method="post" action="${world.base}/live"><button name="meetingId" value="${instance.meetingId}">End</button></form>`,
  ]); // prettier-ignore
  return pageAnswer(world.base, { title: "Live meetings", body: table(["Topic", "Host", "Since (UTC)", "In it", ""], rows) });
}

export function usersPage({ world }: Visit): Answer {
  const rows = [...world.users.all()].map((user) => [
    `${user.first_name} ${user.last_name}`,
    user.email,
    user.type === 2 ? "Licensed" : "Basic",
    ["Owner", "Admin", "Member"][Number(user.role_id)] ?? user.role_id,
    user.login_types.includes(100) ? "work e-mail" : "SSO",
    user.feature.webinar ? `webinar ${user.feature.webinar_capacity}` : "",
    user.status,
  ]);
  return pageAnswer(world.base, { title: "Users", body: table(["Name", "E-mail", "Type", "Role", "Signs in by", "Add-on", "Status"], rows) });
}

export function callsPage({ world }: Visit): Answer {
  const rows = world.calls
    .toReversed()
    .map((call) => [at(call.at), call.operation, call.label, call.status === 0 ? "—" : call.status, call.code ?? "", call.outcome]);
  return pageAnswer(world.base, { title: "The last calls", body: table(["At (UTC)", "Operation", "Label", "HTTP", "Code", "Outcome"], rows) });
}

export function webhooksPage({ world }: Visit): Answer {
  const state = subscription(world);
  const standing = state.disabled
    ? "disabled after too many failures"
    : state.validatedAt === null
      ? "not validated yet"
      : `validated ${at(state.validatedAt)}`;
  const rows = [...world.deliveries.all()]
    .toReversed()
    .slice(0, 500)
    .map((d) => [at(d.madeAt), d.event, d.state, d.attempts.map((a) => `${at(a.at).slice(11)} ${a.outcome}`).join(", ")]);
  const where = world.options.webhook === null ? html`<p>No address is set.</p>` : html`<p>To ${world.options.webhook.url}: ${standing}.</p>`;
  return pageAnswer(world.base, { title: "Webhooks", body: html`${where}${table(["Made (UTC)", "Event", "State", "Attempts"], rows)}` });
}
