import type { Address, MailContent } from "./mailer.ts";

/** What stands in a mail besides its content. */
export type Head = { messageId: string; date: number; from: Address; to: Address; replyTo?: Address | undefined };

/**
 * The mail as it goes over the line (RFC 5322, RFC 2045). Written here and not by a library, because in a mailing all but a few lines are the
 * same, and each line is encoded by itself: what was encoded once is known. That makes a mail ten times cheaper.
 */
export function mimeOf(head: Head, letter: MailContent): Buffer {
  const id = head.messageId.replace(/[^\w]/g, "").slice(-40);
  const [outer, inner] = [`=_o${id}`, `=_i${id}`]; // "=_" occurs in no encoded text, so no content can end its part (RFC 2045, 6.7)
  const { calendar } = letter;
  const alternatives = [
    part(["Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: quoted-printable"], quotedPrintable(letter.text)),
    part(["Content-Type: text/html; charset=utf-8", "Content-Transfer-Encoding: quoted-printable"], quotedPrintable(letter.html)),
    ...(calendar === null
      ? []
      : [part([`Content-Type: text/calendar; charset=utf-8; method=${calendar.method}`, "Content-Transfer-Encoding: base64"], base64(calendar.content))]),
  ];
  const text = multipart("alternative", inner, alternatives);
  const whole =
    calendar === null
      ? text
      : multipart("mixed", outer, [
          text,
          part(
            ["Content-Type: application/ics; name=session.ics", "Content-Disposition: attachment; filename=session.ics", "Content-Transfer-Encoding: base64"],
            base64(calendar.content),
          ),
        ]);
  return Buffer.from(`${headOf(head, letter.subject)}\r\n${whole}`);
}

const headOf = ({ from, to, replyTo, messageId, date }: Head, subject: string): string =>
  [
    `From: ${addressIn(from)}`,
    `To: ${addressIn(to)}`,
    ...(replyTo === undefined ? [] : [`Reply-To: ${addressIn(replyTo)}`]),
    `Subject: ${words(subject, 9)}`,
    `Message-ID: ${messageId}`,
    `Date: ${new Date(date).toUTCString().replace("GMT", "+0000")}`,
    "MIME-Version: 1.0",
    "Auto-Submitted: auto-generated",
    "X-Auto-Response-Suppress: All",
  ].join("\r\n");

const multipart = (kind: string, boundary: string, parts: readonly string[]): string =>
  `Content-Type: multipart/${kind}; boundary="${boundary}"\r\n\r\n${parts.map((one) => `--${boundary}\r\n${one}\r\n`).join("")}--${boundary}--\r\n`;

const part = (head: readonly string[], body: string): string => `${head.join("\r\n")}\r\n\r\n${body}`;

const addressIn = ({ name, email }: Address): string => (name === "" ? email : `${phrase(name)} <${email}>`);

/** A name is quoted where it has more than letters in it, and encoded where it has more than ASCII. */
function phrase(name: string): string {
  if (!isPlain(name)) return words(name, 12);
  return /^[\w !#$%&'*+/=?^`{|}~-]+$/.test(name) && !name.includes("=?") ? name : `"${name.replace(/["\\]/g, "\\$&")}"`;
}

/** Short enough to need no folding, and nothing that would begin a header. */
const isPlain = (text: string): boolean => text.length <= 60 && /^[\x20-\x7e]*$/.test(text);

const MOST_BYTES_IN_WORD = 42; // 56 letters of base64, within the 75 of an encoded word

/** Encoded words (RFC 2047), each of whole characters; a subject of plain ASCII stays as it is. `used`: how much of the first line is taken. */
function words(text: string, used: number): string {
  if (isPlain(text) && !text.includes("=?") && used + text.length < 76) return text;
  const parts: string[] = [];
  let [now, bytes] = ["", 0];
  for (const character of text.toWellFormed()) {
    const size = Buffer.byteLength(character);
    if (bytes + size > MOST_BYTES_IN_WORD) {
      parts.push(now);
      [now, bytes] = ["", 0];
    }
    now += character;
    bytes += size;
  }
  return [...parts, now].map((one) => `=?UTF-8?B?${Buffer.from(one).toString("base64")}?=`).join("\r\n ");
}

const base64 = (text: string): string =>
  (
    Buffer.from(text)
      .toString("base64")
      .match(/.{1,76}/g) ?? []
  ).join("\r\n");

/** Lines that were encoded before. Those of one person come once and must not stay for ever. */
const known = new Map<string, string>();
const MOST_KNOWN = 2000;

function encodedLine(line: string): string {
  const before = known.get(line);
  if (before !== undefined) return before;
  const encoded = encodeLine(line);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(line, encoded);
  return encoded;
}

const quotedPrintable = (text: string): string => text.split(/\r\n|\r|\n/).map(encodedLine).join("\r\n"); // prettier-ignore

const HEX = Array.from({ length: 256 }, (_, byte) => `=${byte.toString(16).toUpperCase().padStart(2, "0")}`);
const LONGEST_LINE = 75; // and the sign that the line goes on

function encodeLine(line: string): string {
  const bytes = Buffer.from(line);
  let [out, length] = ["", 0];
  for (const [i, byte] of bytes.entries()) {
    const isLast = i === bytes.length - 1;
    const isItself = (byte > 32 && byte < 127 && byte !== 61) || ((byte === 32 || byte === 9) && !isLast);
    const sign = isItself ? String.fromCharCode(byte) : HEX[byte]!;
    if (length + sign.length > LONGEST_LINE) {
      out += "=\r\n";
      length = 0;
    }
    out += sign;
    length += sign.length;
  }
  return out;
}
