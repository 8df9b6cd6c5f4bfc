import type { DriftView } from "../../../src/classrooms/drift/contract.ts";
import { keyOf } from "../words.ts";

/** A meeting that is gone is another thing to people than one with another link. */
export const kindOf = ({ what, zoom }: Pick<DriftView, "what" | "zoom">) => (what === "zoom link" && zoom === null ? "zoom_link_gone" : keyOf(what));

/** Differences of one kind in one table, or in Zoom. */
export type Group = { key: string; kind: ReturnType<typeof kindOf>; place: DriftView["place"]; drifts: DriftView[] };

/** In the order in which their first ones come. */
export function groupsOf(drifts: readonly DriftView[]): Group[] {
  const groups = Map.groupBy(drifts, (one) => `${kindOf(one)} ${one.place?.tableId ?? ""}`);
  return [...groups].map(([key, all]) => ({ key, kind: kindOf(all[0]!), place: all[0]!.place, drifts: all }));
}

/** What can be typed to find one: its classroom, its row, and what the sides say. */
export const matches = ({ classroom, place, bedel, zoom, row }: DriftView, words: string): boolean =>
  [classroom, place?.key, place?.table, bedel, zoom, row].some((text) => (text ?? "").toLowerCase().includes(words.trim().toLowerCase()));

/** Ways in which several can be settled together; each other row has to be chosen by itself. */
export const WAYS = ["as Bedel has it", "as it is there", "published no more"] as const;
export type WayForMany = (typeof WAYS)[number];

/** Which of these can be settled in that way just now. */
export const settleable = (drifts: readonly DriftView[], way: WayForMany): DriftView[] =>
  drifts.filter(({ ways, settledBy, whyNot }) => settledBy === null && whyNot === null && ways.includes(way));

type Way = DriftView["ways"][number];

/** What a way is called, of such a difference. */
export function wordOf({ what, place, zoom }: DriftView, way: Way) {
  if (way === "as Bedel has it") return what === "zoom link" && zoom === null ? "make_anew" : "put_back";
  if (way === "as it is there") return place === null ? "zoom" : "row";
  return keyOf(way);
}

/** First and last name stand on two lines; where one is empty nothing stands in its place. */
export const inOneLine = (text: string): string =>
  text
    .split("\n")
    .filter((part) => part.trim() !== "")
    .join(" · ");
