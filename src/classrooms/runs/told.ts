import type { RunView } from "./contract.ts";
import { farewellOf, placeName, type Asked, type Facts, type Farewell, type RowPlace } from "./facts.ts";
import type { Run, StepRow } from "./run.ts";

/** What was asked and found is kept by ids; people read names. Null: there is none such any more. */
export type Names = { classroom: (id: string) => string | null; table: (id: string) => string | null };
type Told = Pick<Run, "kind" | "steps"> & { asked: Asked; facts: Facts };

/** What whoever asked for it wanted. */
export function askedOf(run: Told, names: Names): RunView["asked"] {
  const { replaces, farewell, licence, name, code } = run.asked;
  const isCalled = run.kind === "rename classroom" && run.asked.only === undefined;
  return {
    replaces: replaces === undefined ? null : (names.classroom(replaces) ?? ""),
    rows: placesOf(run).map(({ place, holds }) => rowOf(run, place, holds, names)),
    farewell: run.facts.farewell ?? farewell ?? null,
    licence: licence ?? null,
    name: isCalled ? (name ?? null) : null,
    code: isCalled ? (code ?? null) : null,
  };
}

type Holds = RunView["asked"]["rows"][number]["holds"];
type Placed = { place: RowPlace; holds: Holds };

/** Those that were named, and those that it found by itself and wrote. A name is written where the link is, and nowhere else. */
function placesOf({ kind, asked: { link, passcode, only }, facts: { written = [] } }: Told): Placed[] {
  const named: Placed[] = [
    ...(link == null || only === "zoom" ? [] : [{ place: link, holds: "link" as const }]),
    ...(passcode == null || kind === "rename classroom" ? [] : [{ place: passcode, holds: "passcode" as const }]),
  ];
  const found = written.flatMap((of): Placed[] => [{ place: placeFrom(of), holds: "link" }]);
  return [...named, ...found].filter(({ place }, i, all) => all.findIndex((one) => placeName(one.place) === placeName(place)) === i);
}

/** A key may have strokes in it; the id of a table has none. */
const placeFrom = (name: string): RowPlace => ({ tableId: name.slice(0, name.indexOf("/")), key: name.slice(name.indexOf("/") + 1) });

const rowOf = ({ facts }: Told, place: RowPlace, holds: Holds, names: Names): RunView["asked"]["rows"][number] => ({
  ...{ table: names.table(place.tableId), key: place.key, holds },
  isWritten: facts.written?.includes(placeName(place)) === true,
});

type Did = RunView["steps"][number]["did"];
const did = (what: string, values: Record<string, string | number> = {}): Did => ({ what, values });

/** What a step that is done has done: a message key under `runs.did.` with its values. Null: its name says it. */
export function didOf({ kind, asked, facts }: Told, { name, state }: Pick<StepRow, "name" | "state">): Did {
  if (state !== "done") return null;
  switch (name) {
    case "look_up":
      return facts.found === undefined ? null : did(`found_${facts.found}`);
    case "settle_user":
      return did(asked.licence === true ? "licensed" : "not_licensed");
    case "write_rows":
      return did(kind === "retire classroom" ? "taken_out" : "written");
    case "name_in_zoom":
      return asked.name === undefined ? null : did("called", { name: asked.name });
    case "move_sessions":
      return movedAs(kind, facts);
    case "retire_user":
      return retired(farewellOf({ asked, facts }), facts);
    case "make_user":
    case "activation":
    case "secure_user":
    case "standing_link":
    case "open_room":
    case "set_passcode":
      return null;
  }
}

/** Nobody is told that what went to the classroom that comes, as the preview had said, went elsewhere. */
function movedAs(kind: Told["kind"], { moved = 0, movedThere = null }: Facts): Did {
  if (kind === "retire classroom" || moved === 0 || movedThere === 0) return did("moved", { n: moved });
  if (movedThere === null) return did("moved_somewhere", { n: moved });
  return did(kind === "undo replacing" ? "moved_back" : "moved_to_new", { there: movedThere, n: moved - movedThere });
}

const RETIRED: Record<Farewell, string | null> = { nothing: null, "take the licence": "licence_taken", deactivate: "deactivated", unlink: "unlinked" };

/** Who was only invited, or is there no more, was neither deactivated nor had a licence. */
const RETIRED_AS: Partial<Record<NonNullable<Facts["letGoAs"]>, Partial<Record<Farewell, string>>>> = {
  pending: { "take the licence": "invited_still", deactivate: "invited_still", unlink: "invited_unlinked" },
  lapsed: { "take the licence": "invited_lapsed", deactivate: "invited_lapsed", unlink: "invited_lapsed" },
  absent: { "take the licence": "unlinked", deactivate: "unlinked" },
};

function retired(farewell: Farewell, { letGoAs }: Facts): Did {
  const what = (letGoAs === undefined ? null : RETIRED_AS[letGoAs]?.[farewell]) ?? RETIRED[farewell];
  return what === null ? null : did(what);
}
