import { h, type Piece } from "../drawing/draw.ts";
import { icon } from "../drawing/icons.ts";
import { t } from "../words/language.ts";
import { dayNamed, monthNamed, weekdays } from "../words/times.ts";
import { monthAfter, weeksOf, type Day, type Month } from "./wall.ts";

export type MonthShown = {
  month: Month;
  first: Month;
  last: Month;
  /** How many times are free on each day; null: not known yet. */
  free: Map<Day, string[]> | null;
  chosen: Day | null;
  /** The one day that the Tab key comes to. */
  stop: Day;
  today: Day;
  turnTo: (month: Month) => void;
  choose: (day: Day) => void;
  press: (event: KeyboardEvent) => void;
};

/** A month as a grid of days: arrows move within it, Enter chooses. */
export function monthGrid(shown: MonthShown): Piece {
  const { month, free } = shown;
  const head = weekdays().map(({ short, long }) => h("th", { scope: "col" }, h("span", { "aria-hidden": true }, short), h("span", { class: "unseen" }, long)));
  const rows = weeksOf(month).map((week) =>
    h(
      "tr",
      {},
      week.map((day) => cell(day, shown)),
    ),
  );
  return h(
    "div",
    { class: "month" },
    turning(shown),
    h(
      "table",
      { role: "grid", "aria-labelledby": "month", "aria-describedby": "grid-help", "aria-busy": free === null, onkeydown: shown.press },
      h("thead", {}, h("tr", {}, head)),
      h("tbody", {}, rows),
    ),
    h("p", { id: "grid-help", class: "unseen" }, t("choose.help")),
  );
}

function turning({ month, first, last, turnTo }: MonthShown): Piece {
  const turn = (to: Month, name: "before" | "next", possible: boolean): Piece =>
    h(
      "button",
      { type: "button", class: "turn", "aria-label": t(`choose.${name}`), "aria-disabled": !possible, onclick: () => possible && turnTo(to) },
      icon(name),
    );
  return h(
    "div",
    { class: "turning" },
    turn(monthAfter(month, -1), "before", month > first),
    h("h3", { id: "month" }, monthNamed(month)),
    turn(monthAfter(month, 1), "next", month < last),
  );
}

function cell(day: Day | null, { free, chosen, stop, today, choose }: MonthShown): Piece {
  if (day === null) return h("td", { key: "none" });
  const many = free?.get(day)?.length ?? 0;
  const told = many === 0 ? t("choose.dayNone", { day: dayNamed(day) }) : t("choose.dayFree", { day: dayNamed(day), n: many });
  const button = h(
    "button",
    {
      type: "button",
      "data-day": day,
      class: day === today ? "today" : "",
      tabindex: day === stop ? 0 : -1,
      "aria-disabled": many === 0,
      "aria-label": day === today ? `${told}, ${t("choose.today")}` : told,
      onclick: () => many > 0 && choose(day),
    },
    Number(day.slice(8)),
  );
  return h("td", { key: "day", role: "gridcell", "aria-selected": day === chosen }, button);
}
