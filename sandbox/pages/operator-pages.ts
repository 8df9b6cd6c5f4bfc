import type { Answer } from "../answer.ts";
import type { User } from "../account.ts";
import type { Delivery } from "../webhooks/delivery.ts";
import type { Visit } from "./door-pages.ts";
import { goTo, html, pageAnswer, shown, table, type Html } from "./html.ts";
import { isSwitchedOff, saveSubscription, subscription, target, validationDue } from "../webhooks/subscription.ts";
import type { World } from "../world.ts";

const SHOWN = 500;

const STATES: Record<User["status"], (user: User) => string> = {
  active: () => "active",
  inactive: () => "inactive",
  pending: (user) => `pending, invited ${shown(user.invitedAt ?? user.created_at)}`,
};

/** Pending people hold a seat as well, so they are counted among the licences. */
export function usersPage({ world }: Visit): Answer {
  const users = [...world.users.all()];
  const count = (is: (user: User) => boolean): number => users.filter(is).length;
  const rows = users.map((user) => [
    `${user.first_name} ${user.last_name}`,
    user.email,
    STATES[user.status](user),
    user.type === 2 ? "Licensed" : user.type === 1 ? "Basic" : `type ${user.type}`,
    addOns(user),
    ["Owner", "Admin", "Member"][Number(user.role_id)] ?? user.role_id,
    user.login_types.includes(100) ? "work e-mail" : "SSO",
    user.last_login_time === null ? "" : shown(user.last_login_time),
  ]);
  const body = html`<p>
      ${users.length} users: ${count((u) => u.status === "active")} active, ${count((u) => u.status === "inactive")} inactive,
      ${count((u) => u.status === "pending")} pending. ${count((u) => u.type === 2)} hold a licence.
    </p>
    ${table(["Name", "E-mail", "State", "Licence", "Add-ons", "Role", "Signs in by", "Last sign-in (UTC)"], rows)}`;
  return pageAnswer(world.base, { title: "Users", body });
}

function addOns({ feature }: User): string {
  const parts = [
    feature.webinar ? `webinar ${feature.webinar_capacity}` : "",
    feature.large_meeting ? `large meeting ${feature.large_meeting_capacity ?? feature.meeting_capacity}` : "",
  ];
  return parts.filter((part) => part !== "").join(", ");
}

export function callsPage({ world }: Visit): Answer {
  const rows = world.calls
    .toReversed()
    .map((call) => [
      shown(call.at),
      html`${call.operation}<br /><code>${call.path}</code>`,
      call.label,
      call.status === 0 ? "no answer" : call.status,
      call.code ?? "",
      call.outcome,
      html`<code>${call.trackingId}</code>`,
    ]);
  const heads = ["At (UTC)", "Operation", "Label", "HTTP", "Code", "Outcome", "Tracking id"];
  return pageAnswer(world.base, { title: "The last calls", body: table(heads, rows) });
}

/** How the subscription stands, every delivery with each attempt, and a button for who repaired the address. */
export function webhooksPage({ world, form }: Visit): Answer {
  if (form !== null) {
    saveSubscription(world, {});
    return goTo(`${world.base}/webhooks`);
  }
  const deliveries = [...world.deliveries.all()].toReversed();
  const rows = deliveries.slice(0, SHOWN).map((d) => [shown(d.madeAt), d.event, standingOf(d), attemptsOf(d)]);
  const body = html`${subscriptionCard(world)}${table(["Made (UTC)", "Event", "State", "Attempts"], rows)}`;
  return pageAnswer(world.base, { title: "Webhooks", body });
}

const standingOf = (d: Delivery): string => (d.state === "waiting" ? `waiting for ${shown(d.dueAt)}` : d.state);
const attemptsOf = (d: Delivery): Html => html`${d.attempts.map((a) => html`<div>${shown(a.at)}: ${a.outcome}</div>`)}`;

function subscriptionCard(world: World): Html {
  const to = target(world);
  if (to === null) return html`<p>No address is set. Start with <code>--webhook</code>, or say one to <code>POST /control/webhooks</code>.</p>`;
  const { events } = subscription(world);
  return html`<section class="card wide">
    <p>To <code>${to.url}</code>: ${events === undefined ? "every event" : `${events.length} kinds of events`}.</p>
    <p class="${isSwitchedOff(world) ? "problem" : "note"}">${validationState(world)}</p>
    <form method="post" action="${world.base}/webhooks"><button>Save anew and validate</button></form>
  </section>`;
}

function validationState(world: World): string {
  const { disabled, validatedAt, failures } = subscription(world);
  const due = validationDue(world);
  const next = due === null ? "" : ` Next validation: ${shown(due)}.`;
  if (disabled) return `Switched off after ${failures} failed validations in a row. Nothing is sent; what happens meanwhile is lost.`;
  if (validatedAt === null && failures > 0) return `Not saved: ${failures} of 6 validations failed. What happens meanwhile is lost.${next}`;
  if (validatedAt === null) return "Not validated yet.";
  return failures === 0 ? `Validated ${shown(validatedAt)}.${next}` : `Validated ${shown(validatedAt)}, but ${failures} of 6 validations failed since.${next}`;
}
