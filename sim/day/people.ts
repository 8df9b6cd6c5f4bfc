import { pick, type Random } from "../../src/lib/random.ts";

export type Person = { name: string; email: string };

const FIRST = ["Ana", "Jakub", "Zofia", "Marie", "Łukasz", "Inés", "Hugo", "Oliwia", "Pablo", "Sofía", "Emma", "Noah", "Carmen", "Mateo", "Lena", "Bruno", "Nadia", "Iker", "Clara", "Adam"]; // prettier-ignore
const LAST = ["Kowalska", "García", "Dubois", "Nowak", "Żółć", "Martín", "Laurent", "Silva", "Ortega", "Smith", "Romero", "Lewandowski", "Ibáñez", "Moreau", "Vega", "Santos"]; // prettier-ignore

/** So many people, all invented, no two with one address. Namesakes there are: a report that went by names would be wrong. */
export const peopleFrom = (random: Random, many: number): Person[] =>
  Array.from({ length: many }, (_, i) => {
    const [first, last] = [pick(random, FIRST), pick(random, LAST)];
    return { name: `${first} ${last}`, email: `${plain(first)}.${plain(last)}.${i + 1}@people.example` };
  });

const plain = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll("ł", "l")
    .normalize("NFD")
    .replaceAll(/[^a-z]/g, "");

const WHAT = ["Doctoral seminar", "Thesis defence", "Faculty board", "Ethics committee", "Library workshop", "Erasmus orientation", "Open lecture", "Algebra tutorial", "Media training", "Research group", "Admissions interview", "Alumni evening", "Laboratory safety", "Town hall", "Language exchange", "Statistics clinic", "Examination review", "Grant writing"]; // prettier-ignore
const OF = ["History", "Physics", "Law", "Nursing", "Modern Languages", "Mathematics", "Fine Arts", "Chemistry"];

/** Each title once, so that a mail tells by its subject what it is about. */
export function titlesFrom(random: Random, many: number): string[] {
  const all = shuffled(random, WHAT.flatMap((what) => OF.map((of) => `${what}, ${of}`))); // prettier-ignore
  return all.slice(0, many);
}

export function shuffled<T>(random: Random, items: readonly T[]): T[] {
  const rest = [...items];
  for (let i = rest.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random.unit() * (i + 1));
    [rest[i], rest[j]] = [rest[j]!, rest[i]!];
  }
  return rest;
}

/** A whole number from `least` to `most`, both included. */
export const between = (random: Random, least: number, most: number): number => least + Math.floor(random.unit() * (most - least + 1));
