import type { Classroom, Opening } from "../classroom.ts";
import { rowsOf } from "../databases/writing.ts";
import { placeName, type Asked, type Facts, type RowValues, type RunSecrets } from "../runs/facts.ts";
import type { RunKind } from "../runs/run.ts";
import { personIn, type Drift } from "./compare.ts";
import { codeFrom, nameFrom, type Way } from "./ways.ts";

export type Wish = { kind: RunKind; asked: Asked; facts: Facts; secrets: RunSecrets };
/** `known`: all that is known to be apart of the classroom, as the page shows it. */
type About = { classroom: Classroom; opening: Opening; drift: Drift; known: readonly Drift[] };

/**
 * What a run has to do so that Zoom, rows and Bedel agree in that way; null: nothing outside of Bedel. Link and passcode are one thing, and so are put right together,
 * in Zoom and in every row. Of names nothing is put right but what was pointed at; what is taken over, it is called everywhere.
 */
export function wishOf(about: About, way: Way): Wish | null {
  const isTaken = way === "as it is there";
  const { what, row, zoom } = about.drift;
  switch (what) {
    case "link":
      return openingOf(about, null);
    case "passcode":
      return openingOf(about, isTaken ? row : null);
    case "zoom passcode":
      return openingOf(about, isTaken ? zoom : null);
    case "zoom link":
      return isTaken ? openingOf(about, null) : newMeeting(about);
    case "name":
      return isTaken ? takenOver(about, { name: nameFrom(row) ?? "" }) : putBack(about, "rows", { name: about.classroom.name });
    case "code":
      return isTaken ? takenOver(about, { code: codeFrom(row) ?? "" }) : putBack(about, "rows", { code: about.classroom.code });
    case "zoom name":
      return isTaken ? takenOver(about, { name: nameFrom(zoom) ?? "" }) : putBack(about, "zoom", { name: about.classroom.name });
    case "zoom person":
      return isTaken ? null : putBack(about, "zoom", personIn(about.drift.bedel ?? ""));
    case "zoom user":
    case "row gone":
    case "row twice":
      return null;
  }
}

/** Zoom and all rows get this passcode, or the one that Bedel set last, and the link that goes with it. */
function openingOf(about: About, passcode: string | null): Wish {
  const { classroom, opening } = about;
  const { hostId, meetingId, link, passcode: place } = classroom;
  const facts = { hostId, meetingId, meetingIsPersonal: classroom.meetingIsPersonal ?? false };
  return { kind: "change passcode", asked: { link, passcode: place }, facts, secrets: { passcode: passcode ?? opening.passcode, before: rowsAsKnown(about) } };
}

/** With the passcode that people know; a personal meeting that is gone gets a successor that is none. */
function newMeeting(about: About): Wish {
  const { hostId, link, passcode } = about.classroom;
  const asked: Asked = { standing: "meeting without fixed time", link, passcode };
  return { kind: "new meeting", asked, facts: { hostId }, secrets: { passcode: about.opening.passcode, before: rowsAsKnown(about) } };
}

/** Each row as Bedel set it, but for what is shown to be apart in it: whatever else it holds by now somebody wrote since, and is asked about first. */
function rowsAsKnown({ classroom: { link, passcode }, opening, known }: About): Record<string, RowValues> {
  const apartAt = (at: string): RowValues =>
    Object.fromEntries(
      known.flatMap(({ what, place, row }) => (place !== null && placeName(place) === at && (what === "link" || what === "passcode") ? [[what, row]] : [])),
    );
  return Object.fromEntries(
    rowsOf(link, passcode)
      .map(placeName)
      .map((at) => [at, { ...opening, ...apartAt(at) }]),
  );
}

type Called = Pick<Asked, "name" | "code" | "firstName" | "lastName">;

/** Where the row holds something else by now than was shown, nothing is written before somebody says so. */
const putBack = (about: About, only: "rows" | "zoom", called: Called): Wish => renaming(about, { ...called, only }, about.drift.row);

/** The row of the link must still hold what it said, or what Bedel knows where it is Zoom's name that is taken over. */
function takenOver(about: About, called: Called): Wish {
  const { drift, classroom } = about;
  return renaming(about, called, drift.place === null ? classroom.name : drift.row);
}

function renaming({ classroom, drift }: About, called: Asked, shown: string | null): Wish {
  const { email, hostId, link, passcode } = classroom;
  const what = drift.what === "code" ? "code" : "name";
  const before = link === null ? {} : { [placeName(link)]: { [what]: shown } };
  return { kind: "rename classroom", asked: { email, link, passcode, ...called }, facts: { hostId }, secrets: { before } };
}
