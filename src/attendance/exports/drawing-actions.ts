import { readFile } from "node:fs/promises";
import { parentPort, workerData } from "node:worker_threads";
import type { Draft } from "./draft.ts";

export type Job = { format: "xlsx" | "pdf"; draft: Draft };

/** The thread in which a file is made: tens of thousands of cells keep a processor busy for a second, while the server answers others. */
if (parentPort !== null && isJob(workerData)) {
  const own = new Uint8Array(await made(workerData));
  parentPort.postMessage(own, [own.buffer]);
}

function isJob(given: unknown): given is Job {
  return typeof given === "object" && given !== null && "draft" in given;
}

/** Each format brings in only what it needs. */
export async function made({ format, draft }: Job): Promise<Buffer> {
  if (format === "pdf") {
    const { pdfOf } = await import("./pdf/pdf.ts");
    return pdfOf(draft, { plain: await font("DejaVuSansCondensed"), bold: await font("DejaVuSansCondensed-Bold") });
  }
  const [{ workbookOf }, { partsOf }, { packed }] = await Promise.all([import("./workbook.ts"), import("./spreadsheet.ts"), import("./packing-actions.ts")]);
  return packed(partsOf(workbookOf(draft)));
}

/** DejaVu has Latin, Greek, Cyrillic, Armenian, Georgian, Hebrew and Arabic letters. */
function font(name: string): Promise<Buffer> {
  return readFile(new URL(import.meta.resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`)));
}
