import fc from "fast-check";

const anything = fc.oneof(fc.string({ unit: "grapheme", maxLength: 40 }), fc.string({ unit: "binary", maxLength: 40 }));
const between = (before: string, after = ""): fc.Arbitrary<string> => anything.map((text) => `${before}${text}${after}`);

/** What somebody may call herself who means harm, or whose keyboard does: for every place where a name is shown or sent. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  anything,
  fc.tuple(fc.constantFrom(..."=+-@\t\r\n＝＋－＠;|,\"' "), anything).map((parts) => parts.join("")),
  fc.constantFrom("=HYPERLINK(\"http://evil.example\";\"x\")", "@SUM(1+1)*cmd|' /C calc'!A0", "\t=1+1", "\r\n=1", "x;=1", '",=1', "_x003D_1", "0x1", "1e5"),
  between("Ana\r\nBcc: eve@x.example\r\n\r\n"),
  between("x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:evil\r\nSUMMARY:"),
  between('CN";X-EVIL=1:mailto:eve@x.example;'),
  between("=?utf-8?q?=0d=0aBcc:_eve@x.example?= "),
  between("<script>alert(1)</script>", '"><a href="https://evil.example">'),
  between("\u202e", "\u202c"),
  between("\u2067Ana\u200f", "\u061c"),
  between("\u05e9\u05e8\u05d4 "),
  between("\u0000", "\u0000"),
  between("\ud800", "\udfff"),
  between("", "x".repeat(10_000)),
  between("\u{1f469}\u200d\u{1f52c} "),
  fc.constantFrom("", " ", "\u200b", "\ufeff", "{title}", "$&", "__proto__", "\\u0000", "a\\nb", "\u2028=1", "\ufffe\uffff", "]]>"),
); // prettier-ignore

/** Letters and digits alone, whatever their form: what a reader must find again of a name. */
export const lettersOf = (text: string): string =>
  text
    .toWellFormed()
    .normalize("NFKC")
    .replaceAll(/[^\p{L}\p{Nd}]/gu, "");
