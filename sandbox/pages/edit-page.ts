import { wallOf } from "../../src/lib/time.ts";
import type { Meeting, User } from "../account.ts";
import type { Answer } from "../answer.ts";
import { findByNumber } from "../live/acts.ts";
import { deleteByHand, editByHand, editorOf } from "../meetings/by-hand.ts";
import { settingsView } from "../meetings/settings.ts";
import type { World } from "../world.ts";
import type { Visit } from "./door-pages.ts";
import { goTo, html, pageAnswer, type Html } from "./html.ts";

/** As on Zoom's own pages: who has planned a meeting, or looks after the account, changes or deletes it. What hangs on it learns that from Zoom, or not at all. */
export function editPage(visit: Visit): Answer {
  const { world, id, form } = visit;
  const meeting = findByNumber(world, id);
  if (meeting === null)
    return pageAnswer(world.base, { title: "No such meeting", status: 404, body: html`<p class="problem">It was deleted, or never was.</p>` });
  if (form === null) return pageAnswer(world.base, { title: "Edit meeting", body: formOf(world, meeting) });
  const outcome = form.get("do") === "delete" ? deleteByHand(world, { meetingId: id, by: form.get("by") }) : edit(world, meeting, form);
  if (outcome.ok) return goTo(`${world.base}/meetings`);
  const why = html`<p class="problem" role="alert">It cannot be done: ${String(outcome["because"]).replaceAll("_", " ")}.</p>`;
  return pageAnswer(world.base, { title: "Edit meeting", status: 409, body: html`${why}${formOf(world, meeting)}` });
}

/** Date and time are on the wall of the meeting's zone, as the API takes them without a Z. */
function edit(world: World, meeting: Meeting, form: URLSearchParams): ReturnType<typeof editByHand> {
  const set = {
    topic: form.get("topic") ?? "",
    start_time: `${form.get("date") ?? ""}T${(form.get("time") ?? "").slice(0, 5)}:00`,
    timezone: meeting.timezone,
    duration: Number(form.get("duration")),
    ...(meeting.kind === "meeting" ? { settings: { waiting_room: form.get("waitingRoom") === "yes" } } : {}),
  };
  return editByHand(world, { meetingId: meeting.id, by: form.get("by"), set });
}

function formOf(world: World, meeting: Meeting): Html {
  const [date, time] = wallOf(meeting.startAt, meeting.timezone).split("T") as [string, string];
  const waiting = settingsView(meeting)["waiting_room"] === true;
  const editors = [...world.users.all()].filter((user) => editorOf(world, meeting, user.id) !== null);
  return html`<form class="card" method="post" action="${world.base}/meetings/${meeting.id}">
    <label>Signed in as ${selectOf(editors.toSorted((a, b) => rank(meeting, a) - rank(meeting, b)))}</label>
    <label>Topic <input name="topic" required maxlength="200" value="${meeting.topic}" /></label>
    <label>Date <input name="date" type="date" required value="${date}" /></label>
    <label>Time (${meeting.timezone}) <input name="time" type="time" required value="${time.slice(0, 5)}" /></label>
    <label>Duration in minutes <input name="duration" type="number" required min="1" max="1440" value="${meeting.duration}" /></label>
    ${meeting.kind === "meeting" ? waitingRoom(waiting) : null}
    <button name="do" value="save">Save</button>
    <button class="danger" name="do" value="delete">Delete</button>
  </form>`;
}

/** Who hosts it first. */
const rank = (meeting: Meeting, user: User): number => (user.id === meeting.hostId ? 0 : 1);

const selectOf = (users: readonly User[]): Html =>
  html`<select name="by">
    ${users.map((user) => html`<option value="${user.email}">${user.first_name} ${user.last_name}, ${user.email}</option>`)}
  </select>`;

const waitingRoom = (is: boolean): Html =>
  html`<label
    >Waiting room
    <select name="waitingRoom">
      <option value="no">off</option>
      ${is ? html`<option value="yes" selected>on</option>` : html`<option value="yes">on</option>`}
    </select></label
  >`;
