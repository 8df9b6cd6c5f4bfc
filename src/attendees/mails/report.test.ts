import { expect, test } from "vitest";
import { verdictOf, type Returned } from "./report.ts";

const report = (status: string, contentType = "multipart/report; report-type=delivery-status"): Returned => ({
  contentType,
  parts: [
    { contentType: "text/plain", content: "I'm sorry to have to inform you that your message could not be delivered." },
    { contentType: "message/delivery-status", content: status },
  ],
});
const dsn = (action: string, status: string, diagnostic = "smtp; 550 5.1.1 <ana@elsewhere.example>: user unknown"): string =>
  `Reporting-MTA: dns; mail.uni.example\r\nArrival-Date: Mon, 1 Mar 2027 09:00:00 +0000\r\n\r\nFinal-Recipient: rfc822; ana@elsewhere.example\r\nAction: ${action}\r\nStatus: ${status}\r\nDiagnostic-Code: ${diagnostic}\r\n`;

test("a report of final failure counts, with what the other server said on one line", () => {
  expect(verdictOf(report(dsn("failed", "5.1.1")))).toEqual({ is: "final", because: "550 5.1.1 <ana@elsewhere.example>: user unknown" });
  expect(verdictOf(report(dsn("Failed", "5.2.2", "smtp; 552\r\n mailbox\u202e full\u0007")))).toEqual({ is: "final", because: "5.2.2 552 mailbox full" });
  expect(verdictOf(report(dsn("failed", "5.0.0", `smtp; ${"x".repeat(5000)}`)))).toMatchObject({ because: expect.stringMatching(/^.{250}$/u) as string });
});

test.each([
  ["delayed", "4.4.1"],
  ["failed", "4.4.7"],
  ["delivered", "2.0.0"],
  ["relayed", "2.0.0"],
])("a report that it is %s (%s) marks nothing", (action, status) => {
  expect(verdictOf(report(dsn(action, status)))).toEqual({ is: "delayed" });
});

test("words that look like a report are none: an answer from holidays, a quoted report, one without its machine-readable part", () => {
  expect(verdictOf({ contentType: "text/plain", parts: [{ contentType: "text/plain", content: dsn("failed", "5.1.1") }] })).toEqual({ is: "other" });
  expect(verdictOf(report(dsn("failed", "5.1.1"), "multipart/mixed"))).toEqual({ is: "other" });
  expect(verdictOf({ contentType: "multipart/report", parts: [{ contentType: "text/plain", content: dsn("failed", "5.1.1") }] })).toEqual({ is: "other" });
  expect(verdictOf(report("Action failed\n\n: x\n\n"))).toEqual({ is: "other" });
});
