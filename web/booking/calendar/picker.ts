import { serversTime } from "../../public/servers-time.ts";
import type { TimesAt } from "../asking.ts";
import type { Piece } from "../drawing/draw.ts";
import { announce, focusOn, redraw } from "../stage.ts";
import { t } from "../words/language.ts";
import { monthNamed } from "../words/times.ts";
import { aReader, whileSeen } from "./reader.ts";
import { pickerView } from "./view.ts";
import { dayAfter, dayByKey, dayOf, monthAfter, monthOf, type Day, type Month } from "./wall.ts";
import { aZoneChooser } from "./zone.ts";

export type Picker = {
  view: () => Piece;
  zoneView: () => Piece;
  zone: () => string;
  /** Reads anew what is free, of another length for example. */
  renew: () => void;
  /** Nobody can book at the moment. */
  isClosed: () => boolean;
  stop: () => void;
};

type Wish = { times: () => TimesAt; zone: string; lastDay: () => Day; pick: (start: string) => void };

/** Between two looks whether what is shown is still free. */
const EVERY = 30_000;

/** A month with its free days, and the free times of one of them. */
export function aPicker(wish: Wish): Picker {
  const reader = aReader(wish.times);
  let zone = wish.zone;
  const today = (): Day => dayOf(serversTime(), zone);
  let month: Month = monthOf(today());
  let [chosen, at]: [Day | null, Day | null] = [null, null];

  const first = (): Month => monthOf(today());
  const last = (): Month => later(monthOf(dayAfter(wish.lastDay(), 1)), first());
  const days = (): Map<Day, string[]> | null => reader.days(month, zone);
  /** The one day that the Tab key comes to. */
  const stop = (): Day => (at !== null && monthOf(at) === month ? at : ([...(days()?.keys() ?? [])][0] ?? `${month}-01`));

  const read = async (loud: boolean): Promise<void> => {
    if (!(await reader.read(month))) return;
    const free = days();
    if (free !== null && (chosen === null || !free.has(chosen))) chosen = [...free.keys()][0] ?? null;
    redraw();
    if (loud && free !== null) tell(monthNamed(month), free.size);
  };
  const turnTo = (to: Month, day: Day | null = null): void => {
    month = later(first(), to < last() ? to : last());
    [chosen, at] = [day, day];
    redraw();
    void read(true);
  };
  const goTo = (day: Day): void => {
    if (monthOf(day) !== month) turnTo(monthOf(day));
    at = day;
    redraw();
    focusOn(`[data-day="${day}"]`);
  };
  const within = (): [Day, Day] => [`${first()}-01`, dayAfter(`${monthAfter(last(), 1)}-01`, -1)];
  const { press, choose, jump } = moves({ zone: () => zone, stop, goTo, turnTo, within, take: (day) => ([chosen, at] = [day, day]) });
  const shown = (): string | undefined => (chosen === null ? undefined : days()?.get(chosen)?.[0]);
  const zoneView = aZoneChooser(
    () => zone,
    () => Date.parse(shown() ?? `${stop()}T12:00Z`),
    (to) => {
      const start = shown();
      zone = to;
      const day = start === undefined ? null : dayOf(Date.parse(start), zone);
      turnTo(day === null ? month : monthOf(day), day);
    },
  );
  const stopReading = whileSeen(() => void read(false), EVERY);
  void read(false);
  return {
    zoneView,
    zone: () => zone,
    renew: () => {
      reader.forget();
      turnTo(month, chosen);
    },
    isClosed: reader.isClosed,
    stop: () => (reader.stop(), stopReading()),
    view: () =>
      pickerView({
        grid: { month, first: first(), last: last(), free: days(), chosen, stop: stop(), today: today(), turnTo, choose, press },
        away: reader.isAway(),
        zone,
        next: reader.next(month, zone),
        starts: (chosen === null ? undefined : days()?.get(chosen)) ?? [],
        again: () => void read(true),
        jump,
        pick: wish.pick,
        back: () => goTo(stop()),
      }),
  };
}

const later = (one: string, other: string): string => (one > other ? one : other);
const tell = (month: string, n: number): void => announce(n === 0 ? t("choose.empty", { month }) : t("choose.monthTold", { month, n }));

type Moving = {
  zone: () => string;
  stop: () => Day;
  within: () => [Day, Day];
  goTo: (day: Day) => void;
  turnTo: (month: Month, day: Day) => void;
  take: (day: Day) => void;
};

/** By keys from day to day, into a day, and to the first free time of a later month, wherever that is. */
function moves({ zone, stop, within, goTo, turnTo, take }: Moving) {
  return {
    press: (event: KeyboardEvent): void => {
      const to = event.altKey || event.ctrlKey || event.metaKey ? null : dayByKey(stop(), event.key, event.shiftKey);
      if (to === null) return;
      event.preventDefault();
      const [from, until] = within();
      goTo(to < from ? from : to > until ? until : to);
    },
    choose: (day: Day): void => {
      take(day);
      redraw();
      focusOn("#day-title");
    },
    jump: (start: string): void => {
      const day = dayOf(Date.parse(start), zone());
      turnTo(monthOf(day), day);
      focusOn(`[data-day="${day}"]`);
    },
  };
}
