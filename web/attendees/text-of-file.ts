export type FileText = { is: "text"; text: string } | { is: "too large" } | { is: "no text" };

/** What a file says; of most things the server takes a megabyte. Spreadsheets save UTF-8, the old Windows letters, or two bytes a letter; whatever else has bytes that no letter has is a picture or the like. */
export async function textOfFile(file: Blob, most = 1_000_000): Promise<FileText> {
  if (file.size > most) return { is: "too large" };
  const text = decoded(new Uint8Array(await file.arrayBuffer()));
  // eslint-disable-next-line no-control-regex
  return /[\u0000-\u0008\u000e-\u001a]/.test(text) ? { is: "no text" } : { is: "text", text };
}

function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
