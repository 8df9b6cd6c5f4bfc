import { ask, problemOf } from "./api.ts";

/** Fetches a file and hands it to the browser to save. A link alone would leave the page for the server's refusal, and show nothing while it is being made. */
export async function getFile(path: string): Promise<void> {
  const answer = await ask("GET", path, undefined);
  if (!answer.ok) throw await problemOf(answer, path);
  const address = URL.createObjectURL(await answer.blob());
  const link = document.createElement("a");
  link.href = address;
  link.download = nameIn(answer.headers.get("content-disposition") ?? "");
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Its own name, which the server writes in the way that takes every letter. */
export function nameIn(disposition: string): string {
  const written = /filename\*=UTF-8''([^;]+)/.exec(disposition)?.[1];
  return written === undefined ? "" : decodeURIComponent(written);
}
