import type { Instant } from "../../src/lib/time.ts";
import type { Letter } from "../server/post.ts";

/** How each kind of mail is told. Many of one kind about one session are one happening. */
const TOLD: Partial<Record<Letter["kind"], (about: string, to: string, many: number) => string>> = {
  waiting: (about) => `no room yet for “${about}”`,
  served: (about, to) => `a room has become free: “${about}” gets it, ${to} is told`,
  declined: (about, to) => `“${about}” is declined, ${to} is told`,
  credentials: (about, to) => `user name and password for “${about}” go to ${to}`,
  start_link: (about, to) => `“${about}” can be started, ${to} is told`,
  link: (about, _, many) => `${many === 1 ? "a link" : `${many} links`} to “${about}” sent`,
  warn: (about, to) => `${to} is reminded that “${about}” ends soon`,
  changed: (about, _, many) => `“${about}” has changed; ${people(many)} told`,
  cancelled: (about, _, many) => `“${about}” is cancelled; ${people(many)} told`,
  report: (about, to) => `the report of “${about}” is ready for ${to}`,
  admin_alarm: (about) => `administrators hear that something of “${about}” could not be done yet`,
};

const people = (many: number): string => (many === 1 ? "one person is" : `${many} people are`);

/** One line a happening. What only confirms what somebody just did in the open is not told again. */
export function linesOf(letters: readonly Letter[]): { at: Instant; line: string }[] {
  const happenings = Map.groupBy(letters, ({ kind, about }) => `${kind} ${about}`);
  return [...happenings.values()]
    .flatMap((same) => {
      const first = same[0]!;
      const told = TOLD[first.kind];
      return told === undefined ? [] : [{ at: first.arrivedAt, line: told(first.about, first.to, same.length) }];
    })
    .toSorted((a, b) => a.at - b.at);
}
