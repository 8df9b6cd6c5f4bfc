import type { Answer, Ask } from "./people.ts";
import type { House } from "./house.ts";

/** `yes`: it is done or shown. Otherwise the status of the refusal. */
export type Expected = "yes" | `${number}`;

/** Who asks about `here`'s objects, in the order in which a row tells its answers. */
export const ASKERS = [
  "nobody",
  "somebody of no institution",
  "its organizer",
  "another organizer",
  "an administrator",
  "the owner",
  "an organizer elsewhere",
  "an administrator elsewhere",
  "an owner elsewhere",
] as const;
export type AskerName = (typeof ASKERS)[number];

/** Two institutions, of which each has one of everything. */
export type Places = { here: House; elsewhere: House; mailId: string };

export type Row = {
  /** As the server names it. */
  route: string;
  /** What is tried with it, where that is more than one thing. */
  what: string;
  /** What is sent, well-formed, so that a refusal is about who asks. */
  ask(places: Places): Omit<Ask, "method">;
  expected: readonly Expected[];
  /** Texts of `here` that are told on purpose to whoever knows the address. */
  tells(places: Places): string[] | "everything";
  /** Whoever reads it is written down. */
  isNoted: boolean;
};

type More = { what?: string; tells?: Row["tells"]; isNoted?: boolean };

/** One row: a route, what is sent, and the nine answers, people here before the bar and people elsewhere behind it. */
export function row(route: string, answers: string, ask: Row["ask"], { what = "", tells = () => [], isNoted = false }: More = {}): Row {
  const expected = answers.split(/[\s|]+/) as Expected[];
  if (expected.length !== ASKERS.length || !expected.every((word) => /^(yes|4\d\d)$/.test(word))) throw new Error(`${route} tells no nine answers: ${answers}`);
  return { route, what, ask, expected, tells, isNoted };
}

export const answered = ({ status }: Answer): Expected => (status < 400 ? "yes" : `${status}`);
