import type { BrowserContext, Page } from "playwright-core";

/** What of the page is looked at, in milliseconds from asking for it: the first session drawn, and one that was clicked telling of itself. */
export type Opened = { shown: number; usable: number };

/** In a browser that has been there before, so that what is measured is the week and not the fetching of the program. */
export async function open(context: BrowserContext, address: string): Promise<{ page: Page; opened: Opened }> {
  const page = await context.newPage();
  const begun = performance.now();
  await page.goto(address, { waitUntil: "commit" });
  await page.waitForFunction(() => document.querySelector("[role=gridcell][data-session]") !== null); // asked at each frame
  const shown = performance.now() - begun;
  for (let told = false; !told;) {
    const place = (await (await page.waitForFunction(inSight)).jsonValue())!;
    await page.mouse.click(place.x, place.y);
    const telling = page.waitForFunction(() => document.querySelector("[role=dialog]") !== null, undefined, { timeout: 1000 });
    told = await telling.then(
      () => true,
      () => false,
    ); // the board may have gone to its day under the pointer: then clicked again, as people do
  }
  const usable = performance.now() - begun;
  await page.keyboard.press("Escape");
  return { page, opened: { shown: Math.round(shown), usable: Math.round(usable) } };
}

/** The middle of a session that is wholly in sight; where none is, one is scrolled to, as people do. */
function inSight(): { x: number; y: number } | null {
  const board = document.querySelector("[role=grid]")?.getBoundingClientRect();
  const boxes = [...document.querySelectorAll("[role=gridcell][data-session]")].map((block) => block.getBoundingClientRect());
  const seen =
    board === undefined
      ? []
      : boxes.filter((box) => box.left > board.left + 172 && box.right < board.right && box.top > board.top + 100 && box.bottom < board.bottom);
  const one = seen[Math.floor(seen.length / 2)];
  if (one === undefined) document.querySelector("[role=gridcell][data-session]")?.scrollIntoView({ block: "center", inline: "center" });
  return one === undefined ? null : { x: one.left + one.width / 2, y: one.top + one.height / 2 };
}

export type Frames = { perSecond: number; slowestMs: number; sessionsSeen: number };

/** Frames a second while the board is scrolled by 1,500 points a second, down and up and then along the days; and while a page with nothing on it stands still. */
export const scrolled = (page: Page, seconds: number): Promise<Frames> => page.evaluate(scroll, seconds);

async function scroll(seconds: number): Promise<Frames> {
  const board = document.querySelector("[role=grid]");
  const seen = new Set<string | null>();
  const begun = performance.now();
  let [frames, slowest, last] = [0, 0, begun];
  const place = (gone: number, room: number): number => room - Math.abs(((gone * 1.5) % (2 * Math.max(1, room))) - room);
  while (last - begun < seconds * 1000) {
    const now = await new Promise<number>((drawn) => requestAnimationFrame(() => drawn(performance.now())));
    frames += 1;
    slowest = Math.max(slowest, now - last);
    last = now;
    if (board === null) continue;
    const half = now - begun < seconds * 500;
    if (half) board.scrollTop = place(now - begun, board.scrollHeight - board.clientHeight);
    else board.scrollLeft = place(now - begun, board.scrollWidth - board.clientWidth);
    if (frames % 20 === 0) for (const cell of board.querySelectorAll("[data-session]")) seen.add(cell.getAttribute("data-session"));
  }
  return { perSecond: Math.round((frames * 10_000) / (last - begun)) / 10, slowestMs: Math.round(slowest), sessionsSeen: seen.size };
}
