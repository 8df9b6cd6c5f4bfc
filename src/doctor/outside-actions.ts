import type { Random } from "../lib/random.ts";
import type { Config } from "../platform/config.ts";
import { secretLeftIn } from "../platform/data-folder.ts";
import type { AtZoom } from "./zoom-actions.ts";

/** What the doctor has beside what it looks at. */
export type Outside = AtZoom & { config: Config; random: Random };

/** The secret that a server with these settings would take; null: it would make one. */
export const secretOf = ({ secret, dataFolder }: Config): string | null => secret ?? secretLeftIn(dataFolder);
