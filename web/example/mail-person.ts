/** As mails carry somebody: `"Oscar Beltrán" <oscar@…>`, `Eva <eva@…>`, or only the address. Quotes in a name come as they are, or escaped. */
const NAMED = /^(?:"(.*)"|([^"<>,]+?))\s*<([^<>,\s]+)>$/s;
/** Where one person ends and the next begins. */
const SEVERAL = /<[^<>\s]*@[^<>\s]*>\s*,/;

/** Name and address, each to be read by itself. Several people, or what is written otherwise, stay as they are. */
export function personOf(written: string): { name: string; address: string } {
  const parts = SEVERAL.test(written) ? null : NAMED.exec(written.trim());
  if (parts === null) return { name: "", address: written };
  return { name: (parts[1]?.replaceAll(/\\(["\\])/g, "$1") ?? parts[2]!).trim(), address: parts[3]!.trim() };
}

/** In one line, without the quotes that only machines need. */
export function personLine(written: string): string {
  const { name, address } = personOf(written);
  return name === "" ? address : `${name} <${address}>`;
}
