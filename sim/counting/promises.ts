import type { Beside, Figures } from "./figures.ts";

type Promise = (f: Figures, b: Beside) => string | null;

const must = (holds: boolean, otherwise: string): string | null => (holds ? null : otherwise);

/** What the day must show. One sentence for each that is broken. */
const PROMISES: Promise[] = [
  (f) => must(f.doubleBooked === 0, `${f.doubleBooked} pairs of sessions had one room at one time.`),
  (f) => must(f.credentials.openAfterClose === 0, `${f.credentials.openAfterClose} passwords still opened a room that was closed, or had to be.`),
  (f) => must(f.links.late === 0, `${f.links.late} links came more than a minute late, or never.`),
  (f) => must(f.links.due === f.links.sent, `${f.links.due} links were due and ${f.links.sent} were sent.`),
  (f) => must(f.reports.due === f.reports.made, `Of ${f.reports.due} reports ${f.reports.made} were final and told who was there.`),
  (f) => must(f.endedByBedel >= 1, "No session that ran on was ended by Bedel."),
  (f) => must(f.waiting >= 1, "No request had to wait."),
  (f) => must(f.servedLater >= 1, "No waiting request was served later."),
  (f) => must(f.rearranged >= 1, "No session was moved to make room for another."),
  (f) => must(f.credentials.issued >= 1, "No password was handed over."),
  (f) => must(f.warned >= 1, "Nobody was reminded of the end."),
  (_, b) => must(b.webinars >= 10, `Only ${b.webinars} sessions were webinars.`),
  (_, b) => must(Object.values(b.duringOutage).every((count) => count >= 1), `Zoom was away without need: ${JSON.stringify(b.duringOutage)}.`), // prettier-ignore
  (_, b) => must(b.misdated === 0, `${b.misdated} mails carried a date at which the clock did not stand.`),
  (_, b) => must(b.complaints === "", `The server complained: ${b.complaints.slice(0, 1500)}`),
  (_, b) => must(b.realSeconds < 60, `It took ${Math.round(b.realSeconds)} seconds, which is not less than a minute.`),
];

export const brokenPromises = (f: Figures, b: Beside): string[] => PROMISES.map((promise) => promise(f, b)).filter((sentence) => sentence !== null);
