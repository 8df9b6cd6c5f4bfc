import { useRef } from "react";
import { queryClient } from "../../shell/queries.ts";
import { rowsQuery } from "../databases-queries.ts";
import type { Draft } from "./draft.ts";
import type { Row } from "./row-choice.tsx";

/** What a row says of which room it is. */
export type Room = Pick<Row, "key" | "code">;

/** The row of another table with the same key, or the room's code as key. */
async function sameRoomIn(tableId: string, { key, code }: Room): Promise<string | null> {
  for (const guess of [code, key]) {
    if (guess === null || guess === "") continue;
    // Where rows can't be read nothing is proposed; the field of the row asks the same question, and says why it has no answer.
    const found = await queryClient.fetchQuery(rowsQuery(tableId, guess)).catch(() => null);
    if (found?.rows.some((row) => row.key === guess) === true) return guess;
  }
  return null;
}

type Chosen = Pick<Draft, "linkKey" | "passcodeTableId" | "passcodeKey">;

/**
 * Proposes the row of the passcode, in sight, once both the row of the link and the table of the passcodes are chosen, whichever comes first; and anew when either
 * is changed, unless somebody has chosen one by hand since. The database may be slow: what was chosen meanwhile stays.
 */
export function useProposedRow(draft: Chosen, linkRow: Room | null, onPropose: (passcodeKey: string | null) => void) {
  const latest = useRef({ draft, onPropose });
  latest.current = { draft, onPropose };
  const row = useRef(linkRow);
  const proposed = useRef<string | null>(null);
  const asked = useRef(0);
  const propose = async (tableId: string | null): Promise<void> => {
    const turn = ++asked.current;
    const of = row.current;
    const key = of === null || tableId === null ? null : await sameRoomIn(tableId, of);
    const now = latest.current.draft;
    const isByHand = now.passcodeKey !== null && now.passcodeKey !== proposed.current;
    if (turn !== asked.current || now.passcodeTableId !== tableId || isByHand) return;
    if (key !== now.passcodeKey) latest.current.onPropose(key);
    proposed.current = key;
  };
  return {
    ofRow: (to: Room | null): void => {
      row.current = to;
      void propose(draft.passcodeTableId);
    },
    inTable: (tableId: string | null): void => {
      proposed.current = null;
      void propose(tableId);
    },
  };
}
