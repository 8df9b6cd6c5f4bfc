import { describe, expect, test } from "vitest";
import { instant } from "../../lib/time.ts";
import { activationIn, codeIn, isZoomsTo, writtenIn, zoomNamesOf, type Head } from "./zooms-mail.ts";

const real = zoomNamesOf("https://zoom.us/signin");
const played = zoomNamesOf("http://localhost:3000/zoom/signin");
const AULA = "aula.magna@universidad.example";
const head = (more: Partial<Head> = {}): Head => ({ from: ["no-reply@zoom.us"], to: [AULA], sentAt: instant("2027-03-01T08:00:00Z"), verdicts: [], ...more });
const found = (said: string): string => `Authentication-Results: ${said}`;
const isOurs = (more: Partial<Head>): boolean => isZoomsTo(real, AULA, head(more));

describe("whose mail it is", () => {
  test.each(["no-reply@zoom.us", "No-Reply@ZOOM.US", "no-reply@notices.zoom.us", "no-reply@zoom.com"])("%s is Zoom", (from) =>
    expect(isOurs({ from: [from] })).toBe(true),
  );
  test.each(["no-reply@zoom.us.evil.example", "no-reply@evilzoom.us", "no-reply@zo\u043em.us", "zoom.us@evil.example", '"no-reply@zoom.us"@evil.example', "no-reply@zoom", "", "no-reply@zoom.us@evil.example", "no-reply@sandbox.example"])("%s is not", (from) => expect(isOurs({ from: [from] })).toBe(false)); // prettier-ignore
  test("two senders are none, another's mail is not ours, and what Zoom's domain disowns is not Zoom's", () => {
    expect(isOurs({ from: ["no-reply@zoom.us", "no-reply@zoom.us"] })).toBe(false);
    expect(isOurs({ to: ["other@universidad.example"] })).toBe(false);
    expect(isOurs({ to: ["other@universidad.example", "AULA.Magna@universidad.example"] })).toBe(true);
    expect(isOurs({ verdicts: [found("mx.example; dkim=none; dmarc=fail (p=reject) header.from=zoom.us")] })).toBe(false);
    expect(isOurs({ verdicts: [found("mx.example; dkim=pass; dmarc=pass header.from=zoom.us")] })).toBe(true);
  });
  test.each<[string, string[], boolean]>([
    ["each line of the own server counts", ["mx.example; spf=pass", "mx.example; dmarc=fail"], false],
    ["however the server is written", ["(by a filter) MX.example 1; spf=pass", '"mx.example" (v2);\r\n\tdmarc = fail'], false],
    ["what another server found came with the mail", ["mx.example; dmarc=pass", "forged.example; dmarc=fail"], true],
    ["where no server is named, every line counts", ["spf=pass smtp.mailfrom=zoom.us; dmarc=pass", "mx.example; dmarc=fail"], false],
    ["where nothing is said, neither", ["", "mx.example; dmarc=fail"], false],
  ])("%s", (_, verdicts, is) => expect(isOurs({ verdicts: verdicts.map(found) })).toBe(is));
  test.each<[string, string, boolean]>([
    ["nothing passes, and one fails", "mx.example; spf=fail smtp.mailfrom=evil.example; dkim=none; dmarc=none", false],
    ["Zoom signs all that it sends, so that nothing at all is none of it", "mx.example; spf=none; dkim=none; dmarc=none", false],
    ["a pass of whoever sent it says nothing of Zoom", "mx.example; spf=pass smtp.mailfrom=evil.example; dkim=pass header.d=evil.example", false],
    ["a pass within a comment or a quoted name is none", 'mx.example; spf=fail (dkim=pass; dmarc=pass) smtp.mailfrom="; dmarc=pass; "@evil.example', false],
    [
      "Zoom's signature is enough, whoever brought the mail",
      "mx.example; spf=pass smtp.mailfrom=0100@amazonses.com; dkim=pass header.i=@zoom.us header.s=k1",
      true,
    ],
    [
      "also where it was passed on",
      "mx.example; spf=softfail smtp.mailfrom=eva@universidad.example; dkim=fail header.d=old.example; dkim=pass header.d=zoom.us",
      true,
    ],
    ["and so is where it came from", "mx.example; spf=pass (sender IP is 3.2.1.0) smtp.mailfrom=<bounce@notices.zoom.us>; dkim=fail", true],
    ["a pass that does not say of what is believed", "mx.example; spf=pass", true],
    ["as the domain's own rule is", "mx.example; spf=fail; dkim=fail; dmarc=pass header.from=zoom.us", true],
    ["what could not be looked up nobody knows", "mx.example; spf=fail; dkim=temperror", true],
    ["unless it is of somebody else", "mx.example; spf=temperror smtp.mailfrom=evil.example; dkim=none", false],
    ["a comment within a comment is one too", "mx.example; spf=fail (a (b); dkim=pass; c)", false],
    ["where only the sending server was looked at, it may be another's", "mx.example; spf=pass smtp.mailfrom=0100@amazonses.com", true],
    ["a server that looks at something else has said nothing", "mx.example; auth=pass smtp.auth=eva", true],
  ])("%s", (_, said, is) => expect(isOurs({ verdicts: [found(said)] })).toBe(is));
  test("a failure of another server's is none", () => {
    expect(isOurs({ verdicts: [found("mx.example; spf=pass"), found("forged.example; spf=fail; dkim=fail")] })).toBe(true);
    expect(isOurs({ verdicts: [found("mx.example; spf=fail"), found("forged.example; dkim=pass header.d=zoom.us")] })).toBe(false);
  });
  test("a Zoom that is played signs nothing: only what fails is not its", () => {
    const isPlayeds = (said: string): boolean => isZoomsTo(played, AULA, head({ from: ["no-reply@localhost"], verdicts: [found(said)] }));
    expect([isPlayeds("mx.example; spf=none; dkim=none"), isPlayeds("mx.example; spf=fail; dkim=none")]).toEqual([true, false]);
  });
  test("a Zoom that is elsewhere writes from its own host only", () => {
    expect(isZoomsTo(played, AULA, head({ from: ["no-reply@localhost"] }))).toBe(true);
    expect(isZoomsTo(played, AULA, head())).toBe(false);
    expect(isZoomsTo(zoomNamesOf("http://127.0.0.1:4000/signin"), AULA, head({ from: ["no-reply@[127.0.0.1]"] }))).toBe(true);
  });
});

