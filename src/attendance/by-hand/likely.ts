import { bare } from "../../lib/text.ts";
import type { Likely } from "../contract.ts";

type Known = { attendeeId: string; name: string; email: string };
type Features = { words: string[]; joined: string; local: string; grams: Set<string> };
type Candidate = Known & Features;

/** Of a name so much is looked at: more is nobody's name. */
const LONGEST = 80;
/** Below that two names have too little in common to be offered. */
const ALIKE = 0.6;

/**
 * Who of the registered a guest might be, from how the name and the address are written. Only for an organizer to look at: nobody is ever
 * matched by it. Where two are equally likely, nobody is offered.
 */
export function likelyAmong(registered: readonly Known[]): (guest: { name: string; email: string | null }) => Likely | null {
  const candidates = registered.map((known): Candidate => ({ ...known, ...featuresOf(known) }));
  const marked = markedIn(candidates);
  const counts = new Uint16Array(candidates.length);
  return (guest) => {
    const features = featuresOf(guest);
    let [best, next]: [Ranked | null, Ranked | null] = [null, null];
    for (const i of inCommon(marked, features, counts)) {
      const one = candidates[i]!;
      const { score, because } = likeness(features, one, counts[i]!);
      if (score < (next?.score ?? ALIKE)) continue;
      const ranked = { one, score, because };
      if (best === null || score > best.score) [best, next] = [ranked, best];
      else next = ranked;
    }
    if (best === null || best.score === next?.score) return null;
    return { attendeeId: best.one.attendeeId, name: best.one.name, because: best.because };
  };
}

type Ranked = { one: Candidate; score: number; because: Likely["because"] };

/** Who bears a mark, by place in the list: thousands of people have a hundred thousand marks, and an object for each is waste. */
function markedIn(candidates: readonly Candidate[]): Map<string, number[]> {
  const marked = new Map<string, number[]>();
  for (const [i, one] of candidates.entries()) {
    for (const mark of marksOf(one)) {
      const those = marked.get(mark);
      if (those === undefined) marked.set(mark, [i]);
      else those.push(i);
    }
  }
  return marked;
}

/**
 * The places of those who share anything, and in `counts` how many grams each shares. Counted along the marks, not person by person:
 * thousands came and thousands are registered.
 */
function inCommon(marked: ReadonlyMap<string, readonly number[]>, guest: Features, counts: Uint16Array): Set<number> {
  const found = new Set<number>();
  counts.fill(0);
  for (const gram of guest.grams) for (const i of marked.get(gram) ?? []) if (counts[i]!++ === 0) found.add(i);
  for (const mark of wholesOf(guest)) for (const i of marked.get(mark) ?? []) found.add(i);
  return found;
}

function featuresOf({ name, email }: { name: string; email: string | null }): Features {
  const words = wordsOf(name.slice(0, LONGEST));
  return { words, joined: words.join(""), local: wordsOf((email ?? "").split("@")[0]!.slice(0, LONGEST)).join(""), grams: gramsOf(words) };
}

const wordsOf = (text: string): string[] =>
  bare(text)
    .match(/[\p{L}\p{N}]+/gu)
    ?.toSorted() ?? [];

/** Three letters at a time, each word with its edges: `Ana` and `Anna` share most of them. */
const gramsOf = (words: readonly string[]): Set<string> =>
  new Set(words.flatMap((word) => Array.from({ length: word.length }, (_, i) => ` ${word} `.slice(i, i + 3))));

const wholesOf = ({ joined, local }: Features): string[] => [joined, local].filter((text) => text !== "").map((text) => `=${text}`);
const marksOf = (features: Features): Set<string> => new Set([...features.grams, ...wholesOf(features)]);

function likeness(guest: Features, one: Candidate, common: number): { score: number; because: Likely["because"] } {
  if (guest.joined !== "" && guest.joined === one.joined) return { score: 1, because: "same name" };
  if (guest.local.length >= 3 && guest.local === one.local) return { score: 0.95, because: "same address but its end" };
  if (guest.joined.length >= 3 && guest.joined === one.local) return { score: 0.9, because: "name in the address" };
  if (guest.joined.length >= 3 && guest.words.every((word) => one.words.includes(word))) return { score: 0.8, because: "part of the name" };
  return { score: (2 * common) / Math.max(1, guest.grams.size + one.grams.size), because: "similar name" };
}
