import type { Mail } from "./kept-mail.ts";
import { html, type Html } from "../pages/html.ts";
import type { World } from "../world.ts";
import { CODE_LIVES_MINUTES, INVITATION_LIVES_DAYS } from "./lives.ts";

export type Letter = { subject: string; text: string; html: string };

/** Zoom writes from its own domain; this one from the host at which it is found. A number for a name stands in brackets (RFC 5321 4.1.3). */
export function senderOf({ base }: Pick<World, "base">): string {
  const { hostname } = new URL(base);
  return `no-reply@${/^[\d.]+$/.test(hostname) ? `[${hostname}]` : hostname}`;
}

/** Where who is invited chooses a name and a password. */
export const activationAddress = ({ base }: Pick<World, "base">, key: string): string => `${base}/activate?code=${key}&fr=invite`;

const paragraph = (text: string): Html => html`<p>${text}</p>`;

function letter(subject: string, before: string[], middle: { text: string; html: Html } | null, after: string[]): Letter {
  const foot = "Zoom is played by a sandbox here: nobody at Zoom wrote this.";
  const text = [...before, ...(middle === null ? [] : [middle.text]), ...after, foot].join("\n\n");
  const body = html`<!doctype html>
    <html lang="en">
      <body style="font-family:sans-serif">
        ${before.map(paragraph)}${middle?.html ?? null}${[...after, foot].map(paragraph)}
      </body>
    </html>`;
  return { subject, text: `${text}\n`, html: body.html };
}

/** In Zoom's manner, as far as that is known: the subject of the invitation and the button in it are Zoom's own. */
export function letterAbout(world: Pick<World, "base">, { about, to, key = "" }: Pick<Mail, "about" | "to" | "key">): Letter {
  switch (about) {
    case "activation": {
      const address = activationAddress(world, key);
      const button = html`<p><a href="${address}">Activate Your Zoom Account</a></p>`;
      const lives = `This invitation will expire in ${INVITATION_LIVES_DAYS} days.`;
      const copy = "If the button above does not work, paste this into your browser:";
      const middle = { text: `Activate Your Zoom Account\n${address}`, html: html`${button}${paragraph(copy)}${paragraph(address)}` };
      return letter("Zoom account invitation", ["Hello,", `You have been invited to a Zoom account as ${to}.`], middle, [lives]);
    }
    case "sign-in code": {
      const middle = { text: key, html: html`<p style="font-size:2em"><strong>${key}</strong></p>` };
      const why = `Somebody is signing in to Zoom as ${to} with a device that we do not know. Your one-time passcode:`;
      return letter("Code for signing in to Zoom", ["Hello,", why], middle, [`The passcode will expire in ${CODE_LIVES_MINUTES} minutes.`]);
    }
    case "password changed":
      return letter("Your Zoom password has been changed", ["Hello,", `The password of ${to} has been changed.`], null, [`Not you? Write to us: ${world.base}/support`]);
    case "account made":
      return letter("Your Zoom account has been created", ["Hello,", `A Zoom account has been created for ${to}.`], null, [`Sign in: ${world.base}/signin`]);
  }
} // prettier-ignore
