import { minutes, wallOf } from "../../src/lib/time.ts";
import type { Answer } from "../answer.ts";
import { act, findByNumber, registrantOf, signedIn } from "../live/acts.ts";
import type { Meeting, Stay, User } from "../account.ts";
import { goTo, html, pageAnswer, type Html } from "./html.ts";
import { inside, liveOf } from "../live/live.ts";
import { personalUrl, startUrl, userOfZak } from "../meetings/view.ts";
import { mailCode, needsCode, withCode } from "../users/codes.ts";
import { signsIn } from "../users/passwords.ts";
import { enrol, readApplicant } from "../meetings/registrants.ts";
import type { World } from "../world.ts";

/** `device`: by what a browser that was here before is known; else empty. */
export type Visit = { world: World; id: string; query: URLSearchParams; form: URLSearchParams | null; device: string };

const when = (meeting: Meeting): string => `${wallOf(meeting.startAt, meeting.timezone).replace("T", " ")} (${meeting.timezone}), ${meeting.duration} min`;
const problemPage = (world: World, title: string, text: string, status = 200): Answer =>
  pageAnswer(world.base, { title, status, body: html`<p class="problem">${text}</p>` });

const signInForm = (world: World, email: string, problem: string | null): Answer =>
  pageAnswer(world.base, {
    title: "Sign in",
    status: problem === null ? 200 : 401,
    body: html`${problem === null ? null : html`<p class="problem" role="alert">${problem}</p>`}
      <form class="card" method="post" action="${world.base}/signin">
        <label>E-mail <input name="email" type="email" required autocomplete="off" value="${email}" /></label>
        <label>Password <input name="password" type="password" required autocomplete="off" /></label>
        <button>Sign in</button>
      </form>`,
  });

export function signInPage({ world, form, query, device }: Visit): Answer {
  if (form === null) return signInForm(world, query.get("email") ?? "", null);
  const email = form.get("email") ?? "";
  const password = form.get("password") ?? "";
  const user = signsIn(world, email, password);
  if (user === null) return signInForm(world, email, "Incorrect e-mail or password.");
  if (!needsCode(world, user, device)) return mineOf(world, user);
  const code = form.get("code");
  if (code === null) mailCode(world, user);
  const known = code === null ? null : withCode(world, user, code.trim());
  if (known === null) return codeForm(world, email, password, code === null ? null : "This passcode is wrong or has expired.");
  const page = mineOf(world, known.user);
  return { ...page, headers: { ...page.headers, "set-cookie": `zoom_device=${known.device}; Path=/; HttpOnly; SameSite=Lax` } };
}

/** The password goes along, as there is no half sign-in to remember. */
const codeForm = (world: World, email: string, password: string, problem: string | null): Answer =>
  pageAnswer(world.base, {
    title: "Check your e-mail",
    status: problem === null ? 200 : 401,
    body: html`${problem === null ? null : html`<p class="problem" role="alert">${problem}</p>`}
      <p>You are signing in with a device that we do not know. A one-time passcode was mailed to ${email}.</p>
      <form class="card" method="post" action="${world.base}/signin">
        <input name="email" type="hidden" value="${email}" /><input name="password" type="hidden" value="${password}" />
        <label>One-time passcode <input name="code" required inputmode="numeric" autocomplete="one-time-code" /></label>
        <button>Verify</button>
      </form>`,
  });

function mineOf(world: World, user: User): Answer {
  signedIn(world, user);
  const mine = world.meetings.by(user.id).filter((m) => m.deletedAt === null && m.startAt + minutes(m.duration + 120) > world.at);
  const rows = mine
    .toSorted((a, b) => a.startAt - b.startAt)
    .map(
      (meeting) =>
        html`<div class="card">
          <strong>${meeting.topic}</strong>
          <p>${when(meeting)}</p>
          <a class="button" href="${startUrl(world, meeting)}">Start</a>
        </div>`,
    );
  return pageAnswer(world.base, {
    title: `Signed in as ${user.first_name} ${user.last_name}`,
    body: rows.length === 0 ? html`<p>No meetings.</p>` : html`${rows}`,
  });
}

export function startPage({ world, id, query, form }: Visit): Answer {
  const meeting = findByNumber(world, id);
  if (meeting === null) return problemPage(world, "No such meeting", "This meeting ID is not valid.", 404);
  const zak = query.get("zak") ?? "";
  if (userOfZak(world, zak)?.id !== meeting.hostId)
    return problemPage(world, "This start address is no longer valid", "Start addresses live for two hours. Sign in instead.", 403);
  const here = `${world.base}/s/${id}?zak=${encodeURIComponent(zak)}`;
  const host = inside(world, meeting.id).find((stay) => stay.host && stay.where === "in");
  const pressed = form?.get("do") ?? null;
  if (pressed === "end" || pressed === "admit") {
    act(world, pressed, { meetingId: meeting.id });
    return goTo(here);
  }
  if (pressed !== null) {
    const outcome = act(world, "start", { meetingId: meeting.id, by: { zak }, endOthers: pressed === "end others" });
    if (outcome.ok) return goTo(here);
    return pageAnswer(world.base, { title: meeting.topic, body: clash(here, String(outcome["because"])) });
  }
  const button = html`<form method="post" action="${here}"><button name="do" value="start">Start</button></form>`;
  return pageAnswer(world.base, {
    title: meeting.topic,
    body: html`<p>${when(meeting)}</p>
      ${host === undefined ? button : hosting(world, meeting, here)}`,
  });
}

