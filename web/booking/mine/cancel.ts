import { askToCancel } from "../asking.ts";
import { h, type Piece } from "../drawing/draw.ts";
import { deed, field, refusal } from "../fields/field.ts";
import { focusOn, redraw } from "../stage.ts";
import { t } from "../words/language.ts";
import type { Deeds } from "./own-page.ts";

/** Gives the time back; asked once more, with a reason for whoever was to come. */
export function aCancelling({ token, done, ask }: Deeds): { view: () => Piece } {
  let open = false;
  let because = "";
  let going = false;
  let refused: string | undefined;
  const fold = (to: boolean): void => {
    open = to;
    redraw();
    focusOn(to ? "#because" : "#cancel");
  };
  const cancel = async (): Promise<void> => {
    if (going) return;
    [going, refused] = [true, undefined];
    redraw();
    const answer = await askToCancel(token, because.trim());
    going = false;
    if (answer.is === "told") return done(answer.told, () => t("own.cancelled"));
    refused = answer.is === "refused" ? answer.detail : t("own.failed");
    if (answer.is === "refused") ask();
    redraw();
  };
  const type = (text: string): void => {
    because = text;
    redraw();
  };
  return {
    view: () =>
      open
        ? h(
            "section",
            { key: "open", class: "sure", "aria-labelledby": "cancel-title", onkeydown: (event: KeyboardEvent) => event.key === "Escape" && fold(false) },
            h("h2", { id: "cancel-title" }, t("own.cancelSure")),
            h("p", {}, t("own.cancelText")),
            field({ name: "because", label: t("own.because"), most: 1000, rows: 2, value: because, fault: undefined, onType: type }),
            refusal(refused),
            h(
              "p",
              { class: "ways" },
              deed(going, t("own.cancelYes"), t("own.cancelling"), { class: "go danger", onclick: () => void cancel() }),
              h("button", { type: "button", class: "quiet", onclick: () => fold(false) }, t("own.cancelNo")),
            ),
          )
        : h("button", { key: "shut", type: "button", id: "cancel", class: "quiet", onclick: () => fold(true) }, t("own.cancel")),
  };
}
