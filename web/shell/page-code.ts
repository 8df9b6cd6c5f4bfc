import { NoAnswerError } from "./api.ts";

/**
 * The code of a page, fetched when the page is first opened. The router would cure a failed load by reading everything anew at once, which leaves
 * whoever has no server at the moment with the browser's empty page. With an error of ours it leaves the cure to `Broken`.
 */
export const code =
  <T>(load: () => Promise<T>) =>
  (): Promise<T> =>
    load().catch(() => {
      throw new NoAnswerError();
    });

const answers = (): Promise<boolean> =>
  fetch("/api/me", { cache: "no-store" }).then(
    ({ status }) => status < 500,
    () => false,
  );

/** Reads everything anew, since not every browser asks again for code that failed once; but only from a server that answers. */
export async function readAnew(): Promise<void> {
  if (await answers()) location.reload();
}

const tried = "bedel-read-anew";

/** A newer version may run there, whose pages have other names. That is tried once for each address, or a page that is missing for good would be read for ever. */
export async function readAnewOnce(): Promise<void> {
  if (sessionStorage.getItem(tried) === location.href || !(await answers())) return;
  sessionStorage.setItem(tried, location.href);
  location.reload();
}
