import { h, type Piece } from "../drawing/draw.ts";
import { icon } from "../drawing/icons.ts";
import { focusOn } from "../stage.ts";
import { t } from "../words/language.ts";
import { field, isAddress, type Faults } from "./field.ts";

export type Guest = { name: string; email: string };
export const noGuest = (): Guest => ({ name: "", email: "" });

const isEmpty = ({ name, email }: Guest): boolean => name.trim() === "" && email.trim() === "";

/** Those that were filled in. */
export const guestsNamed = (guests: readonly Guest[]): Guest[] =>
  guests.filter((guest) => !isEmpty(guest)).map(({ name, email }) => ({ name: name.trim(), email: email.trim() }));

export const guestFaults = (guests: readonly Guest[]): Faults =>
  Object.fromEntries(guests.flatMap((guest, at) => (isEmpty(guest) || isAddress(guest.email) ? [] : [[`guests.${at}.email`, t("form.address")]])));

type Shown = { guests: readonly Guest[]; most: number; faults: Faults; change: (guests: Guest[]) => void };

/** Rows for whom somebody brings along; one more at a time. */
export function guestRows({ guests, most, faults, change }: Shown): Piece | null {
  if (most === 0) return null;
  const put = (at: number, more: Partial<Guest>): void => change(guests.map((guest, i) => (i === at ? { ...guest, ...more } : guest)));
  const add = (): void => {
    change([...guests, noGuest()]);
    focusOn(`[name="guests.${guests.length}.name"]`);
  };
  const drop = (at: number): void => {
    change(guests.filter((_, i) => i !== at));
    focusOn(guests.length > 1 ? `[name="guests.${Math.max(at - 1, 0)}.name"]` : "#add-guest");
  };
  const rows = guests.map((guest, at) =>
    h(
      "li",
      {},
      field({
        name: `guests.${at}.name`,
        label: t("form.guestName", { n: at + 1 }),
        most: 120,
        value: guest.name,
        fault: faults[`guests.${at}.name`],
        onType: (name) => put(at, { name }),
      }),
      field({
        name: `guests.${at}.email`,
        label: t("form.guestEmail", { n: at + 1 }),
        type: "email",
        needed: true,
        most: 254,
        value: guest.email,
        fault: faults[`guests.${at}.email`],
        onType: (email) => put(at, { email }),
      }),
      h("button", { type: "button", class: "drop", "aria-label": t("form.removeGuest", { n: at + 1 }), onclick: () => drop(at) }, icon("gone")),
    ),
  );
  return h(
    "fieldset",
    { class: "guests" },
    h("legend", {}, t("form.guests")),
    h("p", { class: "faint" }, t("form.guestsText", { n: most })),
    h("ol", {}, rows),
    faults["guests"] !== undefined && h("p", { class: "fault" }, faults["guests"]),
    guests.length < most && h("button", { type: "button", id: "add-guest", class: "quiet", onclick: add }, t("form.addGuest")),
  );
}
