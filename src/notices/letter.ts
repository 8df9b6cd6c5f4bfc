import { calendarOf } from "./calendar.ts";
import { contentOf } from "./content.ts";
import type { Facts, Letter, MailKind, Reader, Secret } from "./facts.ts";
import { htmlOf } from "./html.ts";
import { textOf } from "./text.ts";

/** One mail for one reader: subject, text, HTML and, where it helps, a calendar entry. Pure: the same facts give the same letter. */
export function writeLetter(kind: MailKind, facts: Facts, secret: Secret, to: Reader): Letter {
  const content = contentOf({ kind, facts, secret, to });
  return { subject: content.subject, text: textOf(content), html: htmlOf(content, to.language), calendar: calendarOf(kind, facts, secret, to) };
}
