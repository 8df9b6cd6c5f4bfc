import { AxeBuilder } from "@axe-core/playwright";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { afterAll, expect, onTestFinished } from "vitest";
import { whatIsCut } from "./clipped-text.ts";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const SIZES = { desktop: { width: 1280, height: 860 }, phone: { width: 390, height: 844 } };
/** Less than a test's own time, so that a failure tells which step of a journey was waited for. */
const PATIENCE = 15_000;
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

export type Look = {
  on?: "desktop" | "phone";
  in?: "light" | "dark";
  language?: string;
  zone?: string;
  /** Of somebody who has signed in already. */
  cookies?: Parameters<BrowserContext["addCookies"]>[0];
  /** What the server is right to refuse already on the way to the page. */
  expecting?: RegExp;
};

/** A page that watches itself: what it must never do is collected while the test goes on. */
export type Screen = {
  page: Page;
  context: BrowserContext;
  /**
   * Fails on what is wrong with what is seen now, and on what went wrong on the way here. Call it at every screen worth a look.
   * Judging the accessibility takes by far the longest; `layout` leaves it out, for a screen that was judged in another look.
   */
  check(what?: "all" | "layout"): Promise<void>;
  whatIsWrong(): Promise<string[]>;
  /** What the server was right to refuse: a console error that matches is expected, from now on. */
  expectError(pattern: RegExp): void;
};

export type TestBrowser = { open(path: string, look?: Look): Promise<Screen>; close(): Promise<void> };

/** One browser for a file's tests; it closes after the last of them. `origin` is the server's address: nothing else may be fetched. */
export async function openBrowser(origin: string): Promise<TestBrowser> {
  const browser = await chromium.launch({ executablePath: await chromiumPath(), args: FLAGS });
  afterAll(() => browser.close());
  return {
    open: (path, look = {}) => openScreen(browser, origin, path, look),
    close: () => browser.close(),
  };
}

async function openScreen(browser: Browser, origin: string, path: string, wish: Look): Promise<Screen> {
  const on = wish.on ?? "desktop";
  const context = await browser.newContext({
    viewport: SIZES[on],
    hasTouch: on === "phone",
    isMobile: on === "phone",
    colorScheme: wish.in ?? "light",
    locale: wish.language ?? "en",
    timezoneId: wish.zone ?? "Europe/Madrid",
    reducedMotion: "reduce",
    baseURL: origin,
  });
  onTestFinished(() => context.close());
  context.setDefaultTimeout(PATIENCE);
  if (wish.cookies !== undefined) await context.addCookies(wish.cookies);
  const page = await context.newPage();
  const troubles: string[] = [];
  const expected: RegExp[] = wish.expecting === undefined ? [] : [wish.expecting];
  watch(context, page, origin, (trouble) => expected.some((pattern) => pattern.test(trouble)) || troubles.push(trouble));
  await page.goto(path);
  const look = (what?: "all" | "layout") => whatIsWrong(page, troubles, what ?? "all");
  const check: Screen["check"] = async (what) => expect(await look(what), `on ${new URL(page.url()).pathname}`).toEqual([]);
  return { page, context, check, whatIsWrong: () => look(), expectError: (pattern) => void expected.push(pattern) };
}

/** A frame that runs no scripts, such as a mail's, can't be judged from within; axe would wait half a minute for its answer. */
const CLOSED_FRAME = "iframe[sandbox]";

/** To look into a frame that runs no scripts, we try to run ours. */
const OUR_OWN_DOING = /^Blocked script execution in 'about:srcdoc'/;

function watch(context: BrowserContext, page: Page, origin: string, tell: (trouble: string) => void): void {
  const atHome = (url: string): boolean => url.startsWith(`${origin}/`) || /^(data|blob|about):/.test(url);
  context.on("request", (request) => {
    if (!atHome(request.url())) tell(`asked for ${request.url()}, outside the server`);
  });
  page.on("console", (message) => {
    if (message.type() === "error" && !OUR_OWN_DOING.test(message.text())) tell(`console: ${message.text()} (${message.location().url})`);
  });
  page.on("pageerror", (error) => tell(`thrown: ${error.message}`));
}

async function whatIsWrong(page: Page, troubles: string[], what: "all" | "layout"): Promise<string[]> {
  await page.evaluate(() => document.fonts.ready);
  const inaccessible = what === "all" ? await whatIsInaccessible(page) : [];
  const { texts, sideways } = await page.evaluate(whatIsCut);
  const cut = texts.map((text) => `text is cut, let it wrap or give it a title: ${text}`);
  return [...inaccessible, ...cut, ...sideways.map((what) => `scrolls sideways: ${what}`), ...troubles.splice(0)];
}

async function whatIsInaccessible(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ["violations"] })
    .withTags(RULES)
    .exclude(CLOSED_FRAME)
    .analyze();
  return violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `axe: ${id}: ${help}: ${node.html.slice(0, 160)}`));
}

async function chromiumPath(): Promise<string> {
  const found = (await import(new URL("../../scripts/lib/chromium.mjs", import.meta.url).href)) as { findChromium(node: string): Promise<string> };
  return found.findChromium(process.execPath);
}
