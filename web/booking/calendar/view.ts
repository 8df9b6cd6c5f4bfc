import { h, type Inside, type Piece } from "../drawing/draw.ts";
import { t } from "../words/language.ts";
import { dayNamed, momentOf, monthNamed, timeNamed } from "../words/times.ts";
import { monthGrid, type MonthShown } from "./month.ts";

type Shown = {
  grid: MonthShown;
  away: boolean;
  zone: string;
  /** The first free time of a later month. */
  next: string | null;
  /** Of the chosen day. */
  starts: readonly string[];
  again: () => void;
  jump: (start: string) => void;
  pick: (start: string) => void;
  /** From the times back to the days. */
  back: () => void;
};

export const pickerView = (shown: Shown): Piece =>
  h("div", { class: "picker" }, h("div", { class: "days" }, monthGrid(shown.grid), besideMonth(shown)), timesOfDay(shown));

/** What there is to say where the month shows nothing. */
function besideMonth({ grid: { free, month }, away, zone, next, again, jump }: Shown): Piece {
  const told = (): Inside => {
    if (away && free === null)
      return [h("p", { role: "alert" }, t("choose.away")), h("button", { type: "button", class: "quiet", onclick: again }, t("away.again"))];
    if (free === null || free.size > 0) return null;
    if (next === null) return h("p", {}, t("choose.never"));
    return [
      h("p", {}, t("choose.empty", { month: monthNamed(month) })),
      h("button", { type: "button", class: "quiet", onclick: () => jump(next) }, t("choose.nextFree", { when: momentOf(next, zone) })),
    ];
  };
  return h("div", { class: "beside" }, told());
}

function timesOfDay({ grid: { chosen, free }, away, zone, starts, pick, back }: Shown): Piece {
  const press = (event: KeyboardEvent): void => {
    if (event.key === "Escape") back();
  };
  if (chosen === null || starts.length === 0) {
    const told = free === null && !away ? t("choose.loading") : free !== null && free.size > 0 ? t("choose.pickDay") : "";
    return h("div", { class: "times" }, h("p", { class: "faint" }, told));
  }
  const buttons = starts.map((start) =>
    h("li", {}, h("button", { type: "button", class: "start", "data-start": start, onclick: () => pick(start) }, timeNamed(start, zone))),
  );
  return h(
    "section",
    { class: "times", "aria-labelledby": "day-title", onkeydown: press },
    h("h3", { id: "day-title", tabindex: -1 }, dayNamed(chosen)),
    h("p", { class: "pill" }, t("choose.free", { n: starts.length })),
    h("ul", {}, buttons),
  );
}
