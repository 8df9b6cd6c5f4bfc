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

/**
 * Mail programs make a link of whatever looks like one. What a stranger typed must not become one, least of all in a mail to an address that the stranger
 * typed too; so a space stands after each dot, colon and at sign that
 * something follows.
 */
export const unlinked = (text: string): string => text.replace(LINKING, "$& ");

/** Also as they look in other scripts. Within a number, a time or the dots of a pause they stay. */
const LINKING = /[.:\u3002\uff0e\uff1a\uff61\ufe52\ufe55](?![\s\d.:,;!?)\]"'’”»…]|$)|(?<=\p{L})[:\uff1a\ufe55](?=\d)|[@\uff20\ufe6b](?=\S)/gu;

/** How a stranger is called in a mail: short, since a whole advertisement would find room in a name. */
export const calledName = (name: string): string => clip(unlinked(oneLine(name)), 60);
