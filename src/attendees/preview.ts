import type { BadLine, LineRefusal, Person, Read } from "../lib/person-lines.ts";

/** Addresses as they are compared here. */
export const emailsOf = (people: readonly { email: string }[]): Set<string> => new Set(people.map(({ email }) => email.toLowerCase()));

export type PreviewLine = { line: number; name: string; email: string; text: string } & (
  { is: "new" | "already" | "twice" } | { is: "bad"; because: LineRefusal | "too_many_attendees" }
);

/** What adding these lines would do, line by line and in their order. `known`: addresses that are there already, in small letters; `room`: for how many more there is. */
export function previewOf(read: Read, known: ReadonlySet<string>, room: number): PreviewLine[] {
  const { fits, already, tooMany } = sorted(read, known, room);
  const person = (is: "new" | "already" | "twice") => (one: Read["people"][number]) => ({ line: one.line, ...one.person, text: "", is });
  const bad = ({ line, text, because }: BadLine<LineRefusal | "too_many_attendees">) => ({ line, name: "", email: "", text, is: "bad" as const, because });
  return [...fits.map(person("new")), ...already.map(person("already")), ...read.again.map(person("twice")), ...[...read.bad, ...tooMany].map(bad)].toSorted(
    (a, b) => a.line - b.line,
  );
}

/** Who comes anew and fits, who is there already and takes no room, and who comes too late. */
export function sorted({ people }: Read, known: ReadonlySet<string>, room: number) {
  const isKnown = ({ email }: Person): boolean => known.has(email.toLowerCase());
  const newcomers = people.filter((one) => !isKnown(one.person));
  return {
    already: people.filter((one) => isKnown(one.person)),
    fits: newcomers.slice(0, Math.max(0, room)),
    tooMany: newcomers.slice(Math.max(0, room)).map(({ line, person }) => ({ line, text: person.email, because: "too_many_attendees" as const })),
  };
}
