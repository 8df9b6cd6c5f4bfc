import { createHash } from "node:crypto";
import type { Drift } from "./compare.ts";

/** Stands for just what a difference says: whoever settles it sends it back, so that nothing is settled that was not shown. */
export const printOf = ({ what, place, bedel, zoom, row }: Drift): string =>
  createHash("sha256").update(JSON.stringify([what, place?.tableId ?? null, place?.key ?? null, bedel, zoom, row])).digest("base64url"); // prettier-ignore
