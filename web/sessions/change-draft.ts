import { instant } from "../../src/lib/time.ts";
import type { SessionView } from "../../src/sessions/contract.ts";
import { readWhen, startOf, whenOf, type When } from "./when.ts";

/** What the form holds while it is being filled in. */
export type ChangeDraft = { title: string; when: When; minutes: number | ""; admission: "automatic" | "manual"; expected: number | "" };

export const changeDraft = (session: SessionView): ChangeDraft => ({
  title: session.title,
  when: whenOf(instant(session.start), session.zone),
  minutes: session.minutes,
  admission: session.admission,
  expected: session.expected ?? "",
});

/** Only what differs from the session as the page shows it; what was not touched stays as it is, whatever others do meanwhile. */
export function changesOf(session: SessionView, draft: ChangeDraft): Record<string, unknown> {
  const reading = readWhen(draft.when);
  const moved = reading.is !== "moment" || reading.at !== instant(session.start) || draft.when.zone !== session.zone;
  const expected = draft.expected === "" ? null : draft.expected;
  return {
    ...(draft.title.trim() === session.title ? {} : { title: draft.title.trim() }),
    ...(moved ? startOf(draft.when) : {}),
    ...(draft.minutes === session.minutes || draft.minutes === "" ? {} : { minutes: draft.minutes }),
    ...(draft.admission === session.admission ? {} : { admission: draft.admission }),
    ...(expected === session.expected ? {} : { expected }),
  };
}
