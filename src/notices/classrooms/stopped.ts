import { clip, oneLine } from "../clean.ts";
import type { Block } from "../content.ts";
import type { Language } from "../facts.ts";
import { catalogue } from "../messages/catalogue.ts";

/** A run that needs somebody. `kind`: as runs are called; `about`: the classroom, or whose Zoom user it is. */
export type StoppedTold = { kind: string; about: string };
/** One that is halfway. `met`: what people meet meanwhile, as it is called under `letters.runs_stopped.met`; `isHeld`: it is not brought to its end before somebody says yes. */
export type HalfwayTold = StoppedTold & { met: string; isHeld: boolean };

const LONGEST_NAME = 120;

const called = ({ kind, about }: StoppedTold, language: Language): string => {
  const words = catalogue[language].runs.kind as Record<string, string>;
  return `${clip(oneLine(about), LONGEST_NAME)}: ${words[kind.replaceAll(" ", "_")] ?? kind}`;
};

/** A list of them, in the letter to administrators. */
export function stoppedBlocks(stopped: readonly StoppedTold[], language: Language): Block[] {
  if (stopped.length === 0) return [];
  return [{ is: "list", title: catalogue[language].letters.runs_stopped.list, items: stopped.map((one) => called(one, language)) }];
}

/** The same of those that are halfway, each with what people meet meanwhile. */
export function halfwayBlocks(halfway: readonly HalfwayTold[], language: Language): Block[] {
  if (halfway.length === 0) return [];
  const { met, held, listHalfway } = catalogue[language].letters.runs_stopped;
  const items = halfway.map((one) => [`${called(one, language)}.`, (met as Record<string, string>)[one.met] ?? met.row_behind, ...(one.isHeld ? [held] : [])].join(" "));
  return [{ is: "list", title: listHalfway, items }];
} // prettier-ignore
