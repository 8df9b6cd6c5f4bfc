import { existsSync, mkdirSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";

/** One level at a time: where nothing can be made, such as below `/proc`, Node's own recursive way tries for ever. Throws when it can't be made. */
export function makeFolder(folder: string, mode: number): void {
  const path = resolve(folder);
  if (!existsSync(dirname(path))) makeFolder(dirname(path), mode);
  if (existsSync(path) && statSync(path).isDirectory()) return;
  mkdirSync(path, { mode });
}
