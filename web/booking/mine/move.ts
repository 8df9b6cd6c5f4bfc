import { askOwnTimes, askToMove } from "../asking.ts";
import { aPicker, type Picker } from "../calendar/picker.ts";
import { h, type Piece } from "../drawing/draw.ts";
import { deed, refusal } from "../fields/field.ts";
import { takenMeanwhile } from "../fields/taken.ts";
import { focusOn, redraw, stepBack } from "../stage.ts";
import { t } from "../words/language.ts";
import { momentOf } from "../words/times.ts";
import type { Deeds } from "./own-page.ts";

/** Another time, from the same calendar; asked once more before it is done. */
export function aMoving({ token, own, done, ask }: Deeds): { view: () => Piece; stop: () => void } {
  let picker: Picker | null = null;
  let start: string | null = null;
  let nearest: string[] | null = null;
  let refused: string | undefined;
  let going = false;

  const pick = (at: string): void => {
    [start, nearest, refused] = [at, null, undefined];
    redraw();
    focusOn("#move-title", "center");
  };
  const reset = (): void => {
    [start, nearest, refused] = [null, null, undefined];
  };
  const rechoose = (): void => {
    reset();
    redraw();
    focusOn("#choose-title", "start");
  };
  const move = async (to: string): Promise<void> => {
    if (going) return;
    [going, refused] = [true, undefined];
    redraw();
    const answer = await askToMove(token, to);
    going = false;
    if (answer.is === "told") return done(answer.told, () => t("own.moved"));
    if (answer.is === "refused" && (answer.nearest.length > 0 || answer.because === "time_taken")) {
      nearest = answer.nearest;
      redraw();
      return focusOn("#taken", "center");
    }
    refused = answer.is === "refused" ? answer.detail : t("own.failed");
    if (answer.is === "refused") ask();
    redraw();
  };
  const view = (): Piece => {
    const shown = (picker ??= aPicker({ times: () => askOwnTimes(token), zone: own().zone, lastDay: () => own().lastDay, pick }));
    const to = start;
    if (to !== null) return sure({ from: own().start, to, zone: shown.zone(), nearest, refused, going, pick, rechoose, move: () => void move(to) });
    return h(
      "section",
      { class: "choosing", "aria-labelledby": "choose-title" },
      h("h2", { id: "choose-title", tabindex: -1 }, t("choose.newTitle")),
      shown.zoneView(),
      shown.isClosed() ? h("p", { role: "status" }, t("closed.title")) : shown.view(),
      h("p", {}, h("button", { type: "button", class: "quiet", onclick: stepBack }, t("own.back"))),
    );
  };
  return {
    view,
    stop: () => {
      picker?.stop();
      picker = null;
      reset();
    },
  };
}

type Sure = {
  from: string;
  to: string;
  zone: string;
  nearest: string[] | null;
  refused: string | undefined;
  going: boolean;
  pick: (start: string) => void;
  rechoose: () => void;
  move: () => void;
};

const sure = ({ from, to, zone, nearest, refused, going, pick, rechoose, move }: Sure): Piece =>
  h(
    "section",
    { class: "choosing sure", "aria-labelledby": "move-title", onkeydown: (event: KeyboardEvent) => event.key === "Escape" && rechoose() },
    h("h2", { id: "move-title", tabindex: -1 }, t("own.moveTo")),
    h(
      "dl",
      {},
      h("dt", {}, t("own.moveFrom")),
      h("dd", {}, momentOf(from, zone)),
      h("dt", {}, t("own.moveNew")),
      h("dd", {}, h("strong", {}, momentOf(to, zone))),
    ),
    nearest !== null && takenMeanwhile({ nearest, zone, choose: pick, all: rechoose }),
    refusal(refused),
    h(
      "p",
      { class: "ways" },
      deed(going, t("own.moveYes"), t("own.moving"), { onclick: move }),
      h("button", { type: "button", class: "quiet", onclick: rechoose }, t("own.back")),
    ),
  );
