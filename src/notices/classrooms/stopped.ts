import { clip, oneLine } from "../clean.ts";
import type { Block } from "../content.ts";
import type { Language } from "../facts.ts";
import { catalogue } from "../messages/catalogue.ts";

/** A run that needs somebody. `kind`: as runs are called; `about`: the classroom, or whose Zoom user it is. */
export type StoppedTold = { kind: string; about: string };

const LONGEST_NAME = 120;

/** A list of them, in the letter to administrators. */
export function stoppedBlocks(stopped: readonly StoppedTold[], language: Language): Block[] {
  if (stopped.length === 0) return [];
  const words = catalogue[language].runs.kind as Record<string, string>;
  const items = stopped.map(({ kind, about }) => `${clip(oneLine(about), LONGEST_NAME)}: ${words[kind.replaceAll(" ", "_")] ?? kind}`);
  return [{ is: "list", title: catalogue[language].letters.runs_stopped.list, items }];
}
