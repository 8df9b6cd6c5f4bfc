/**
 * Names and titles come from anybody. Line breaks and control characters would add headers or lines of a calendar; marks of writing
 * direction would turn around the text that follows; halves of a character break the whole mail.
 */
export const oneLine = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
    .replace(/\p{Bidi_Control}/gu, "")
    .replace(/ {2,}/g, " ")
    .trim();

/** The same for text of several lines, such as a reason: its line breaks stay. */
export const someLines = (text: string): string =>
  text
    .split(/\r\n|[\r\n\u2028\u2029]/)
    .map(oneLine)
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();

/** At most so many characters, by whole characters. */
export function clip(text: string, most: number): string {
  const characters = Array.from(text);
  return characters.length <= most
    ? text
    : `${characters
        .slice(0, most - 1)
        .join("")
        .trimEnd()}…`;
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** For text between tags and within quoted attributes. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);

/** Only addresses that open a web page become links; anything else stays text. */
export const isWebAddress = (address: string): boolean => /^https?:\/\/[^\s"'<>\\]+$/.test(address);