describe("the address that activates", () => {
  const inHtml = (...links: string[]) => activationIn(real, writtenIn("", links.map((link) => `<a href="${link}">Activate</a>`).join("")));
  test.each(["https://zoom.us/activate?code=a.b-c&fr=invite", "https://us02web.zoom.us/activate?code=1", "https://us02web.zoom.us/accept_invite?code=1"])("%s", (link) => expect(inHtml(link)).toBe(link)); // prettier-ignore
  test.each(["http://zoom.us/activate?code=1", "https://zoom.us.evil.example/activate?code=1", "https://zoom.us@evil.example/activate?code=1", "https://user@zoom.us/activate?code=1", "https://evil.example/?u=https://zoom.us/activate?code=1", "javascript:alert(1)", "https://zoom.us:8443/activate?code=1", "https://zoom.us/activate", "https://zoom.us/signin?x=1"])("%s is none", (link) => expect(inHtml(link)).toBeNull()); // prettier-ignore
  test("among others, in text or HTML, with its signs written as HTML writes them", () => {
    const link = "https://zoom.us/activate?code=1&fr=invite";
    expect(inHtml("https://evil.example/activate?code=2", "https://explore.zoom.us/", link.replace("&", "&amp;"))).toBe(link);
    expect(activationIn(real, writtenIn(`Activate:\n${link}\nBye`, ""))).toBe(link);
    expect(activationIn(played, writtenIn("http://localhost:3000/zoom/activate?code=1", ""))).toBe("http://localhost:3000/zoom/activate?code=1");
    expect(activationIn(played, writtenIn("http://localhost:3001/zoom/activate?code=1", ""))).toBeNull();
  });
});

describe("the one-time passcode", () => {
  const ofText = (text: string) => codeIn(real, writtenIn(text, ""));
  test.each([["Your code:\n\n123456\n\nBye"], ["Your one-time passcode is 123456."], ["Su código de verificación: 123456"]])("in %j", (text) =>
    expect(ofText(text)).toBe("123456"),
  );
  test.each([["Your password has been changed."], ["Room 1234567"], ["Passcode: 123456\nhttps://us02web.zoom.us/j/81234567890?pwd=x"], ["Call 123456"]])("none in %j", (text) => expect(ofText(text)).toBeNull()); // prettier-ignore
  test("in HTML alone", () => expect(codeIn(real, writtenIn("", '<table><tr><td style="color:#123457"><b>654321</b></td></tr></table>'))).toBe("654321"));
});

test.each([["<".repeat(262_144)], ["href=".repeat(50_000)], ['href="'.repeat(40_000)], ["&#x".repeat(80_000)], ["https://".repeat(30_000)], ["code".repeat(65_000)], ["&#1114111;&#999999;&#xfffff;"], ["<a href='https://zoom.us/activate?code=1'>".repeat(6000)]])("hostile text %# is gone through and hurts nobody", (text) => {
  const written = writtenIn(text, text);
  expect(written.links.length).toBeLessThanOrEqual(400);
  expect(codeIn(real, written)).toBeNull();
}); // prettier-ignore
