import { useState } from "react";
import type { Done } from "./asking.ts";

/** `open` is on the first button, `name` says the same to who only hears it; `failed`: where nobody told why. */
type Words = { open: string; name?: string; text: string; yes: string; no: string; failed: string };
type Props = { words: Words; danger?: boolean; act: () => Promise<Done>; onDone: () => void };

/** What can't be undone takes two presses: the second says what it means. */
export function Twice({ words: { open, name = open, text, yes, no, failed }, danger = false, act, onDone }: Props) {
  const [asked, setAsked] = useState(false);
  const [going, setGoing] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const go = async (): Promise<void> => {
    if (going) return;
    setGoing(true);
    setRefused(null);
    const done = await act();
    setGoing(false);
    if (!done.ok) return setRefused(done.why ?? failed);
    setAsked(false);
    onDone();
  };
  if (!asked) {
    return (
      <button type="button" className="plain" aria-label={name} onClick={() => setAsked(true)}>
        {open}
      </button>
    );
  }
  return (
    <div className="leave" role="group" aria-label={name}>
      <p>{text}</p>
      <div className="choices">
        <button type="button" className={danger ? "quiet danger" : "quiet"} autoFocus aria-busy={going} onClick={() => void go()}>
          {yes}
        </button>
        <button type="button" className="quiet" onClick={() => setAsked(false)}>
          {no}
        </button>
      </div>
      {refused !== null && (
        <p role="alert" className="refused">
          {refused}
        </p>
      )}
    </div>
  );
}
