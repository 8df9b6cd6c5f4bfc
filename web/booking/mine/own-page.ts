import type { OwnBooking } from "../../../src/bookings/booking-page/contract.ts";
import type { Told } from "../../public/registering/asking.ts";
import { serversTime } from "../../public/servers-time.ts";
import { askOwn, calendarAt } from "../asking.ts";
import { whileSeen } from "../calendar/reader.ts";
import { h, type Inside, type Piece } from "../drawing/draw.ts";
import { icon } from "../drawing/icons.ts";
import { isFramed } from "../frame.ts";
import { fact, hostsFact, placeFact, sheet, takeLook, titleOf, whose } from "../sheet.ts";
import { announce, focusOn, redraw, stay, step, stepTo, type Shown } from "../stage.ts";
import { offer, t } from "../words/language.ts";
import { whenNamed } from "../words/times.ts";
import { aCancelling } from "./cancel.ts";
import { anAdding } from "./guests.ts";
import { aMoving } from "./move.ts";

/** Its host may move it or call it off meanwhile, and Zoom may be back. */
const EVERY = 20_000;
const SOON = 3000;

type GoTo = (path: string, page: Shown) => void;

/** What one of the deeds needs of the page. */
export type Deeds = {
  token: string;
  own: () => OwnBooking;
  /** It is done: this is how it stands now. */
  done: (own: OwnBooking, told: () => string) => void;
  /** How it stands is not known any more: it is asked anew. */
  ask: () => void;
};

const booked = (): string => t("own.booked");

/** Somebody's own booking, behind the mailed address. Opening it does nothing: programs that look through mails open every link. `answered`: it was booked a moment ago. */
export function ownPage(token: string, _goTo: GoTo, answered: OwnBooking | null = null): Shown {
  let told: Told<OwnBooking> | null = null;
  let news: (() => string) | null = null;
  const take = (answer: Told<OwnBooking>): void => {
    if (answer.is === "told") {
      takeLook(answer.told);
      offer(["en", "es"], answer.told.language);
    }
    if (answer.is === "told" || told?.is !== "told") told = answer;
  };
  const ask = async (): Promise<void> => {
    take(await askOwn(token));
    redraw();
  };
  const deeds: Deeds = {
    token,
    own: () => (told as { told: OwnBooking }).told,
    ask: () => void ask(),
    done: (own, text) => {
      take({ is: "told", told: own });
      news = text;
      stay();
      announce(text());
      focusOn("h1", "center");
    },
  };
  const [moving, cancelling, adding] = [aMoving(deeds), aCancelling(deeds), anAdding(deeds)];

  if (answered === null) void ask();
  else {
    take({ is: "told", told: answered });
    news = booked;
  }
  const view = (own: OwnBooking): Inside => {
    if (mayChange(own) && step() === "move") return h("div", { class: "card two" }, what(own), moving.view());
    return h(
      "div",
      { class: "card mine" },
      whose(own),
      h("h1", { tabindex: -1 }, headline(own, news?.() ?? null)),
      standing(own, token, news),
      h("div", { class: "deeds" }, adding.view(), mayChange(own) && [moveButton(), cancelling.view()], whyNot(own)),
    );
  };
  const stops = [
    whileSeen(() => void ask(), EVERY),
    whileSeen(() => void (told?.is === "told" && (told.told.zoomPending || told.told.unsettled !== null) && ask()), SOON),
  ];
  return {
    title: () => titleOf(told, ({ type }) => type),
    view: () => sheet(told, told?.is === "told" ? told.told.zone : "UTC", () => void ask(), view),
    returned: () => {
      moving.stop();
      focusOn(step() === "move" ? "#choose-title" : "#move");
    },
    left: () => {
      for (const stop of stops) stop();
      moving.stop();
    },
  };
}

const isOver = ({ end }: OwnBooking): boolean => Date.parse(end) <= serversTime();
const hasBegun = ({ start }: OwnBooking): boolean => Date.parse(start) <= serversTime();
const mayChange = (own: OwnBooking): boolean => own.status === "booked" && own.whyNotChange === null && !hasBegun(own);

