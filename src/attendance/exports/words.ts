import { createTranslator } from "use-intl/core";
import { catalogue } from "../../notices/messages/catalogue.ts";
import { cityOf } from "../../notices/messages/cities.ts";
import type { en } from "../../notices/messages/en.ts";
import { whenIn } from "../../notices/words.ts";
import type { ReportTotals, ReportView } from "../contract.ts";
import { momentIn, windowOf, type Draft, type DraftWords, type Line } from "./draft.ts";
import { oneCell } from "./harmless.ts";

export type Reader = { language: "en" | "es"; zone: string };

const translatorOf = (language: Reader["language"]) =>
  createTranslator({ locale: language, messages: catalogue[language] as typeof en, namespace: "reports", timeZone: "UTC" });
type Translate = ReturnType<typeof translatorOf>;

/** All that a file says about the session and its report, in the reader's words. */
export function draftOf(view: ReportView, reader: Reader): Draft {
  const { language } = reader;
  const t = translatorOf(language);
  return {
    language,
    title: oneCell(view.title),
    zone: view.zone,
    facts: factsOf(view, reader, t),
    provisional: view.state !== "final",
    totalsOnly: view.peopleErasedAt !== null,
    totals: totalsOf(view, t),
    words: wordsOf(view, language, t),
    window: windowOf(view),
    rows: view.rows,
    organizers: view.organizers,
    presence: view.presence.map(({ at, count }) => ({ at: momentIn(at), count })),
    madeAt: momentIn(view.readAt ?? view.planned.end),
  };
}

function factsOf(view: ReportView, reader: Reader, t: Translate): Line[] {
  const time = ({ start, end }: { start: string; end: string }): string =>
    whenIn(reader.language, { start: momentIn(start), end: momentIn(end) }, view.zone, reader.zone).join(" · ");
  return [
    { label: t("file.organizer"), value: oneCell(view.organizer) },
    { label: t("file.room"), value: oneCell(view.room ?? t("noRoom")) },
    { label: t("file.planned"), value: time(view.planned) },
    { label: t("file.real"), value: view.real === null ? t("file.notReal") : time(view.real) },
    { label: t("file.times"), value: t("file.timesIn", { city: cityOf(view.zone, reader.language), zone: view.zone }) },
    { label: t("file.standing"), value: standingOf(view, reader, t) },
    ...(view.source === "webhooks" ? [{ label: t("file.source"), value: t("report.source.webhooks") }] : []),
    ...(view.source === "nobody started" ? [{ label: t("file.source"), value: t("report.source.nobody") }] : []),
  ];
}

const DOUBTS = {
  "instances unread": "instancesUnread",
  "rows unprocessed": "rowsUnprocessed",
  "somebody missing": "somebodyMissing",
  "not read twice": "notReadTwice",
  "readings differ": "readingsDiffer",
} as const;

/** Whether the figures may still change, and when they were read. */
function standingOf({ state, doubt, readAt, readAgainAt, zone }: ReportView, { language }: Reader, t: Translate): string {
  const city = cityOf(zone, language);
  const moment = (at: string): string =>
    formatIn(language, zone)
      .format(momentIn(at))
      .replaceAll(/[\u2009\u202f]/g, " ");
  const because = doubt === null ? "" : t(`${state === "final" ? "report.doubtFinal" : "report.doubt"}.${DOUBTS[doubt]}`);
  const read = readAt === null ? "" : t("report.standing.final", { read: moment(readAt), city });
  if (state === "final") return [doubt === null ? `${t("state.final")}.` : `${t("report.standing.doubtTitle")}.`, because, read].filter(Boolean).join(" ");
  const again = readAt !== null && readAgainAt !== null ? t("report.standing.provisional", { read: moment(readAt), again: moment(readAgainAt), city }) : read;
  return [`${t("report.standing.provisionalTitle")}.`, again, because].filter(Boolean).join(" ");
}

const formatIn = (language: Reader["language"], zone: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(language, { timeZone: zone, day: "numeric", month: "long", year: "numeric", hour: "numeric", minute: "2-digit" });

const TOTALS = ["people", "registered", "came", "didNotCome", "unregistered", "peak", "averageMinutes", "stayed"] as const satisfies (keyof ReportTotals)[];

const totalsOf = ({ totals, threshold }: ReportView, t: Translate): Line[] =>
  TOTALS.map((name) => ({ label: t(`file.totals.${name}`, { share: threshold }), value: totals[name] }));

function wordsOf({ state, peopleErasedAt }: ReportView, language: Reader["language"], t: Translate): DraftWords {
  const { csv, file } = catalogue[language].reports;
  return {
    ...csv,
    ...file.words,
    heading: t("report.title"),
    provisional: state === "final" ? "" : t("state.provisional"),
    nobody: peopleErasedAt === null ? t("report.source.emptyTitle") : t("report.standing.erasedTitle"),
    absent: t("report.table.notComeShort"),
  };
}
