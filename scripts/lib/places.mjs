import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));
export const place = (...parts) => join(ROOT, ...parts);

/** A file's text, or "" where there is none. */
export function textOf(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

/** All files under a folder of the project, as paths from the root with slashes, in a fixed order. */
export function filesUnder(folder) {
  const entries = readdirSync(place(folder), { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && !(entry.parentPath ?? entry.path).includes("node_modules"))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  return files.map((file) => relative(ROOT, file).split(sep).join("/")).toSorted();
}

/** One hash of many files, names included. */
export function fingerprint(files) {
  const hash = createHash("sha256");
  for (const file of files)
    hash
      .update(`${file}\0`)
      .update(readFileSync(place(file)))
      .update("\0");
  return hash.digest("hex");
}
