import { called, partOf } from "../databases/writing.ts";
import type { Classroom, Opening } from "../classroom.ts";
import type { RowPlace, RowValues } from "../runs/facts.ts";

/** What is apart, as it is called on the page. `zoom name`: what people see; `zoom person`: first and last name. */
export type DriftKind =
  "link" | "name" | "code" | "passcode" | "zoom passcode" | "zoom link" | "zoom name" | "zoom person" | "zoom user" | "row gone" | "row twice";

export type Person = { name: string; firstName: string; lastName: string };
/** What Zoom says of a classroom's user and its standing meeting, which may be gone; `unread`: nobody knows, so nothing is said to be apart. */
export type InZoom = { is: "there"; user: Person; meeting: { link: string; passcode: string } | null } | { is: "no user" } | { is: "unread"; because: string };
/** A row that publishes it, or holds its passcode. */
export type InRow = RowPlace & ({ is: "found"; row: RowValues } | { is: "none" } | { is: "several" } | { is: "unread"; because: string });

export type Sides = { bedel: string | null; zoom: string | null; row: string | null };
/** `place`: the row; null where it is Zoom's side that is apart. A classroom has at most one of a kind and a place. */
export type Drift = Sides & { what: DriftKind; place: RowPlace | null };

type Known = Pick<Classroom, "name" | "code" | "firstName" | "lastName" | "link"> & { opening: Opening };

/** Where Bedel, Zoom and the rows of one classroom don't say the same. A passcode that differs makes the join address differ: then only the passcode is told. */
export const driftsOf = (known: Known, zoom: InZoom, rows: readonly InRow[]): Drift[] => [...inZoom(known, zoom), ...rows.flatMap((row) => inRow(known, row))];

const NOTHING: Sides & Pick<Drift, "place"> = { bedel: null, zoom: null, row: null, place: null };

function inZoom(known: Known, zoom: InZoom): Drift[] {
  if (zoom.is === "unread") return [];
  if (zoom.is === "no user") return [{ ...NOTHING, what: "zoom user" }];
  return [...ofMeeting(known.opening, zoom.meeting), ...ofPerson(known, zoom.user)];
}

function ofMeeting({ link, passcode }: Opening, held: Opening | null): Drift[] {
  if (held === null) return [{ ...NOTHING, what: "zoom link", bedel: link }];
  if (held.passcode !== passcode) return [{ ...NOTHING, what: "zoom passcode", bedel: passcode, zoom: held.passcode }];
  return held.link === link ? [] : [{ ...NOTHING, what: "zoom link", bedel: link, zoom: held.link }];
}

/** Both names in one text, and back: neither has a line break in it. */
export const personText = (firstName: string, lastName: string): string => `${firstName}\n${lastName}`;
export function personIn(text: string): { firstName: string; lastName: string } {
  const [firstName = "", lastName = ""] = text.split("\n");
  return { firstName, lastName };
}

function ofPerson({ name, firstName, lastName }: Known, user: Person): Drift[] {
  const called = user.name === name ? [] : [{ ...NOTHING, what: "zoom name" as const, bedel: name, zoom: user.name }];
  if (firstName === null || lastName === null || (user.firstName === firstName && user.lastName === lastName)) return called;
  return [...called, { ...NOTHING, what: "zoom person", bedel: personText(firstName, lastName), zoom: personText(user.firstName, user.lastName) }];
}

/** A row that only holds the passcode has nothing else of the classroom's to hold, whatever is mapped there; and of a code where the classroom has none Bedel says nothing. */
function inRow({ name, code, link, opening }: Known, found: InRow): Drift[] {
  if (found.is === "unread") return [];
  const place: RowPlace = { tableId: found.tableId, key: found.key };
  if (found.is !== "found") return [{ ...NOTHING, place, what: found.is === "none" ? "row gone" : "row twice" }];
  const ours = partOf(place, link, { link: opening.link, ...called({ name, code }), passcode: opening.passcode });
  return (["link", "name", "code", "passcode"] as const).flatMap((what) => {
    const [mine, theirs] = [ours[what], found.row[what]];
    return mine === undefined || theirs === undefined || (theirs ?? "") === mine ? [] : [{ ...NOTHING, place, what, bedel: mine, row: theirs }];
  });
}
