import { hours, wallOf } from "../../src/lib/time.ts";
import type { Answer } from "../answer.ts";
import { rowOf } from "../call.ts";
import { act, findByNumber, type Outcome } from "../live/acts.ts";
import type { Instance, Meeting, Stay } from "../account.ts";
import type { Visit } from "./door-pages.ts";
import { goTo, html, pageAnswer, shown, table, type Html } from "./html.ts";
import { inside, liveOf } from "../live/live.ts";
import type { World } from "../world.ts";

const SHOWN = 200;

/** What an operator lets people do by pressing a button. A host comes with whatever their password is now. */
const PRESSED: Record<string, (world: World, form: URLSearchParams) => Outcome> = {
  start: (world, form) => act(world, "start", { meetingId: form.get("meetingId"), by: { room: true }, visitor: true, endOthers: form.has("endOthers") }),
  end: (world, form) => act(world, "end", { meetingId: form.get("meetingId") }),
  admit: (world, form) => act(world, "admit", { meetingId: form.get("meetingId") }),
  leave: (world, form) => act(world, "leave", { participantId: form.get("participantId") }),
  join: (world, form) => act(world, "join", { meetingId: form.get("meetingId"), name: nameIn(form), dialIn: registers(world, form.get("meetingId")) }),
};

const nameIn = (form: URLSearchParams): string => (form.get("name") ?? "").trim().slice(0, 64) || "Guest";
const registers = (world: World, meetingId: string | null): boolean => findByNumber(world, meetingId)?.settings["approval_type"] !== 2;

/** Does what was pressed and shows the page anew, or says why it could not be done. */
function press({ world, form }: Visit, here: string): Answer | null {
  if (form === null) return null;
  const outcome = rowOf(PRESSED, form.get("do") ?? "")?.(world, form);
  if (outcome?.ok === true) return goTo(`${world.base}${here}`);
  const why = String(outcome?.["because"] ?? "no such button").replaceAll("_", " ");
  const others = outcome?.["because"] === "host_has_another_meeting" ? endOthers(world, form.get("meetingId") ?? "") : null;
  const body = html`<p class="problem" role="alert">It cannot be done: ${why}.</p>
    ${others}
    <p><a href="${world.base}${here}">Back</a></p>`;
  return pageAnswer(world.base, { title: "Not done", status: 409, body });
}

const endOthers = (world: World, meetingId: string): Html =>
  html`<form method="post" action="${world.base}/meetings">
    <input type="hidden" name="endOthers" value="yes" /><input type="hidden" name="meetingId" value="${meetingId}" />
    <button name="do" value="start">End the other one and start this</button>
  </form>`;

export function livePage(visit: Visit): Answer {
  const { world } = visit;
  const pressed = press(visit, "/live");
  if (pressed !== null) return pressed;
  const live = [...world.instances.all()].filter((instance) => instance.endedAt === null);
  const cards = live.map((instance) => liveCard(world, instance, world.meetings.get(instance.meetingId)));
  const body =
    cards.length === 0 ? html`<p>Nobody is in a meeting. <a href="${world.base}/meetings">Scheduled meetings</a> can be started.</p>` : html`${cards}`;
  return pageAnswer(world.base, { title: "Live meetings", body });
}

function liveCard(world: World, instance: Instance, meeting: Meeting | undefined): Html {
  const people = inside(world, instance.meetingId);
  const waiting = people.some((stay) => stay.where === "waiting_room");
  const note = meeting?.settings["approval_type"] === 2 ? null : html`<p class="note">It has registration: who joins here comes by phone.</p>`;
  return html`<section class="card wide">
    <h2>${instance.topic}</h2>
    <p>
      ${instance.kind === "webinar" ? "Webinar" : "Meeting"} ${instance.meetingId}, host ${world.users.get(instance.hostId)?.email ?? "gone"}, since
      ${shown(instance.startedAt)} (UTC)
    </p>
    <ul class="people">
      ${people.map((stay) => personLine(world, stay))}
    </ul>
    <form class="row" method="post" action="${world.base}/live">
      <input type="hidden" name="meetingId" value="${instance.meetingId}" />
      <input name="name" aria-label="Name of who joins" placeholder="Name" maxlength="64" /><button name="do" value="join">Let join</button>
      ${waiting ? html`<button class="quiet" name="do" value="admit">Admit all who wait</button>` : null}
      <button class="danger" name="do" value="end">End for all</button>
    </form>
    ${note}
  </section>`;
}

const personLine = (world: World, stay: Stay): Html =>
  html`<li>
    <span>${stay.name}${stay.host ? " (host)" : ""}${stay.where === "in" ? "" : `, ${stay.where.replaceAll("_", " ")}`}</span>
    <form class="inline" method="post" action="${world.base}/live">
      <input type="hidden" name="participantId" value="${stay.id}" /><button class="quiet small" name="do" value="leave">Leave</button>
    </form>
  </li>`;

/** What is scheduled and not long over, the next first. */
export function meetingsPage(visit: Visit): Answer {
  const { world } = visit;
  const pressed = press(visit, "/meetings");
  if (pressed !== null) return pressed;
  const coming = [...world.meetings.all()]
    .filter((meeting) => meeting.deletedAt === null && meeting.startAt + meeting.duration * 60_000 > world.at - hours(2))
    .toSorted((a, b) => a.startAt - b.startAt);
  const rows = coming.slice(0, SHOWN).map((meeting) => meetingRow(world, meeting));
  const more = coming.length > SHOWN ? html`<p>Of ${coming.length} the first ${SHOWN} are shown.</p>` : null;
  const body = html`${table(["Start", "Topic", "Host", "Number", "Registrants", ""], rows)}${more}`;
  return pageAnswer(world.base, { title: "Scheduled meetings", body });
}

function meetingRow(world: World, meeting: Meeting): (string | number | Html)[] {
  const start = html`<form class="inline" method="post" action="${world.base}/meetings">
    <input type="hidden" name="meetingId" value="${meeting.id}" /><button class="small" name="do" value="start">Start as host</button>
  </form>`;
  return [
    `${wallOf(meeting.startAt, meeting.timezone).replace("T", " ")} ${meeting.timezone}, ${meeting.duration} min`,
    html`<a href="${world.base}/meetings/${meeting.id}">${meeting.topic}</a>`,
    world.users.get(meeting.hostId)?.email ?? "gone",
    html`${meeting.kind} <a href="${world.base}/j/${meeting.id}?pwd=${meeting.joinKey}">${meeting.id}</a>`,
    meeting.settings["approval_type"] === 2 ? "no registration" : world.registrants.by(meeting.id).length,
    liveOf(world, meeting.id) === null ? start : html`<a href="${world.base}/live">live</a>`,
  ];
}
