import type { UndoingPreview } from "./contract.ts";
import type { RowValues } from "./runs/facts.ts";

type Shown = UndoingPreview["rows"][number]["columns"];

/** What a row shows again, for whoever decides it: a link opens the room to anybody who has it, so it is told by its host alone, and a passcode not at all. */
export const showsAgain = ({ link, name, code, passcode }: RowValues): Shown => [
  ...(name === undefined ? [] : [{ what: "name" as const, value: name, isHidden: false }]),
  ...(code === undefined ? [] : [{ what: "code" as const, value: code, isHidden: false }]),
  ...(link === undefined ? [] : [linkAgain(link)]),
  ...(passcode === undefined ? [] : [{ what: "passcode" as const, value: null, isHidden: passcode !== null && passcode !== "" }]),
];

function linkAgain(link: string | null): Shown[number] {
  if (link === null || link.trim() === "") return { what: "link", value: null, isHidden: false };
  const host = URL.canParse(link.trim()) ? new URL(link.trim()).host : "";
  return { what: "link", value: host === "" ? null : host, isHidden: host === "" };
}
