import { askToAdd } from "../asking.ts";
import { h, type Piece } from "../drawing/draw.ts";
import { deed, focusOnFault, refusal, type Faults } from "../fields/field.ts";
import { guestFaults, guestRows, guestsNamed, noGuest, type Guest } from "../fields/guests.ts";
import { serversTime } from "../../public/servers-time.ts";
import { focusOn, redraw } from "../stage.ts";
import { t } from "../words/language.ts";
import type { Deeds } from "./own-page.ts";

/** Somebody else comes along, also after it was booked. */
export function anAdding({ token, own, done }: Deeds): { view: () => Piece | null } {
  let guests: Guest[] | null = null;
  let faults: Faults = {};
  let going = false;
  const fold = (to: Guest[] | null): void => {
    [guests, faults] = [to, {}];
    redraw();
    focusOn(to === null ? "#bring" : '[name="guests.0.name"]');
  };
  const fault = (found: Faults): void => {
    faults = found;
    redraw();
    focusOnFault();
  };
  const add = async (): Promise<void> => {
    if (going || guests === null) return;
    const [named, wrong] = [guestsNamed(guests), guestFaults(guests)];
    if (named.length === 0) return fault({ "guests.0.email": t("form.missing") });
    if (Object.keys(wrong).length > 0) return fault(wrong);
    going = true;
    redraw();
    const answer = await askToAdd(token, named);
    going = false;
    if (answer.is !== "told") return fault({ form: answer.is === "refused" ? answer.detail : t("own.failed") });
    guests = null;
    done(answer.told, () => t("own.added", { n: named.length }));
  };
  const change = (to: Guest[]): void => {
    guests = to;
    redraw();
  };
  return {
    view: () => {
      const most = own().mostGuests - own().guests.length;
      if (own().status === "cancelled" || Date.parse(own().start) <= serversTime() || most <= 0) return null;
      if (guests === null)
        return h("button", { key: "shut", type: "button", id: "bring", class: "quiet", onclick: () => fold([noGuest()]) }, t("own.addGuests"));
      return h(
        "section",
        { key: "open", class: "sure" },
        guestRows({ guests, most, faults, change }),
        refusal(faults["form"]),
        h(
          "p",
          { class: "ways" },
          deed(going, t("own.addYes"), t("form.sending"), { onclick: () => void add() }),
          h("button", { type: "button", class: "quiet", onclick: () => fold(null) }, t("own.back")),
        ),
      );
    },
  };
}
