import { MOST_LINES, readLines } from "../../lib/person-lines.ts";

export type Judged = { line: number; name: string; email: string; because: string | null };

/** More at once is a mistake of somebody's, or nothing that belongs into one mail server's hour. */
export const MOST_INVITED = 500;

/** Each line with what is wrong with it, in its order. Null: more lines than anybody should send at once. */
export function judgeLines(text: string, known: { members: ReadonlySet<string>; invited: ReadonlySet<string> }): Judged[] | null {
  const read = readLines(text);
  if (read === null || read.people.length > Math.min(MOST_INVITED, MOST_LINES)) return null;
  const good = read.people.map(({ line, person }): Judged => {
    const email = person.email.toLowerCase();
    return { line, name: person.name, email, because: known.members.has(email) ? "already_member" : known.invited.has(email) ? "already_invited" : null };
  });
  const bad = read.bad.map(({ line, text: written, because }): Judged => ({ line, name: "", email: written, because }));
  return [...good, ...bad].toSorted((a, b) => a.line - b.line);
}
