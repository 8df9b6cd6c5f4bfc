import { parse, TYPE, type MessageFormatElement } from "@formatjs/icu-messageformat-parser";

export type Texts = { [key: string]: string | Texts };

/** `{ "common.save": "Save" }` */
export function flat(texts: Texts, before = ""): Map<string, string> {
  const entries = Object.entries(texts).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[before + key, value]] : [...flat(value, `${before}${key}.`)],
  );
  return new Map(entries);
}

/** Which arguments and tags a message takes: `["n", "<b>"]`. */
export function argumentsOf(message: string): string[] {
  return [...new Set(namesIn(parse(message)))].toSorted();
}

function namesIn(elements: MessageFormatElement[]): string[] {
  return elements.flatMap((element) => {
    if (element.type === TYPE.literal || element.type === TYPE.pound) return [];
    if (element.type === TYPE.tag) return [`<${element.value}>`, ...namesIn(element.children)];
    if (element.type === TYPE.plural || element.type === TYPE.select)
      return [element.value, ...Object.values(element.options).flatMap((option) => namesIn(option.value))];
    return [element.value];
  });
}
