import type { PublicTypes } from "../../../src/bookings/booking-page/contract.ts";
import type { Told } from "../../public/registering/asking.ts";
import { askTypes } from "../asking.ts";
import { visitorsZone } from "../calendar/zone.ts";
import { h, type Inside, type Piece } from "../drawing/draw.ts";
import { described, hostsFact, lengthFact, placeFact, sheet, takeLook, titleOf, untilTold, whose, type Offered } from "../sheet.ts";
import { redraw, type Shown } from "../stage.ts";
import { languageSwitch, offer, t } from "../words/language.ts";

/** All that an institution lists; without one that is named, that of the only one, or whose there are. */
export function listPage(of: string | null): Shown {
  let told: Told<PublicTypes> | null = null;
  const zone = visitorsZone("UTC");
  const ask = async (): Promise<void> => {
    told = await askTypes(of);
    if (told.is === "told") offer(["en", "es"], told.told.language);
    if (told.is === "told") takeLook(told.told);
    redraw();
  };
  void ask();
  return {
    title: () => (isChoice(told) ? t("list.title") : titleOf(told, () => t("list.title"))),
    left: untilTold(
      () => told?.is ?? null,
      () => void ask(),
    ),
    view: () => sheet(told, zone, () => void ask(), list),
  };
}

const isChoice = (told: Told<PublicTypes> | null): boolean => told?.is === "told" && told.told.institution === "";

const list = (page: PublicTypes): Inside => (page.institution === "" ? choice(page) : listed(page));

const choice = ({ choices }: PublicTypes): Inside =>
  h(
    "div",
    { class: "card listed" },
    h("div", { class: "whose" }, h("div", { class: "top" }, h("span", {}), languageSwitch())),
    h("h1", {}, t("list.title")),
    choices.length === 0
      ? h("p", {}, t("list.nobody"))
      : [
          h("p", {}, t("list.whose")),
          h(
            "ul",
            { class: "types" },
            choices.map(({ of, name }) => h("li", {}, h("h2", {}, h("a", { href: `/book?of=${encodeURIComponent(of)}` }, name)))),
          ),
        ],
  );

const listed = (page: PublicTypes): Inside =>
  h(
    "div",
    { class: "card listed" },
    whose(page),
    h("h1", {}, t("list.title")),
    page.types.length === 0 ? h("p", {}, t("list.empty")) : [h("p", {}, t("list.text")), h("ul", { class: "types" }, page.types.map(row))],
  );

const row = ({ slug, name, description, lengths, place, hosts }: Offered): Piece =>
  h(
    "li",
    {},
    h("h2", {}, h("a", { href: `/book/${encodeURIComponent(slug)}` }, name)),
    h("ul", { class: "facts" }, hostsFact(hosts), lengthFact(lengths), placeFact(place)),
    described(description),
  );