const clash = (here: string, because: string): Html =>
  because === "host_has_another_meeting"
    ? html`<p class="problem" role="alert">This account has another meeting in progress.</p>
        <form method="post" action="${here}"><button name="do" value="end others">End the other one and start this</button></form>`
    : html`<p class="problem" role="alert">It cannot start: ${because.replaceAll("_", " ")}.</p>`;

function hosting(world: World, meeting: Meeting, here: string): Html {
  const people = inside(world, meeting.id).map((stay) => html`<li>${stay.name}${stay.where === "in" ? "" : ` (${stay.where.replaceAll("_", " ")})`}</li>`);
  return html`<p>You are the host. In it now:</p>
    <ul>
      ${people}
    </ul>
    <form method="post" action="${here}">
      <button name="do" value="admit" class="quiet">Admit everybody waiting</button> <button name="do" value="end">End for all</button>
    </form>`;
}

export function joinPage(visit: Visit): Answer {
  const { world, id, query, form } = visit;
  const meeting = findByNumber(world, id);
  if (meeting === null) return problemPage(world, "This meeting link is invalid", "The meeting ID is not valid, or the meeting was deleted.", 404);
  const stay = world.stays.get(query.get("p") ?? "");
  if (stay !== undefined && stay.meetingId === meeting.id) return stayPage(visit, meeting, stay);
  const tk = query.get("tk");
  const registrant = tk === null ? null : registrantOf(world, meeting, tk);
  if (tk !== null && registrant === null)
    return problemPage(world, "This join link is no longer valid", "It was not approved, was cancelled or belongs to another meeting.", 403);
  if (registrant === null && meeting.settings["approval_type"] !== 2) return registerPage(visit, meeting);
  if (form === null) return joinForm(visit, meeting, registrant === null ? "" : `${registrant.first_name} ${registrant.last_name}`.trim(), null);
  if (query.get("pwd") !== meeting.joinKey && (form.get("passcode") ?? "") !== meeting.password)
    return joinForm(visit, meeting, form.get("name") ?? "", "The passcode is wrong.");
  const how = { meetingId: meeting.id, name: form.get("name") ?? "Guest", ...(tk === null ? {} : { tk }) };
  const outcome = act(world, "join", how);
  if (!outcome.ok) return joinForm(visit, meeting, how.name, `You cannot join: ${String(outcome["because"]).replaceAll("_", " ")}.`);
  return goTo(`${world.base}/j/${id}?p=${String(outcome["participantId"])}`);
}

function joinForm({ world, id, query }: Visit, meeting: Meeting, name: string, problem: string | null): Answer {
  const address = `${world.base}/j/${id}?${query.toString()}`;
  const passcode = query.get("pwd") === meeting.joinKey ? null : html`<label>Passcode <input name="passcode" required /></label>`;
  const email = query.has("tk") ? null : html`<label>E-mail (optional) <input name="email" type="email" /></label>`;
  const body = html`<p>${when(meeting)}</p>
    ${problem === null ? null : html`<p class="problem" role="alert">${problem}</p>`}
    <form class="card" method="post" action="${address}">
      <label>Your name <input name="name" required maxlength="64" value="${name}" /></label>
      ${email}${passcode}<button>Join</button>
    </form>`;
  return pageAnswer(world.base, { title: meeting.topic, body });
}

/** Where a guest stands: before a closed door, in the waiting room, inside, or outside again. */
function stayPage({ world, id, form }: Visit, meeting: Meeting, stay: Stay): Answer {
  if (form !== null) act(world, "leave", { participantId: stay.id });
  const here = `${world.base}/j/${id}?p=${stay.id}`;
  if (form !== null) return goTo(here);
  const TITLES: Record<Stay["where"], string> = {
    waiting_for_host: "Waiting for the host to start this meeting",
    waiting_room: "Please wait, the host will let you in soon",
    in: "You are in the meeting",
    left: "You have left, or the meeting has ended",
  };
  const leave = html`<form method="post" action="${here}"><button class="quiet">Leave</button></form>`;
  const others = stay.where === "in" ? html`<p>${inside(world, meeting.id).filter((other) => other.where === "in").length} in the meeting.</p>` : null;
  const body = html`<p>${meeting.topic} · ${when(meeting)}</p>
    ${others}${stay.where === "left" ? null : leave}`;
  return pageAnswer(world.base, { title: TITLES[stay.where], body, ...(stay.where === "left" ? {} : { refreshSeconds: 5 }) });
}

function registerPage({ world, id, form }: Visit, meeting: Meeting): Answer {
  const applicant = form === null ? null : readApplicant(Object.fromEntries(form));
  if (applicant !== null) {
    const registrant = enrol(world, meeting, applicant, false);
    if (registrant.status === "approved") return goTo(personalUrl(world, meeting, registrant));
    return pageAnswer(world.base, { title: "Registration pending", body: html`<p>The host has to approve it first.</p>` });
  }
  const body = html`<p>${when(meeting)}${liveOf(world, meeting.id) === null ? "" : " · in progress"}</p>
    ${form === null ? null : html`<p class="problem" role="alert">A name and a valid e-mail are needed.</p>`}
    <form class="card" method="post" action="${world.base}/j/${id}">
      <label>First name <input name="first_name" required maxlength="64" /></label>
      <label>Last name <input name="last_name" maxlength="64" /></label>
      <label>E-mail <input name="email" type="email" required /></label>
      <button>Register and join</button>
    </form>`;
  return pageAnswer(world.base, { title: `Registration for ${meeting.topic}`, body });
}
