import type { OwnBooking, PublicType } from "../../../src/bookings/booking-page/contract.ts";
import type { Told } from "../../public/registering/asking.ts";
import { formCame } from "../../public/registering/sending.ts";
import { askTimes, askType } from "../asking.ts";
import { aPicker, type Picker } from "../calendar/picker.ts";
import { visitorsZone } from "../calendar/zone.ts";
import { h, type Inside, type Piece } from "../drawing/draw.ts";
import { ownPage } from "../mine/own-page.ts";
import { described, fact, hostsFact, lengthFact, placeFact, sheet, takeLook, titleOf, untilTold, whose } from "../sheet.ts";
import { focusOn, redraw, step, stepBack, stepTo, type Shown } from "../stage.ts";
import { offer, t } from "../words/language.ts";
import { lengthNamed } from "../words/times.ts";
import { aForm, type BookingForm } from "./form.ts";

type GoTo = (path: string, page: Shown) => void;

/** What can be booked, when, and by whom: the card that strangers come to. */
export function typePage(slug: string, goTo: GoTo): Shown {
  let told: Told<PublicType> | null = null;
  let minutes = 0;
  let start: string | null = null;
  let picker: Picker | null = null;
  let form: BookingForm | null = null;

  const ask = async (): Promise<PublicType | null> => {
    const answer = await askType(slug);
    if (answer.is === "told") take(answer.told);
    if (answer.is === "told" || told?.is !== "told") told = answer;
    redraw();
    return answer.is === "told" ? answer.told : null;
  };
  const take = (page: PublicType): void => {
    takeLook(page);
    formCame(page.form);
    offer(page.languages);
    if (!page.lengths.includes(minutes)) minutes = page.lengths[0]!;
    if (page.closed === null) picker ??= aPicker({ times: () => askTimes(slug, minutes), zone: visitorsZone(page.zone), lastDay: () => page.lastDay, pick });
  };
  const pick = (at: string): void => {
    start = at;
    stepTo("details");
    focusOn("#form-title", "start");
  };
  const lengthen = (to: number): void => {
    minutes = to;
    picker?.renew();
  };
  const booked = (own: OwnBooking): void => {
    const path = new URL(own.address, location.origin).pathname;
    goTo(path, ownPage(path.split("/").at(-1)!, goTo, own));
    focusOn("h1", "start");
  };
  const theForm = (): BookingForm =>
    (form ??= aForm({
      slug,
      page: () => (told?.is === "told" ? told.told : null),
      ask,
      zone: () => picker!.zone(),
      booked,
      rechoose: (at) => (start = at),
      back: stepBack,
    }));

  const view = (page: PublicType): Inside => {
    if (page.closed !== null || picker === null || picker.isClosed()) return h("div", { class: "card two" }, what(page), closed());
    if (step() === "details" && start !== null) return h("div", { class: "card two" }, what(page, { picker, minutes }), theForm().view(start, minutes));
    return h("div", { class: "card three" }, what(page, { picker, minutes, lengthen }), choosing(t("choose.title"), picker));
  };
  /** What can't be booked now may be in a moment. */
  const stopAsking = untilTold(
    () => (told?.is === "told" && told.told.closed !== null ? "away" : (told?.is ?? null)),
    () => void ask(),
  );
  void ask();
  return {
    title: () => titleOf(told, ({ name }) => name),
    view: () => sheet(told, picker?.zone() ?? visitorsZone("UTC"), () => void ask(), view),
    returned: () => focusOn(step() === "details" ? "#form-title" : `.times [data-start="${start}"], #choose-title`),
    left: () => {
      stopAsking();
      picker?.stop();
    },
  };
}

export const choosing = (title: string, picker: Picker): Piece =>
  h("section", { class: "choosing", "aria-labelledby": "choose-title" }, h("h2", { id: "choose-title", tabindex: -1 }, title), picker.view());

const closed = (): Piece => h("section", { class: "choosing closed", role: "status" }, h("h2", {}, t("closed.title")), h("p", {}, t("closed.text")));

type Choice = { picker: Picker; minutes: number; lengthen?: (to: number) => void };

function what(page: PublicType, choice?: Choice): Piece {
  const { name, description, hosts, lengths, place } = page;
  const chosen = choice === undefined ? lengths : [choice.minutes];
  const mayChoose = choice?.lengthen !== undefined && lengths.length > 1;
  return h(
    "section",
    { class: "what" },
    whose(page),
    h("h1", {}, name),
    described(description),
    h(
      "ul",
      { class: "facts" },
      hostsFact(hosts),
      mayChoose ? fact("length", "", lengthChoice(lengths, choice.minutes, choice.lengthen!)) : lengthFact(chosen),
      placeFact(place),
      choice !== undefined && fact("zone", "", choice.picker.zoneView()),
    ),
  );
}

const lengthChoice = (lengths: readonly number[], chosen: number, lengthen: (to: number) => void): Piece =>
  h(
    "fieldset",
    { class: "lengths" },
    h("legend", { class: "unseen" }, t("choose.lengths")),
    lengths.map((minutes) =>
      h(
        "label",
        {},
        h("input", { type: "radio", name: "minutes", checked: minutes === chosen, onchange: () => lengthen(minutes) }),
        h("span", {}, lengthNamed(minutes)),
      ),
    ),
  );
