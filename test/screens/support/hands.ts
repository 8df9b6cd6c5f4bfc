import type { Locator, Page } from "playwright-core";

/**
 * How long a person takes over what a browser test does at once: the keystroke-level model (Card, Moran and Newell 1980), with the pace of somebody who types
 * no more than other people do. Before each click and each field there is a thought, and the pointer travels to it.
 */
const THINKS_MS = 1350;
const POINTS_AND_CLICKS_MS = 1300;
const KEY_MS = 280;

/** Somebody's hands: everything that they do is counted. */
export type Hands = {
  press(what: Locator): Promise<void>;
  type(into: Locator, text: string): Promise<void>;
  back(from: Page): Promise<void>;
  /** What it would have taken a person, the time in which the screens were waited for included. */
  tookMs(): number;
  clicks(): number;
  keys(): number;
};

export function someHands(): Hands {
  let [clicks, keys, waited] = [0, 0, 0];
  const timed = async (work: () => Promise<void>): Promise<void> => {
    const begun = performance.now();
    await work();
    waited += performance.now() - begun;
  };
  const press = async (what: Locator): Promise<void> => {
    clicks += 1;
    await timed(() => what.click());
  };
  const type = async (into: Locator, text: string): Promise<void> => {
    clicks += 1; // into the field
    keys += text.length;
    await timed(() => into.fill(text));
  };
  const back = async (from: Page): Promise<void> => {
    clicks += 1;
    await timed(async () => void (await from.goBack()));
  };
  const tookMs = (): number => clicks * (THINKS_MS + POINTS_AND_CLICKS_MS) + keys * KEY_MS + waited;
  return { press, type, back, tookMs, clicks: () => clicks, keys: () => keys };
}
