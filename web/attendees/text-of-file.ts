/** A file's text, or null when it is larger than the server takes. Spreadsheets save either UTF-8 or the old Windows letters. */
export async function textOfFile(file: File): Promise<string | null> {
  if (file.size > 1_000_000) return null;
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
