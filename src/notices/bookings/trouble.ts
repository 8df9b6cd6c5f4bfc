import { createTranslator } from "use-intl/core";
import { instant } from "../../lib/time.ts";
import { clip, oneLine } from "../clean.ts";
import type { Block } from "../content.ts";
import type { Language, Reader } from "../facts.ts";
import { catalogue } from "../messages/catalogue.ts";
import type { en } from "../messages/en.ts";
import { whenIn } from "../words.ts";

/** What keeps a type from being booked. `because`: a message key under `refusals`; `name`: with whom, null where it is so with everybody. */
export type TroubleTold = { type: string; lines: { because: string; name: string | null; since: string | null }[] };

const MOST_TYPES = 30;
const MOST_LINES = 20;
const LONGEST_NAME = 120;

const fail = (e: unknown): never => {
  throw e;
};
const translatorOf = (language: Language) =>
  createTranslator({ locale: language, messages: catalogue[language] as typeof en, namespace: "letters.booking_trouble", timeZone: "UTC", onError: fail });
const translators = { en: translatorOf("en"), es: translatorOf("es") } satisfies Record<Language, unknown>;

/** A list for each type, in the letter to its owner. */
export function troubleBlocks(troubles: readonly TroubleTold[], { language, zone }: Pick<Reader, "language" | "zone">): Block[] {
  const t = translators[language];
  const more = (many: number): string[] => (many > 0 ? [t("more", { many })] : []);
  const lists = troubles.slice(0, MOST_TYPES).map(({ type, lines }): Block => {
    const items = lines.slice(0, MOST_LINES).map((line) => lineOf(line, language, zone));
    return { is: "list", title: clip(oneLine(type), LONGEST_NAME), items: [...items, ...more(lines.length - MOST_LINES)] };
  });
  return [...lists, ...more(troubles.length - MOST_TYPES).map((text): Block => ({ is: "text", text }))];
}

function lineOf({ because, name, since }: TroubleTold["lines"][number], language: Language, zone: string): string {
  const t = translators[language];
  const words = catalogue[language].refusals as Record<string, string>;
  const trouble = words[because] ?? words["booking_closed"]!;
  const told = since === null ? trouble : t("since", { trouble, since: whenIn(language, { start: instant(since) }, zone, zone)[0]! });
  return name === null ? told : t("named", { name: clip(oneLine(name), LONGEST_NAME), trouble: told });
}
