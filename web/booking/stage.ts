import { draw, type Inside } from "./drawing/draw.ts";

/** A page: what it shows at any moment, and what it does when somebody comes back to it within the browser, or leaves it. */
export type Shown = { view: () => Inside; title: () => string; returned?: () => void; left?: () => void };

let shown: Shown = { view: () => null, title: () => "Bedel" };
let said: Element | null = null;

/** What is on the page from now on. */
export function show(next: Shown): void {
  shown.left?.();
  shown = next;
  redraw();
}

export function redraw(): void {
  draw(document.getElementById("root")!, shown.view());
  document.title = shown.title();
}

/** Where in the page somebody is stands in the address, so that the browser's own way back leads back: `#details`. */
export const step = (): string => location.hash.slice(1);

export function stepTo(name: string): void {
  history.pushState({ stepped: true }, "", `#${name}`);
  redraw();
}

export function stepBack(): void {
  if ((history.state as { stepped?: boolean } | null)?.stepped === true) return history.back();
  stay();
}

/** The step is done: going back does not lead into it again. */
export function stay(): void {
  history.replaceState(null, "", location.pathname + location.search);
  shown.returned?.();
  redraw();
}

export function returned(): void {
  redraw();
  shown.returned?.();
}

/** Told to who hears the page rather than sees it. The same twice is told twice. */
export function announce(text: string): void {
  said ??= document.body.appendChild(heard());
  said.textContent = said.textContent === text ? `${text}\u00a0` : text;
}

function heard(): Element {
  const region = document.createElement("p");
  region.className = "unseen";
  region.setAttribute("role", "status");
  return region;
}

/** Puts the keyboard on it, and it into sight. */
export function focusOn(selector: string, block: ScrollLogicalPosition = "nearest"): void {
  const element = document.querySelector<HTMLElement>(selector);
  element?.focus({ preventScroll: true });
  element?.scrollIntoView({ block });
}
