import { createTranslator } from "use-intl/core";
import type { Instant } from "../lib/time.ts";
import { troubleBlocks, type TroubleTold } from "./bookings/trouble.ts";
import { halfwayBlocks, stoppedBlocks, type HalfwayTold, type StoppedTold } from "./classrooms/stopped.ts";
import { oneLine } from "./clean.ts";
import type { Block, Content } from "./content.ts";
import type { Language, Letter, Reader } from "./facts.ts";
import { htmlOf } from "./html.ts";
import { catalogue } from "./messages/catalogue.ts";
import type { en } from "./messages/en.ts";
import { textOf } from "./text.ts";
import { whenIn, wordsIn } from "./words.ts";

/** Every mail that is about no session. A new one is a name here and its texts under `letters.`: subject, heading, text, button and after. */
export const LETTER_KINDS = [
  "invitation",
  "magic_link",
  "panel",
  "forgotten_password",
  "zoom_link",
  "zoom_to_confirm",
  "zoom_reconnect",
  "my_zoom_reconnect",
  "test_mail",
  "sessions_taken_over",
  "registration_confirm",
  "registration_done",
  "registration_cancelled",
  "booking_trouble",
  "runs_stopped",
  "drifts_found",
] as const;
export type LetterKind = (typeof LETTER_KINDS)[number];

export const isLetterKind = (kind: string): kind is LetterKind => (LETTER_KINDS as readonly string[]).includes(kind);

/** What a letter tells. Nothing in it is secret: it is stored with the delivery. */
export type LetterFacts = {
  institution: string;
  contact: { name: string; email: string; phone: string };
  /** Values of its texts, as they are; the institution's name is one by itself. */
  values?: Record<string, string | number>;
  /** Values that are message keys, from the root (`common.roles.admin`), put into the reader's language. */
  words?: Record<string, string>;
  /** Values that are moments, told in the reader's zone. */
  moments?: Record<string, Instant>;
  /** What keeps appointments from being booked. */
  troubles?: TroubleTold[];
  /** What came to a stop and needs somebody. */
  stopped?: StoppedTold[];
  /** What is halfway, and stays so. */
  halfway?: HalfwayTold[];
  /** Where the button leads, as long as that is no secret. */
  page?: string;
};

const fail = (e: unknown): never => {
  throw e;
};

const translatorOf = (language: Language) =>
  createTranslator({ locale: language, messages: catalogue[language] as typeof en, namespace: "letters", timeZone: "UTC", onError: fail });
const translators = { en: translatorOf("en"), es: translatorOf("es") };

/** `address`: where the button leads, read at the last moment and kept nowhere. */
export function writeLetterOf(kind: LetterKind, facts: LetterFacts, secret: { address?: string }, to: Reader): Letter {
  const content = contentOf(kind, facts, secret.address ?? facts.page ?? null, to);
  return { subject: content.subject, text: textOf(content), html: htmlOf(content, to.language), calendar: null };
}

function contentOf(kind: LetterKind, facts: LetterFacts, address: string | null, to: Reader): Content {
  const general = wordsIn(to.language);
  const values = valuesOf(facts, to);
  const t = (part: "subject" | "heading" | "text" | "button" | "after"): string => translators[to.language](`${kind}.${part}`, values as never);
  const text = (words: string): Block[] => words.split("\n\n").map((one) => ({ is: "text", text: one }));
  const reach = [facts.contact.name, facts.contact.email, facts.contact.phone].map(oneLine).filter((part) => part !== "");
  const name = oneLine(to.name);
  return {
    subject: oneLine(t("subject")),
    heading: t("heading"),
    greeting: name === "" ? null : general("greeting", { name }),
    blocks: [
      ...text(t("text")),
      ...troubleBlocks(facts.troubles ?? [], to),
      ...stoppedBlocks(facts.stopped ?? [], to.language),
      ...halfwayBlocks(facts.halfway ?? [], to.language),
      ...(address === null ? [] : [{ is: "button" as const, label: t("button"), address }]),
      ...text(t("after")),
    ],
    foot: [
      ...(reach.length === 0 ? [] : [general("questions", { contact: reach.join(" · ") })]),
      general("footer", { institution: oneLine(facts.institution) }),
    ],
  };
}

function valuesOf({ institution, values = {}, words = {}, moments = {} }: LetterFacts, to: Reader): Record<string, string | number> {
  const plain = Object.entries(values).map(([name, value]) => [name, typeof value === "string" ? oneLine(value) : value]);
  const translated = Object.entries(words).map(([name, key]) => [name, wordAt(to.language, key)]);
  const told = Object.entries(moments).map(([name, start]) => [name, whenIn(to.language, { start }, to.zone, to.zone)[0]!]);
  // A letter that an earlier version of Bedel wrote knows of no appointments that were taken over, and of nothing halfway.
  return { offered: 0, apart: 0, institution: oneLine(institution), ...Object.fromEntries([...plain, ...translated, ...told]) };
}

function wordAt(language: Language, key: string): string {
  const found = key
    .split(".")
    .reduce<unknown>((at, part) => (typeof at === "object" && at !== null ? (at as Record<string, unknown>)[part] : undefined), catalogue[language]);
  if (typeof found !== "string") throw new Error(`there is no text ${key}`);
  return found;
}
