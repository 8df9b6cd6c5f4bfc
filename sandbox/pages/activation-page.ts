import type { Answer } from "../answer.ts";
import { acceptInvitation } from "../users/create.ts";
import { findUser } from "../users/users.ts";
import { SSO } from "../users/view.ts";
import type { Visit } from "./door-pages.ts";
import { html, pageAnswer } from "./html.ts";

const REFUSALS: Record<string, string> = {
  not_invited: "This invitation was used already.",
  invitation_expired: "This invitation has expired. Ask your administrator to invite you again.",
  password_refused: "The password is too weak: at least 8 characters, with upper and lower case letters and numbers.",
};

/** /activate?code=…: the address in Zoom's invitation. Who opens it chooses a name and a password, and is a user from then on. */
export function activationPage({ world, query, form }: Visit): Answer {
  const code = query.get("code") ?? "";
  const mail = [...world.mails.all()].find(({ about, key }) => about === "activation" && key === code);
  const user = mail === undefined ? null : findUser(world, mail.to);
  if (user === null) return gone(world.base, "This activation link is not valid.", 404);
  if (user.status !== "pending") return gone(world.base, REFUSALS["not_invited"]!, 410);
  const names = { first_name: form?.get("first_name") ?? user.first_name, last_name: form?.get("last_name") ?? user.last_name };
  const accepted = form === null ? null : names.first_name.trim() === "" ? { ok: false as const, because: "no_name" } : acceptInvitation(world, user.email, form.get("password") ?? "", names);
  if (accepted?.ok === true) {
    const body = html`<p>You are a user of this account now, ${names.first_name}.</p>
      <p><a class="button" href="${world.base}/signin?email=${encodeURIComponent(user.email)}">Sign in</a></p>`;
    return pageAnswer(world.base, { title: "Your account is active", body });
  }
  if (accepted?.because === "invitation_expired") return gone(world.base, REFUSALS["invitation_expired"]!, 410);
  const password = html`<label>Password <input name="password" type="password" required autocomplete="new-password" /></label>`;
  const body = html`<p>${user.email}</p>
    ${accepted === null ? null : html`<p class="problem" role="alert">${REFUSALS[accepted.because] ?? "A first name is needed."}</p>`}
    <form class="card" method="post" action="${world.base}/activate?code=${encodeURIComponent(code)}">
      <label>First name <input name="first_name" required maxlength="64" value="${names.first_name}" /></label>
      <label>Last name <input name="last_name" maxlength="64" value="${names.last_name}" /></label>
      ${user.login_types.includes(SSO) ? null : password}<button>Continue</button>
    </form>`;
  return pageAnswer(world.base, { title: "Activate your account", status: accepted === null ? 200 : 400, body });
} // prettier-ignore

const gone = (base: string, text: string, status: number): Answer =>
  pageAnswer(base, { title: "Activate your account", status, body: html`<p class="problem" role="alert">${text}</p>` });
