import type { Answer } from "../answer.ts";
import { letterAbout } from "../users/letters.ts";
import type { Visit } from "./door-pages.ts";
import { html, pageAnswer, shown, table } from "./html.ts";
import { activationAddress } from "../users/letters.ts";

const SHOWN = 200;

/** What Zoom mailed, also where no mail server takes it: who plays the invited person finds the way in here. */
export function mailsPage({ world }: Visit): Answer {
  const rows = [...world.mails.all()]
    .toReversed()
    .slice(0, SHOWN)
    .map((mail) => [
      shown(mail.at),
      mail.to,
      letterAbout(world, mail).subject,
      mail.about === "activation" && mail.key !== undefined ? html`<a href="${activationAddress(world, mail.key)}">Activate</a>` : (mail.key ?? ""),
      world.letters.get(mail.id) === undefined ? "" : "waits for the mail server",
    ]);
  return pageAnswer(world.base, { title: "Mails", body: table(["At (UTC)", "To", "Subject", "In it", "State"], rows) });
}
