import type { OwnBooking, PublicType } from "../../../src/bookings/booking-page/contract.ts";
import type { Told } from "../../public/registering/asking.ts";
import { sendForm } from "../../public/registering/sending.ts";
import { freshId } from "../../shell/fresh-id.ts";
import { askToBook } from "../asking.ts";
import { h, type Inside, type Piece } from "../drawing/draw.ts";
import { deed, field, focusOnFault, isAddress, refusal, trap, type Faults } from "../fields/field.ts";
import { guestFaults, guestRows, guestsNamed, type Guest } from "../fields/guests.ts";
import { takenMeanwhile } from "../fields/taken.ts";
import { announce, focusOn, redraw } from "../stage.ts";
import { language, t } from "../words/language.ts";
import { momentOf, whenNamed } from "../words/times.ts";

export type BookingForm = { view: (start: string, minutes: number) => Piece };

type Wish = {
  slug: string;
  page: () => PublicType | null;
  /** Asks for the page anew: its form is good for some time only. */
  ask: () => Promise<PublicType | null>;
  zone: () => string;
  booked: (own: OwnBooking) => void;
  /** Another time for what is typed. */
  rechoose: (start: string) => void;
  /** To all times. */
  back: () => void;
};
type Typed = { name: string; email: string; message: string; topic: string; guests: readonly Guest[] };

/** Who comes. Whatever the server answers, nothing that was typed is lost. */
export function aForm({ slug, page, ask, zone, booked, rechoose, back }: Wish): BookingForm {
  const id = freshId(); // whoever presses twice books once
  let typed: Typed = { name: "", email: "", message: "", topic: "", guests: [] };
  let faults: Faults = {};
  let nearest: string[] | null = null;
  let sending = false;

  const type = (more: Partial<Typed>): void => {
    typed = { ...typed, ...more };
    redraw();
  };
  const fault = (found: Faults): void => {
    faults = found;
    redraw();
    focusOnFault();
  };
  const send = async (start: string, minutes: number): Promise<Told<OwnBooking>> => {
    const email = typed.email.trim();
    const filledIn = { ...typed, id, start, minutes, name: typed.name.trim(), email, guests: guestsNamed(typed.guests), zone: zone(), language: language() };
    return sendForm(
      page()?.form ?? null,
      email,
      (proven) => askToBook(slug, { ...filledIn, ...proven }),
      async () => (await ask())?.form ?? null,
    );
  };
  const submit = async (event: Event, start: string, minutes: number): Promise<void> => {
    event.preventDefault();
    if (sending) return;
    const found = whatIsMissing(typed);
    if (Object.keys(found).length > 0) return fault(found);
    [sending, faults, nearest] = [true, {}, null];
    announce(t("form.sending"));
    redraw();
    const answer = await send(start, minutes);
    sending = false;
    if (answer.is === "told") return booked(answer.told);
    if (answer.is === "refused" && answer.nearest.length > 0) nearest = answer.nearest;
    else if (answer.is === "refused" && answer.because === "time_taken") nearest = [];
    else
      return fault(answer.is === "refused" ? toldBeside(answer.fields, answer.detail, typed) : { form: t(answer.is === "away" ? "form.away" : "form.failed") });
    redraw();
    focusOn("#taken", "center");
  };
  const choose = (start: string): void => {
    nearest = null;
    rechoose(start);
    redraw();
    announce(t("form.chosen", { when: momentOf(start, zone()) }));
    focusOn("button[type=submit]");
  };
  return {
    view: (start, minutes) =>
      formView({
        sending,
        submit: (event) => void submit(event, start, minutes),
        back,
        inside: [
          chosen(start, minutes, zone(), back),
          fields(typed, faults, page()?.mostGuests ?? 0, type),
          nearest !== null && takenMeanwhile({ nearest, zone: zone(), choose, all: back }),
          refusal(faults["form"]),
        ],
      }),
  };
}

type Form = { sending: boolean; submit: (event: Event) => void; back: () => void; inside: Inside };

const formView = ({ sending, submit, back, inside }: Form): Piece =>
  h(
    "form",
    {
      class: "choosing form",
      novalidate: true,
      "aria-labelledby": "form-title",
      "aria-busy": sending,
      onkeydown: (event: KeyboardEvent) => event.key === "Escape" && back(),
      onsubmit: submit,
    },
    h("h2", { id: "form-title", tabindex: -1 }, t("form.title")),
    inside,
    deed(sending, t("form.book"), t("form.sending"), { type: "submit" }),
  );

function whatIsMissing({ name, email, guests }: Typed): Faults {
  return {
    ...(name.trim() === "" && { name: t("form.missing") }),
    ...(isAddress(email) ? {} : { email: t(email.trim() === "" ? "form.missing" : "form.address") }),
    ...guestFaults(guests),
  };
}

/** What the server says of a field is told beside it, if there is one. */
function toldBeside(fields: Record<string, string>, detail: string, { guests }: Typed): Faults {
  const own = ["name", "email", "message", "guests", ...guests.flatMap((_, at) => [`guests.${at}.name`, `guests.${at}.email`])];
  const known = Object.entries(fields).filter(([name]) => own.includes(name));
  return known.length > 0 ? Object.fromEntries(known) : { form: Object.values(fields)[0] ?? detail };
}

function chosen(start: string, minutes: number, zone: string, back: () => void): Piece {
  const when = whenNamed(start, minutes, zone);
  return h(
    "div",
    { class: "chosen" },
    h("p", {}, h("strong", {}, when.day), h("br"), when.hours, h("br"), h("span", { class: "faint" }, when.zone)),
    h("button", { type: "button", class: "quiet", onclick: back }, t("form.change")),
  );
}

function fields({ name, email, guests, message, topic }: Typed, faults: Faults, most: number, type: (more: Partial<Typed>) => void): Piece {
  return h(
    "div",
    {},
    field({
      name: "name",
      label: t("form.name"),
      autocomplete: "name",
      most: 120,
      needed: true,
      value: name,
      fault: faults["name"],
      onType: (to) => type({ name: to }),
    }),
    field({
      name: "email",
      label: t("form.email"),
      text: t("form.emailText"),
      type: "email",
      autocomplete: "email",
      most: 254,
      needed: true,
      value: email,
      fault: faults["email"],
      onType: (to) => type({ email: to }),
    }),
    guestRows({ guests, most, faults, change: (to) => type({ guests: to }) }),
    field({
      name: "message",
      label: t("form.message"),
      text: t("form.messageText"),
      most: 2000,
      rows: 3,
      value: message,
      fault: faults["message"],
      onType: (to) => type({ message: to }),
    }),
    trap(topic, (to) => type({ topic: to })),
  );
}
