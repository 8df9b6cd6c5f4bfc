import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser, type TestBrowser } from "../support/browser.ts";

const page = (body: string): string =>
  `<!doctype html><html lang="en"><head><title>t</title><link rel="icon" href="data:,"><meta name="viewport" content="width=device-width"></head><body><main><h1>A page</h1>${body}</main></body></html>`;
const pages: Record<string, string> = {
  "/good": page("<p>All is well</p>"),
  "/told": page(
    '<p title="A long sentence that is cut" style="width:60px;overflow:hidden;white-space:nowrap;text-overflow:ellipsis">A long sentence that is cut</p>',
  ),
  "/cut": page('<p style="width:60px;overflow:hidden;white-space:nowrap">A long sentence that is cut</p>'),
  "/wide": page('<div style="width:2000px">wide</div>'),
  "/pale": page('<p style="color:#ccc;background:#fff">hard to read</p>'),
  "/abroad": page('<img alt="" src="http://localhost:1/picture.png">'),
  "/loud": page("<script>console.error('something broke')</script>"),
};
const server = createServer((request, response) => void response.setHeader("content-type", "text/html").end(pages[request.url ?? ""] ?? ""));
let browser: TestBrowser;

beforeAll(async () => {
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  browser = await openBrowser(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
afterAll(() => void server.close());

test.each(["desktop", "phone"] as const)("a page with nothing wrong passes on a %s, in the dark too", async (on) => {
  for (const path of ["/good", "/told"]) await (await browser.open(path, { on, in: "dark" })).check();
});

test.each([
  ["/cut", /^text is cut.*A long sentence/],
  ["/wide", /^scrolls sideways: <div.*wide/],
  ["/pale", /^axe: color-contrast/],
  ["/abroad", /^asked for http:\/\/localhost:1\/picture.png, outside the server/],
  ["/loud", /^console: something broke/],
])("%s is noticed, on a phone as well", async (path, trouble) => {
  for (const on of ["desktop", "phone"] as const) {
    const screen = await browser.open(path, { on });
    expect(await screen.whatIsWrong()).toContainEqual(expect.stringMatching(trouble));
  }
});

test("an error that a test provokes can be expected", async () => {
  const screen = await browser.open("/good");
  screen.expectError(/on purpose/);
  await screen.page.evaluate(() => console.error("broken on purpose"));
  await screen.check();
});
