import type { NewClassroom } from "../../../src/classrooms/contract.ts";
import { cut } from "../../../src/lib/text.ts";
import type { Farewell } from "../changing/farewell-choice.tsx";

/** What is typed, before it is a wish. `linkKey` null: no row is chosen yet. `ownRow`: of one that replaces, another row than the former's. `isUnsaid`: whether it is published in a table is not said. */
export type Draft = {
  replaces: string | null;
  name: string;
  code: string;
  email: string;
  firstName: string;
  lastName: string;
  licence: boolean;
  standing: NewClassroom["standing"];
  ownRow: boolean;
  isUnsaid: boolean;
  linkTableId: string | null;
  linkKey: string | null;
  passcodeTableId: string | null;
  passcodeKey: string | null;
  farewell: Farewell;
};

export const EMPTY: Draft = {
  replaces: null,
  name: "",
  code: "",
  email: "",
  firstName: "",
  lastName: "",
  licence: true,
  standing: "personal meeting",
  ownRow: false,
  isUnsaid: false,
  linkTableId: null,
  linkKey: null,
  passcodeTableId: null,
  passcodeKey: null,
  farewell: "nothing",
};

/** Null: no row is chosen. */
export const placeOf = (tableId: string | null, key: string | null) => (tableId === null || key === null ? null : { tableId, key });

/** As the server takes it. The Zoom user is called as the classroom, unless it is said otherwise; the row of the one that is replaced is the server's to find. */
export function wishOf(draft: Draft, id: string, { seen, confirmed }: { seen: string | null; confirmed: boolean }): NewClassroom {
  const { replaces, code, licence, standing, farewell } = draft;
  const [name, email] = [draft.name.trim(), draft.email.trim()];
  const own = replaces === null || draft.ownRow;
  return {
    ...{ id, name, code: code.trim(), email, licence, standing, replaces, farewell, seen, confirmed },
    firstName: draft.firstName.trim() === "" ? cut(name, 64).trim() : draft.firstName.trim(),
    lastName: draft.lastName.trim(),
    link: own ? placeOf(draft.linkTableId, draft.linkKey) : null,
    passcode: own ? placeOf(draft.passcodeTableId, draft.passcodeKey) : null,
  };
}

/** A message key under `classrooms.making`, and under `classrooms.making.fillIn`. */
export type Missing = "notYet" | "tableNeeded" | "keyNeeded" | "passcodeKeyNeeded";

/** What is still missing; null: nothing. */
export function whatIsMissing(draft: Draft): Missing | null {
  if (draft.name.trim() === "" || !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(draft.email.trim())) return "notYet";
  if (draft.replaces !== null && !draft.ownRow) return null;
  if (draft.isUnsaid) return "tableNeeded";
  const isOpen = (tableId: string | null, key: string | null): boolean => tableId !== null && key === null;
  if (isOpen(draft.linkTableId, draft.linkKey)) return "keyNeeded";
  return isOpen(draft.passcodeTableId, draft.passcodeKey) ? "passcodeKeyNeeded" : null;
}
