import type { PublicType, PublicTypes } from "../../src/bookings/booking-page/contract.ts";
import type { Told } from "../public/registering/asking.ts";
import { serversTime, setServersTime } from "../public/servers-time.ts";
import { whileSeen } from "./calendar/reader.ts";
import { paint } from "./colour.ts";
import { h, type Inside, type Piece } from "./drawing/draw.ts";
import { icon } from "./drawing/icons.ts";
import { languageSwitch, t } from "./words/language.ts";
import { cityNamed, lengthNamed, timeOf } from "./words/times.ts";

type Look = Pick<PublicType, "institution" | "colour" | "logo" | "now" | "clockRuns" | "sandbox" | "language">;
type Place = PublicType["place"];
export type Offered = PublicTypes["types"][number];

/** What every answer brings along. */
export function takeLook(look: Look): void {
  setServersTime(look.now, look.clockRuns);
  paint(look.colour);
}

/** One card, or what is said where there is nothing to show in it. */
export function sheet<T extends Look>(told: Told<T> | null, zone: string, again: () => void, inside: (page: T) => Inside): Inside {
  const kind = told === null ? "wait" : told.is;
  return [
    h("main", { class: "sheet", "aria-busy": told === null, key: kind }, told?.is === "told" ? inside(told.told) : without(told, again)),
    told?.is === "told" &&
      told.told.sandbox &&
      h("footer", {}, t("sandbox", { time: timeOf(new Date(serversTime()).toISOString(), zone), city: cityNamed(zone) })),
  ];
}

function without<T>(told: Exclude<Told<T>, { is: "told" }> | null, again: () => void): Piece {
  if (told === null) return h("div", { class: "card waiting" }, h("p", {}, t("loading")), h("div", { class: "busy", "aria-hidden": true }));
  if (told.is === "unknown") return h("div", { class: "card alone" }, h("h1", {}, t("unknown.title")), h("p", {}, t("unknown.text")));
  return h(
    "div",
    { class: "card alone", role: "alert" },
    h("h1", {}, t("away.title")),
    h("p", {}, told.is === "refused" ? told.detail : t("away.text")),
    h("p", {}, h("button", { type: "button", class: "quiet", onclick: again }, t("away.again"))),
  );
}

export const titleOf = <T extends Look>(told: Told<T> | null, title: (page: T) => string): string =>
  told?.is === "told" ? t("pageTitle", { title: title(told.told), institution: told.told.institution }) : told?.is === "unknown" ? t("unknown.title") : "Bedel";

/** Asks again by itself while nobody answers. */
export const untilTold = (is: () => Told<unknown>["is"] | null, ask: () => void): (() => void) => whileSeen(() => is() === "away" && ask(), 10_000);

/** Whose page it is. Without a logo, the first letters of its name stand for it. */
export function whose({ institution, logo }: Look): Piece {
  const letters = institution
    .split(/\s+/)
    .filter((word) => /^\p{Lu}/u.test(word))
    .slice(0, 2)
    .map((word) => word[0]!)
    .join("");
  const sign = logo === null ? h("span", { class: "letters", "aria-hidden": true }, letters) : h("img", { class: "logo", src: logo, alt: "" });
  return h("div", { class: "whose" }, h("div", { class: "top" }, sign, languageSwitch()), h("p", { class: "institution" }, institution));
}

export const fact = (name: Parameters<typeof icon>[0], label: string, ...inside: Inside[]): Piece =>
  h("li", {}, icon(name), h("div", {}, h("span", { class: "unseen" }, label, " "), inside));

const placeNamed = (place: Place): string =>
  place.kind === "zoom" ? t("what.zoom") : place.kind === "telephone" ? t("what.telephone", { text: place.text }) : place.text;

export const hostsFact = (hosts: readonly string[]): Piece | null => (hosts.length === 0 ? null : fact("people", t("what.with"), hosts.join(", ")));
export const lengthFact = (lengths: readonly number[]): Piece => fact("length", t("what.length"), lengths.map(lengthNamed).join(" · "));
export const placeFact = (place: Place): Piece => fact(place.kind, t("what.place"), placeNamed(place));

/** A long description is folded: the free times are what people come for. */
export function described(text: string): Piece | null {
  if (text === "") return null;
  if (text.length <= 280) return h("p", { class: "description" }, text);
  return h("details", { class: "description" }, h("summary", {}, t("what.about")), h("p", {}, text));
}
