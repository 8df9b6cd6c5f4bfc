import { clip, oneLine } from "../../notices/clean.ts";
import type { Attendee } from "../contract.ts";

/** How the latest link mail to somebody stands, as it is stored. */
export type LinkMail = { state: string; trouble: string | null };

const LINK: Record<string, Attendee["link"]> = {
  queued: "queued",
  sending: "queued",
  sent: "sent",
  failed: "failed",
  refused: "refused",
  bounced: "bounced",
  ambiguous: "ambiguous",
};

export const linkOf = (mail: LinkMail | null): Attendee["link"] => LINK[mail?.state ?? ""] ?? "not yet";

const LONGEST_SAID = 140;

/** What the mail server said of it, from its number on. */
export function saidOf(mail: LinkMail | null): string | null {
  const said = /(?:^|\s)([45]\d\d[ -].*|[45]\.\d+\.\d+.*)$/.exec(oneLine(mail?.trouble ?? ""))?.[1];
  return said === undefined ? null : clip(said, LONGEST_SAID);
}

export const didNotArrive = (mail: LinkMail | null): boolean => ["failed", "refused", "bounced"].includes(mail?.state ?? "");

/** So many links an hour are enough for anybody: more would be a nuisance, and look like spam. */
const MOST_AN_HOUR = 4;

export const isTooOften = (lately: number): boolean => lately >= MOST_AN_HOUR;

/** A refusal, or null. */
export function whyNotAgain(mail: LinkMail | null, lately: number): "mail_on_its_way" | "mailed_too_often" | null {
  if (linkOf(mail) === "queued") return "mail_on_its_way";
  return isTooOften(lately) ? "mailed_too_often" : null;
}
