import { accessSync, constants, existsSync, statfsSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Config } from "../platform/config.ts";
import { SECRET } from "../platform/data-folder.ts";
import { fault, well, type Finding } from "./finding.ts";

const NEEDED = 24;
/** Copies of the embedded database and the mailbox grow; a full disk damages both. */
const LEAST_FREE = 500_000_000;

export const lookAtNode = (version: string): Finding =>
  Number.parseInt(version) >= NEEDED ? well("node", "well", { version }) : fault("node", "too_old", { version });

/** Looks only: what is not there yet is not made. */
export function lookAtFolder({ dataFolder }: Pick<Config, "dataFolder">): Finding {
  const folder = resolve(dataFolder);
  const there = nearest(folder);
  try {
    accessSync(there, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    return fault("folder", "not_writable", { folder });
  }
  const { bavail, bsize } = statfsSync(there);
  const free = sizeOf(bavail * bsize);
  if (bavail * bsize < LEAST_FREE) return fault("folder", "disk_low", { folder, free });
  if (there !== folder) return well("folder", "none_yet", { folder });
  const open = [folder, join(folder, SECRET)].find((path) => existsSync(path) && (statSync(path).mode & 0o077) !== 0);
  return open === undefined ? well("folder", "well", { folder, free }) : fault("folder", "open_to_others", { path: open });
}

const nearest = (path: string): string => (existsSync(path) || dirname(path) === path ? path : nearest(dirname(path)));

const sizeOf = (bytes: number): string => (bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.round(bytes / 1e6)} MB`);
