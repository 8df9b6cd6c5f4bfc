import fc from "fast-check";
import { simpleParser } from "mailparser";
import { expect, test } from "vitest";
import { mimeOf, type Head } from "./mime.ts";

const head = (more: Partial<Head> = {}): Head => ({
  messageId: "<00000000-0000-4000-8000-000000000001@bedel>",
  date: 0,
  from: { name: "University of the South", email: "bedel@south.example" },
  to: { name: "Ana Ruiz", email: "ana@south.example" },
  ...more,
});
const letter = { subject: "Hello", text: "text\n", html: "<p>text</p>\n", calendar: null };
const source = (mail: Buffer): string => mail.toString("latin1");
const headersOf = (mail: Buffer): string[] => source(mail).split("\r\n\r\n")[0]!.replaceAll(/\r\n /g, " ").split("\r\n"); // prettier-ignore

test("whatever is written, a mail program reads the same, and every line is short and ends as lines do", async () => {
  const anyText = fc.string({ unit: "grapheme", maxLength: 300 }).map((text) => text.toWellFormed().replaceAll(/[\p{Cc}\u2028\u2029]/gu, "?").trim()); // prettier-ignore
  await fc.assert(
    fc.asyncProperty(anyText, fc.array(anyText, { maxLength: 5 }), anyText, async (subject, lines, name) => {
      const text = lines.join("\n");
      const calendar = { method: "REQUEST" as const, content: `BEGIN:VCALENDAR\r\n${lines.join("\r\n")}` };
      const mail = mimeOf(head({ to: { name, email: "ana@south.example" } }), { subject, text, html: text, calendar });
      const read = await simpleParser(mail, { skipHtmlToText: true, skipTextToHtml: true });
      expect(read.subject ?? "").toBe(subject);
      expect((read.text ?? "").trimEnd()).toBe(text.trimEnd());
      expect(read.attachments.find((one) => one.contentType === "text/calendar")!.content.toString()).toBe(calendar.content);
      expect([read.to ?? []].flat()[0]!.value).toEqual([{ name: name.replaceAll(/ {2,}/g, " "), address: "ana@south.example" }]);
      expect(source(mail).split("\r\n").every((line) => line.length <= 200 && !/[^\x20-\x7e\t]/.test(line))).toBe(true); // prettier-ignore
    }),
    { numRuns: 300 },
  );
});

test("a name or a subject adds no header and no recipient, however it is written", () => {
  const name = 'x" <eva@evil.example>, "y\\';
  const mail = mimeOf(head({ to: { name, email: "ana@south.example" } }), { ...letter, subject: "=?UTF-8?Q?=0D=0ABcc:_eva@evil.example?=" });
  expect(headersOf(mail).map((line) => line.split(":")[0])).toEqual([
    "From",
    "To",
    "Subject",
    "Message-ID",
    "Date",
    "MIME-Version",
    "Auto-Submitted",
    "X-Auto-Response-Suppress",
    "Content-Type",
  ]);
  expect(headersOf(mail)[1]).toBe('To: "x\\" <eva@evil.example>, \\"y\\\\" <ana@south.example>');
});

test("no content ends its part before its time", async () => {
  const mail = mimeOf(head(), { ...letter, text: "--=_i000000004000800000000000000001bedel--\nand on" });
  expect((await simpleParser(mail)).text).toContain("and on");
});
