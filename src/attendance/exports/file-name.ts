/** The session's title as a file's name, in letters that every file system and header takes, and in its own for those that can. */
export function dispositionOf(title: string, day: string, ending: string): string {
  const own = `${title
    .toWellFormed()
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}\\/:*?"<>|]/gu, " ")
    .replaceAll(/\s+/gu, " ")
    .trim()
    .slice(0, 80)
    .toWellFormed()} ${day}.${ending}`.trim();
  const ascii = own.normalize("NFD").replaceAll(/[^\x20-\x7e]/g, "");
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(own).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)}`;
}
