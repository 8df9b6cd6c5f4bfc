import { h, type Piece } from "../drawing/draw.ts";
import { announce, focusOn, redraw } from "../stage.ts";
import { language, t } from "../words/language.ts";
import { cityNamed, offsetOf, zoneNamed } from "../words/times.ts";

/** The visitor's own zone, where the browser tells one that exists. */
export function visitorsZone(otherwise: string): string {
  try {
    const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
    offsetOf(0, zone);
    return zone;
  } catch {
    return otherwise;
  }
}

type Option = { zone: string; city: string; offset: string; searched: string };
const plain = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function optionsOf(own: string, at: number): Option[] {
  const zones = new Set([...Intl.supportedValuesOf("timeZone"), "UTC", own]);
  const options = [...zones].map((zone) => {
    const [city, offset] = [cityNamed(zone), offsetOf(at, zone)];
    return { zone, city, offset, searched: plain(`${city} ${zone.replaceAll("_", " ")} ${offset}`) };
  });
  return options.toSorted((a, b) => a.city.localeCompare(b.city, language()));
}

/** Shows the zone in which times are told, as it is then (`at`): clocks may be changed until then. Lets another be chosen: a list to type into, as WAI-ARIA's combobox. */
export function aZoneChooser(zone: () => string, at: () => number, choose: (zone: string) => void): () => Piece {
  let open = false;
  let typed = "";
  let active = 0;
  let all: Option[] = [];
  const found = (): Option[] =>
    all.filter(({ searched }) =>
      plain(typed)
        .split(/\s+/)
        .every((word) => searched.includes(word)),
    );

  const unfold = (): void => {
    [open, typed, all] = [true, "", optionsOf(zone(), at())];
    active = all.findIndex((one) => one.zone === zone());
    redraw();
    focusOn("#zone-search");
    document.querySelector("#zone-list [aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  };
  const fold = (): void => {
    open = false;
    redraw();
    focusOn("#zone-shown");
  };
  const take = (option: Option | undefined): void => {
    if (option === undefined) return;
    choose(option.zone);
    fold();
    announce(zoneNamed(option.zone));
  };
  const type = (text: string): void => {
    [typed, active] = [text, 0];
    redraw();
    announce(found().length === 0 ? t("zone.none") : t("zone.found", { n: found().length }));
  };
  const press = (event: KeyboardEvent): void => {
    const last = found().length - 1;
    const to = { ArrowDown: Math.min(active + 1, last), ArrowUp: Math.max(active - 1, 0) }[event.key];
    if (to === undefined && event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    if (event.key === "Enter") return take(found()[active]);
    if (event.key === "Escape") return fold();
    active = to!;
    redraw();
    document.getElementById(`zone-${active}`)?.scrollIntoView({ block: "nearest" });
  };
  /** Whoever goes on elsewhere leaves it as it is. */
  const leave = (event: FocusEvent & { currentTarget: Element }): void => {
    if (event.relatedTarget === null || event.currentTarget.contains(event.relatedTarget as Node)) return;
    open = false;
    redraw();
  };
  return () => (open ? unfolded({ typed, active, options: found(), own: zone(), type, press, leave, take, fold }) : folded(zone(), at(), unfold));
}

const folded = (zone: string, at: number, unfold: () => void): Piece =>
  h(
    "button",
    { key: "folded", type: "button", id: "zone-shown", class: "zone", title: t("zone.change"), "aria-haspopup": "listbox", onclick: unfold },
    h("span", { class: "unseen" }, t("what.zone"), " "),
    `${zoneNamed(zone)} (${offsetOf(at, zone)})`,
  );

type Unfolded = {
  typed: string;
  active: number;
  options: Option[];
  own: string;
  type: (text: string) => void;
  press: (event: KeyboardEvent) => void;
  leave: (event: FocusEvent & { currentTarget: Element }) => void;
  take: (option: Option) => void;
  fold: () => void;
};

function unfolded({ typed, active, options, own, type, press, leave, take, fold }: Unfolded): Piece {
  const field = h("input", {
    id: "zone-search",
    role: "combobox",
    autocomplete: "off",
    spellcheck: "false",
    value: typed,
    "aria-expanded": true,
    "aria-autocomplete": "list",
    "aria-controls": "zone-list",
    "aria-activedescendant": options.length === 0 ? null : `zone-${active}`,
    oninput: (event: InputEvent & { currentTarget: HTMLInputElement }) => type(event.currentTarget.value),
    onkeydown: press,
  });
  const rows = options.map((option, at) =>
    h(
      "li",
      { id: `zone-${at}`, role: "option", "aria-selected": at === active, class: option.zone === own ? "kept" : "", onclick: () => take(option) },
      h("span", {}, option.city),
      h("span", { class: "faint" }, option.offset),
    ),
  );
  return h(
    "div",
    { key: "unfolded", class: "zones", onfocusout: leave },
    h("label", { for: "zone-search" }, t("zone.search")),
    field,
    // What is pressed takes the keyboard from the field before it is chosen: not here.
    h("ul", { id: "zone-list", role: "listbox", "aria-label": t("zone.search"), onmousedown: (event: Event) => event.preventDefault() }, rows),
    options.length === 0 && h("p", { class: "faint" }, t("zone.none")),
    h("button", { type: "button", class: "plain", onclick: fold }, t("zone.close")),
  );
}
