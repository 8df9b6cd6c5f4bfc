import { createTranslator } from "use-intl/core";
import type { Interval } from "../../lib/interval.ts";
import { calledName, clip, oneLine, someLines, unlinked } from "../clean.ts";
import type { Block, Content, Row } from "../content.ts";
import type { Language, Reader } from "../facts.ts";
import { catalogue } from "../messages/catalogue.ts";
import type { en } from "../messages/en.ts";
import { whenIn, wordsIn } from "../words.ts";
import { takesEntryBack, type BookingFacts, type BookingKind, type BookingSecret, type BookingTold } from "./facts.ts";

export type OfBooking = { kind: BookingKind; facts: BookingFacts; told: BookingTold; secret: BookingSecret; to: Reader };

const LONGEST_TYPE_IN_SUBJECT = 80;

const fail = (e: unknown): never => {
  throw e;
};
const translatorOf = (language: Language) =>
  createTranslator({ locale: language, messages: catalogue[language] as typeof en, namespace: "bookingMails", timeZone: "UTC", onError: fail });
export const translators = { en: translatorOf("en"), es: translatorOf("es") } satisfies Record<Language, unknown>;

export const isHost = ({ facts }: Pick<OfBooking, "facts">): boolean => facts.audience === "host";

/** Everybody whom it is with, as they are called. */
export const hostNames = ({ facts, to }: Pick<OfBooking, "facts" | "to">): string =>
  new Intl.ListFormat(to.language, { type: "conjunction" }).format(facts.hosts.map(({ name }) => oneLine(name)));

/** What it is called where one line must do: for hosts by who booked, for all others by the hosts. */
export function titleOf(w: Pick<OfBooking, "facts" | "told" | "to">): string {
  const t = translators[w.to.language];
  const type = clip(oneLine(w.told.type), LONGEST_TYPE_IN_SUBJECT);
  if (isHost(w)) {
    const name = calledName(w.told.name) || oneLine(w.told.email);
    return name === "" ? type : t("title.host", { type, name }); // one who was erased
  }
  const host = hostNames(w);
  return host === "" ? type : t("title.attendee", { type, host });
}

export function bookingContent(w: OfBooking): Content {
  const [t, general] = [translators[w.to.language], wordsIn(w.to.language)];
  const { contact, institution } = w.facts;
  const reach = [contact.name, contact.email, contact.phone].map(oneLine).filter((part) => part !== "");
  const name = isHost(w) ? oneLine(w.to.name) : calledName(w.to.name);
  return {
    subject: t(`${w.kind}.subject`, { title: titleOf(w) }),
    heading: t(`${w.kind}.heading`),
    greeting: name === "" ? null : general("greeting", { name }),
    blocks: blocksOf(w),
    foot: [...(reach.length === 0 ? [] : [general("questions", { contact: reach.join(" · ") })]), general("footer", { institution: oneLine(institution) })],
  };
}

const text = (words: string): Block => ({ is: "text", text: words });

function blocksOf(w: OfBooking): Block[] {
  const rows: Block = { is: "rows", rows: rowsOf(w) };
  if (takesEntryBack(w.kind)) return [text(explained(w)), ...because(w), rows];
  return [text(explained(w)), rows, ...message(w), ...join(w), ...(isHost(w) ? toPage(w) : change(w))];
}

/** What this means for whoever reads it. */
function explained({ kind, facts, told, to }: OfBooking): string {
  const t = translators[to.language];
  const name = calledName(told.name);
  switch (kind) {
    case "booking_made":
      return facts.audience === "host" ? t("booking_made.host") : facts.own || name === "" ? t("booking_made.own") : t("booking_made.guest", { name });
    case "booking_moved":
      return t(facts.audience === "host" ? "booking_moved.host" : "booking_moved.attendee");
    case "booking_cancelled":
      return t(told.cancelledBy === "guest" ? "booking_cancelled.byGuest" : "booking_cancelled.byHost");
    case "booking_off_list":
      return t("booking_off_list.text");
    case "booking_reminder":
      return t("booking_reminder.text");
    case "booking_clash":
      return t("booking_clash.text");
  }
}

function rowsOf(w: OfBooking): Row[] {
  const { facts, told, to } = w;
  const t = translators[to.language];
  const when = (time: Interval): string[] => whenIn(to.language, time, to.zone, isHost(w) ? told.zone : to.zone);
  const people = told.guests.map(({ name, email }) => [calledName(name), oneLine(email)].filter((part) => part !== "").join(" · "));
  const rows: Row[] = [
    { label: t("labels.type"), lines: [oneLine(told.type)] },
    isHost(w) ? { label: t("labels.who"), lines: [calledName(told.name), oneLine(told.email)] } : { label: t("labels.host"), lines: [hostNames(w)] },
    ...(isHost(w) || facts.own ? [{ label: t("labels.guests"), lines: people }] : []),
    ...(facts.before === null ? [] : [{ label: t("labels.before"), lines: when(facts.before) }]),
    { label: facts.before === null ? t("labels.when") : t("labels.now"), lines: when(facts.time) },
    { label: t("labels.where"), lines: [placeOf(w)] },
  ];
  return rows.map((row) => ({ ...row, lines: row.lines.filter((line) => line !== "") })).filter((row) => row.lines.length > 0);
}

function placeOf({ told: { place }, to }: OfBooking): string {
  const t = translators[to.language];
  if (place.kind === "zoom") return "Zoom";
  return place.kind === "telephone" ? t("place.telephone", { text: oneLine(place.text) }) : oneLine(place.text);
}

/** What whoever booked wrote is for the hosts alone. */
function message(w: OfBooking): Block[] {
  const written = isHost(w) && w.kind === "booking_made" ? strangersWords(w.told.message) : "";
  return written === "" ? [] : [text(translators[w.to.language]("message")), { is: "quote", text: written }];
}

/** A guest's reason is for the hosts alone; a host's is for everybody. */
function because(w: OfBooking): Block[] {
  if (w.kind !== "booking_cancelled") return [];
  const { cancelledBy, cancelledBecause } = w.told;
  if (cancelledBy === "guest" && !isHost(w)) return [];
  const written = strangersWords(cancelledBecause);
  return written === "" ? [] : [{ is: "quote", text: written }];
}

const strangersWords = (words: string): string => unlinked(someLines(words));

function join({ facts, told, secret, to }: OfBooking): Block[] {
  const t = translators[to.language];
  if (told.place.kind !== "zoom" || secret.joinAddress === undefined) return [];
  return [{ is: "button", label: t("buttons.join"), address: secret.joinAddress }, text(t(facts.onZoom === false ? "zoomAway.attendee" : "link"))];
}

function change({ secret, to }: OfBooking): Block[] {
  return secret.ownAddress === undefined ? [] : [{ is: "address", text: translators[to.language]("change"), address: secret.ownAddress }];
}

/** To the session, for who organizes it; whoever hosts it besides gets in by an own link. */
function toPage({ facts, secret, to }: OfBooking): Block[] {
  const t = translators[to.language];
  const isSeated = secret.joinAddress !== undefined;
  const away = facts.onZoom === false && !isSeated ? [text(t("zoomAway.host"))] : [];
  return [...away, { is: "button", label: t(facts.onZoom === null || isSeated ? "buttons.bookings" : "buttons.session"), address: facts.page }];
}
