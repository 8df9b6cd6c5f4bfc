import { oneLine } from "./clean.ts";
import type { Block, Row, Writing } from "./content.ts";
import { refusalText } from "./refusal-text.ts";
import { whenIn, wordsIn } from "./words.ts";

const when = (w: Writing, time: Parameters<typeof whenIn>[1], zone: string): string[] => whenIn(w.to.language, time, zone, w.to.zone);

/** Who did it in Zoom itself, for those whose business that is. */
export function inZoom({ kind, facts, to }: Writing): Block[] {
  if (facts.inZoom === undefined || facts.audience === "attendee") return [];
  const t = wordsIn(to.language);
  const what = kind === "cancelled" || facts.putBack?.wanted === null ? "deleted" : "changed";
  const { by } = facts.inZoom;
  return [{ is: "text", text: by === null ? t(`in_zoom.${what}`) : t(`in_zoom.${what}By`, { by: oneLine(by) }) }];
}

/** Nothing has changed for anybody: what was tried in Zoom, by whom, and why it does not hold. */
export function putBack(w: Writing): Block[] {
  const t = wordsIn(w.to.language);
  const what = w.facts.putBack?.wanted === null ? "put_back.deleted" : "put_back.changed";
  return [{ is: "text", text: t(what) }, ...inZoom(w), { is: "rows", rows: wantedAndNow(w) }];
}

/** What was made of it in Zoom, why that is not so, and what holds. */
function wantedAndNow(w: Writing): Row[] {
  const t = wordsIn(w.to.language);
  const { putBack: told, session } = w.facts;
  const { wanted = null, because = "", values } = told ?? {};
  const times = wanted?.start == null ? [] : when(w, { start: wanted.start, ...(wanted.end === null ? {} : { end: wanted.end }) }, session.zone);
  return [
    ...(wanted === null ? [] : [{ label: t("labels.inZoom"), lines: [oneLine(wanted.title), ...times] }]),
    ...(because === "" ? [] : [{ label: t("labels.reason"), lines: [refusalText(w.to.language, because, values)] }]),
    { label: t("labels.now"), lines: [oneLine(session.title), ...when(w, { start: session.start, end: session.end }, session.zone)] },
  ];
}
