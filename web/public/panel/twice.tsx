import { useState } from "react";
import { useTranslations } from "use-intl";
import type { Done } from "./asking.ts";

type Props = { open: string; text: string; act: () => Promise<Done>; onDone: () => void };

/** What stops something else takes two presses: the second says what it means. */
export function Twice({ open, text, act, onDone }: Props) {
  const t = useTranslations("panel");
  const [asked, setAsked] = useState(false);
  const [going, setGoing] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const go = async (): Promise<void> => {
    if (going) return;
    setGoing(true);
    setRefused(null);
    const done = await act();
    setGoing(false);
    if (!done.ok) return setRefused(done.why ?? t("refused"));
    setAsked(false);
    onDone();
  };
  if (!asked) {
    return (
      <button type="button" className="plain" onClick={() => setAsked(true)}>
        {open}
      </button>
    );
  }
  return (
    <div className="leave" role="group" aria-label={open}>
      <p>{text}</p>
      <div className="choices">
        <button type="button" className="quiet" autoFocus aria-busy={going} onClick={() => void go()}>
          {t("yes")}
        </button>
        <button type="button" className="quiet" onClick={() => setAsked(false)}>
          {t("no")}
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
