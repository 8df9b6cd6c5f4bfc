import { clip, oneLine } from "../../notices/clean.ts";

/** What of a mail that came back matters: its kind, its parts. */
export type Returned = { contentType: string; parts: readonly { contentType: string; content: string }[] };

/** Final: it will not arrive. Delayed: it may yet. Other: no report of the kind that RFC 3464 tells of, such as an answer from somebody who is on holiday. */
export type Verdict = { is: "final"; because: string } | { is: "delayed" } | { is: "other" };

const LONGEST = 250;

/** Only a delivery status report counts: a multipart/report with a machine-readable part, never words. */
export function verdictOf(mail: Returned): Verdict {
  if (!/^multipart\/report\b/i.test(mail.contentType)) return { is: "other" };
  const status = mail.parts.find(({ contentType }) => /^message\/(global-)?delivery-status\b/i.test(contentType));
  if (status === undefined) return { is: "other" };
  const recipients = groupsOf(status.content).filter((fields) => fields.has("action"));
  const failed = recipients.find((fields) => fields.get("action")!.toLowerCase() === "failed" && /^5\.\d{1,3}\.\d{1,3}/.test(fields.get("status") ?? ""));
  if (failed !== undefined) return { is: "final", because: reasonOf(failed) };
  return recipients.length > 0 ? { is: "delayed" } : { is: "other" };
}

/** Groups of fields, with an empty line between them; a line that begins with a blank goes on (RFC 3464, 2.1). */
const groupsOf = (text: string): Map<string, string>[] =>
  text
    .replaceAll(/\r\n?/g, "\n")
    .split(/\n[ \t]*\n/)
    .map(
      (group) =>
        new Map(
          group
            .replaceAll(/\n[ \t]+/g, " ")
            .split("\n")
            .flatMap(fieldIn),
        ),
    );

function fieldIn(line: string): [string, string][] {
  const colon = line.indexOf(":");
  return colon < 1 ? [] : [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]];
}

/** Its number, and what the other server said. */
function reasonOf(fields: ReadonlyMap<string, string>): string {
  const status = /^5\.\d{1,3}\.\d{1,3}/.exec(fields.get("status") ?? "")![0];
  const said = oneLine(fields.get("diagnostic-code") ?? "").replace(/^[\w-]+;\s*/, "");
  return clip(said === "" ? status : said.includes(status) ? said : `${status} ${said}`, LONGEST);
}