function headline(own: OwnBooking, news: string | null): string {
  if (own.status === "cancelled") return t("own.cancelled");
  if (own.unsettled === "moved") return t("own.moved");
  return isOver(own) ? t("own.over") : (news ?? own.type);
}

const moveButton = (): Piece =>
  h("button", { type: "button", id: "move", class: "quiet", onclick: () => (stepTo("move"), focusOn("#choose-title", "start")) }, t("own.move"));

/** When, where, with whom; and the way in. */
function standing(own: OwnBooking, token: string, news: (() => string) | null): Inside {
  const gone = own.status === "cancelled";
  return [
    headline(own, news?.() ?? null) !== own.type && h("p", { class: "lead" }, own.type),
    when(own, gone),
    h("ul", { class: "facts" }, hostsFact(own.host), placeFact(own.place), fact("person", t("own.who"), `${own.name} (${own.email})`), brought(own)),
    own.message !== "" && h("p", { class: "description" }, own.message),
    own.unsettled !== null && h("p", { class: "pending" }, t(own.unsettled === "cancelled" ? "own.justCancelled" : "own.justMoved")),
    gone ? because(own) : !isOver(own) && [news === booked && h("p", {}, t("own.bookedText", { email: own.email })), ways(own, token)],
  ];
}

function when(own: OwnBooking, gone: boolean): Piece {
  const told = whenNamed(own.start, own.minutes, own.zone);
  return h(
    "div",
    { class: gone ? "moment gone" : "moment" },
    h("p", { class: "day" }, told.day),
    h("p", { class: "hours" }, told.hours),
    h("p", { class: "faint" }, told.zone),
  );
}

const brought = ({ guests }: OwnBooking): Piece | null =>
  guests.length === 0 ? null : fact("people", t("own.guests"), guests.map(({ name, email }) => (name === "" ? email : `${name} (${email})`)).join(", "));

function because({ cancelledBy, cancelledBecause, slug, unsettled }: OwnBooking): Inside {
  return [
    cancelledBy !== null && unsettled === null && h("p", {}, t(cancelledBy === "guest" ? "own.byGuest" : "own.byHost")),
    cancelledBecause !== "" && h("p", {}, t("own.cancelledBecause", { text: cancelledBecause })),
    h("p", {}, h("a", { class: "quiet", href: `/book/${encodeURIComponent(slug)}` }, t("own.again"))),
  ];
}

/** Into the meeting, and into the calendar. In a frame the meeting opens beside the page that frames this one. */
function ways({ joinAddress, zoomPending }: OwnBooking, token: string): Inside {
  const beside = isFramed() ? { target: "_blank", rel: "noopener" } : {};
  return [
    zoomPending && h("p", { class: "pending" }, t("own.pending")),
    joinAddress !== null && [
      h("p", { class: "address" }, h("a", { href: joinAddress, ...beside }, joinAddress.replace(/^https?:\/\//, ""))),
      h("p", { class: "faint" }, t("own.until")),
    ],
    h(
      "p",
      { class: "ways" },
      joinAddress !== null && h("a", { class: "go", href: joinAddress, ...beside }, t("own.link")),
      h("a", { class: "quiet", href: calendarAt(token), download: true }, icon("calendar"), t("own.calendar")),
    ),
  ];
}

function whyNot(own: OwnBooking): Piece | null {
  if (own.status === "cancelled" || isOver(own) || mayChange(own)) return null;
  return h("p", { class: "faint" }, hasBegun(own) ? t("own.running") : t(own.whyNotChange === "booking_too_late_to_change" ? "own.tooLate" : "own.notHere"));
}

const what = (own: OwnBooking): Piece =>
  h("section", { class: "what" }, whose(own), h("h1", {}, own.type), h("p", { class: "faint" }, t("choose.now")), when(own, false));
