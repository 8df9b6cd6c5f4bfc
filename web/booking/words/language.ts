import type { Language } from "../../../src/people/contract.ts";
import { bookingPage as en } from "../../../src/notices/messages/en/booking-page.ts";
import { bookingPage as es } from "../../../src/notices/messages/es/booking-page.ts";
import { browsersLanguage, keepLanguage, languageChosenBefore, LANGUAGES } from "../../public/kept-language.ts";
import { h, type Piece } from "../drawing/draw.ts";
import { redraw } from "../stage.ts";
import { worded, type Values } from "./worded.ts";

const texts = { en, es };
type KeysOf<T, Before extends string = ""> = {
  [K in keyof T & string]: T[K] extends string ? `${Before}${K}` : KeysOf<T[K], `${Before}${K}.`>;
}[keyof T & string];
export type Key = KeysOf<typeof en>;

let offered: readonly Language[] = ["en", "es"];
let told: Language | null = null;
let chosen = languageChosenBefore();

/** What the visitor chose on this machine, else what the browser wishes, where it is offered; else what the answer says. */
export const language = (): Language => [chosen, told, browsersLanguage()].find((one) => one !== null && offered.includes(one)) ?? offered[0] ?? "en";

/** In which languages this can be read, and, of somebody's own booking, in which it was booked. */
export function offer(languages: readonly Language[], own: Language | null = null): void {
  [offered, told] = [languages, own];
  document.documentElement.lang = language();
}

export function t(key: Key, values: Values = {}): string {
  const text = key.split(".").reduce<unknown>((inside, part) => (inside as Record<string, unknown>)[part], texts[language()]);
  return worded(String(text), values, language());
}

/** The visitor's own way of writing the language, where the browser tells it: in London it has 24 hours and another order of days than in New York. */
export const locale = (): string => navigator.languages.find((one) => one.split("-")[0] === language()) ?? language();

function choose(to: Language): void {
  keepLanguage(to);
  chosen = to;
  document.documentElement.lang = to;
  redraw();
}

/** Only where there is something to choose. */
export function languageSwitch(): Piece | null {
  if (offered.length < 2) return null;
  const buttons = LANGUAGES.filter(({ value }) => offered.includes(value)).map(({ value, name }) =>
    h("button", { type: "button", lang: value, "aria-pressed": value === language(), onclick: () => choose(value) }, name),
  );
  return h("div", { class: "languages", role: "group", "aria-label": t("language") }, buttons);
}
