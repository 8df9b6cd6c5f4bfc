import { h, type Piece } from "../drawing/draw.ts";
import { t } from "../words/language.ts";
import { momentOf } from "../words/times.ts";

type Shown = { nearest: readonly string[]; zone: string; choose: (start: string) => void; all: () => void };

/** Somebody else was faster: the times next to it, and the way to all others. */
export const takenMeanwhile = ({ nearest, zone, choose, all }: Shown): Piece =>
  h(
    "div",
    { class: "taken", role: "alert", id: "taken", tabindex: -1 },
    h("p", {}, h("strong", {}, t("form.taken")), " ", t(nearest.length === 0 ? "form.takenNone" : "form.takenText")),
    h(
      "ul",
      {},
      nearest.map((start) =>
        h("li", {}, h("button", { type: "button", class: "start", "data-start": start, onclick: () => choose(start) }, momentOf(start, zone))),
      ),
    ),
    h("button", { type: "button", class: "quiet", onclick: all }, t("form.all")),
  );
