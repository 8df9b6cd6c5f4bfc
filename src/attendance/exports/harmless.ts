const LONGEST_TEXT = 200;

/**
 * One readable line for a cell. What can't be seen is left out: line breaks and other control characters, marks that turn the direction of the
 * whole row (letters written from right to left keep theirs), half characters and what is none. The joiners of emoji and Persian stay.
 */
export function oneCell(text: string): string {
  const line = text
    .slice(0, 20 * LONGEST_TEXT)
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/gu, " ")
    .replace(/(?!\u200c|\u200d|[\u{e0020}-\u{e007f}])\p{Cf}/gu, "")
    .replace(/ {2,}/g, " ")
    .replace(/^[\s\u200c\u200d]+|\s+$/gu, "");
  return cut(line);
}

/** For files of plain text: a formula character after a separator or an opening quote gets an apostrophe here, one at the beginning gets it from `escape_formulas`. */
export const harmless = (text: string): string => oneCell(text).replace(/(^["\s]+|[;,|]["'\s]*)(?=[=+\-@＝＋－＠])/gu, "$1'");

function cut(line: string): string {
  const characters = Array.from(line);
  return characters.length <= LONGEST_TEXT
    ? line
    : `${characters
        .slice(0, LONGEST_TEXT - 1)
        .join("")
        .trimEnd()}…`;
}
