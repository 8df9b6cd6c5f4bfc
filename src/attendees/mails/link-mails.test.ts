import { expect, test } from "vitest";
import { linkOf, saidOf, whyNotAgain } from "./link-mails.ts";

const mail = (state: string, trouble: string | null = null) => ({ state, trouble });

test("what the mail server said is told from its number on, cut, on one line", () => {
  expect(saidOf(mail("refused", "EENVELOPE RCPT TO 550 5.1.1 no such\r\n mailbox"))).toBe("550 5.1.1 no such mailbox");
  expect(saidOf(mail("refused", `EENVELOPE RCPT TO 550 ${"x".repeat(300)}`))).toHaveLength(140);
  expect(saidOf(mail("bounced", "5.1.1 smtp; 550 user unknown"))).toBe("5.1.1 smtp; 550 user unknown");
  expect(saidOf(mail("failed", "too_late"))).toBeNull();
  expect(saidOf(null)).toBeNull();
});

test("a mail that was refused, one that came back and one that was given up are told apart", () => {
  expect(["refused", "bounced", "failed", "sending", "withdrawn"].map((state) => linkOf(mail(state)))).toEqual([
    "refused",
    "bounced",
    "failed",
    "queued",
    "not yet",
  ]);
});

test("a link is sent again unless it is on its way, and only so often", () => {
  expect(whyNotAgain(mail("queued"), 0)).toBe("mail_on_its_way");
  expect(whyNotAgain(mail("sent"), 3)).toBeNull();
  expect(whyNotAgain(mail("bounced"), 4)).toBe("mailed_too_often");
});
