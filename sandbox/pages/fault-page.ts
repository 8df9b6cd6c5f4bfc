import { after, iso, minutes } from "../../src/lib/time.ts";
import type { Answer } from "../answer.ts";
import { NEXT_FAULTS, type Fault } from "../control/fault.ts";
import { record } from "../call.ts";
import { orderFault } from "../control/ordering.ts";
import type { Visit } from "./door-pages.ts";
import { goTo, html, pageAnswer, shown, table, type Html } from "./html.ts";
import { account, type World } from "../world.ts";

/** What fate is to do: ordered here as by `POST /control/faults`, and cleared. */
export function faultPage({ world, form }: Visit): Answer {
  const answer = form === null ? null : orderFault(world, orderIn(world, form));
  if (answer !== null && answer.status < 300) return goTo(`${world.base}/faults`);
  const wrong = answer === null ? null : html`<p class="problem" role="alert">${String(record(answer.body)["error"])}</p>`;
  const here = `${world.base}/faults`;
  const body = html`${wrong}${standing(world, here)}
    <div class="cards">${forms(world).map(([title, fields]) => card(here, title, fields))}</div>`;
  return pageAnswer(world.base, { title: "Faults", status: answer?.status ?? 200, body });
}

/** A field that was left empty says nothing; an outage is ordered from now on. */
function orderIn(world: World, form: URLSearchParams): Record<string, unknown> {
  const order: Record<string, unknown> = Object.fromEntries([...form].filter(([, value]) => value.trim() !== ""));
  if (order["kind"] === "outage") return { kind: "outage", from: world.at, to: after(world.at, minutes(Number(order["minutes"]))) };
  if (typeof order["settings"] === "string") order["settings"] = order["settings"].split(",").map((name) => name.trim());
  return order;
}

function standing(world: World, here: string): Html {
  const rows = [...world.faults.all()].map((fault) => [fault.id, ...told(fault)]);
  const chaos = world.chaos.get("one");
  const { listLagSeconds, clockSkewSeconds } = account(world);
  const webhooks =
    chaos === undefined
      ? "Webhooks go out as they should."
      : `Of the webhooks ${percent(chaos.drop)} are lost, ${percent(chaos.dup)} come twice, ${percent(chaos.reorder)} come out of order, all ${chaos.delaySeconds} s late.`;
  return html`${table(["No.", "For", "What", "Until"], rows)}
    <p>${webhooks} Lists lag ${listLagSeconds} s. Zoom's clock is ${clockSkewSeconds} s ahead.</p>
    <form method="post" action="${here}"><button class="danger" name="kind" value="clear">Clear all</button></form>`;
}

const percent = (part: number): string => `${Math.round(part * 100)} %`;

const told = (fault: Fault): string[] =>
  fault.kind === "outage"
    ? ["every call", `outage since ${shown(fault.from)}`, iso(fault.to).replace("T", " ").slice(0, 19)]
    : [fault.match, fault.do, `${fault.times} more ${fault.times === 1 ? "call" : "calls"}`];

const card = (here: string, title: string, fields: Html): Html =>
  html`<form class="card" method="post" action="${here}">
    <h2>${title}</h2>
    ${fields}<button>Order</button>
  </form>`;

const kind = (name: string): Html => html`<input type="hidden" name="kind" value="${name}" />`;
const number = (label: string, name: string, value: number | null, more = ""): Html =>
  html`<label>${label} <input name="${name}" type="number" step="any" value="${value}" ${{ html: more }} /></label>`;
const options = (values: readonly string[]): Html => html`${values.map((value) => html`<option>${value}</option>`)}`;

const forms = (world: World): [string, Html][] => [
  [
    "The next calls",
    html`${kind("next")}
      <label>Calls that match <input name="match" value="*" required /></label>
      <label
        >are to be met with
        <select name="do">
          ${options(NEXT_FAULTS)}
        </select></label
      >
      ${number("How many calls", "times", 1, 'min="1"')}${number("HTTP status (refuse, ignore)", "status", null, 'min="200" max="599"')}
      ${number("Seconds (slow)", "seconds", 5, 'min="0"')}
      <label
        >Limit reached (429)
        <select name="limit">
          ${options(["second", "day", "host day"])}
        </select></label
      >
      <label
        >Headers (429)
        <select name="headers">
          ${options(["sparse", "rich"])}
        </select></label
      >
      <label>Settings dropped, with commas <input name="settings" placeholder="waiting_room, feature.webinar" /></label>`,
  ],
  ["Outage", html`${kind("outage")}${number("Minutes from now", "minutes", 10, 'min="1"')}`],
  [
    "Webhooks from now on",
    html`${kind("webhooks")}${number("Lost (0 to 1)", "drop", 0, 'min="0" max="1"')}${number("Twice (0 to 1)", "dup", 0, 'min="0" max="1"')}
    ${number("Out of order (0 to 1)", "reorder", 0, 'min="0" max="1"')}${number("Seconds late", "delaySeconds", 0, 'min="0"')}`,
  ],
  ["Lists", html`${kind("lag")}${number("Seconds that lists lag", "seconds", account(world).listLagSeconds, 'min="0"')}`],
  ["Zoom's clock", html`${kind("skew")}${number("Seconds ahead", "seconds", account(world).clockSkewSeconds)}`],
  [
    "Tokens",
    html`${kind("revoke")}<label
        >All of this app die
        <select name="clientId">
          ${options([...world.apps.all()].map((app) => app.clientId))}
        </select></label
      >`,
  ],
];
