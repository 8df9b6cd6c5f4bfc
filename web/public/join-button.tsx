import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { askToJoin } from "./asking.ts";

/** The one button: fetches the person's way into Zoom at the moment of the press and goes there. */
export function JoinButton({ token, onRefused }: { token: string; onRefused: () => void }) {
  const [going, setGoing] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const t = useTranslations("join");
  useEffect(() => {
    // Back from Zoom, the browser may show this page as it was left: with the button pressed.
    const back = (): void => setGoing(false);
    addEventListener("pageshow", back);
    return () => removeEventListener("pageshow", back);
  }, []);
  const join = async (): Promise<void> => {
    if (going) return;
    setGoing(true);
    setRefused(null);
    const answer = await askToJoin(token);
    if ("url" in answer) {
      location.assign(answer.url);
      // An address that opens Zoom's app leaves the page standing.
      setTimeout(() => setGoing(false), 8000);
      return;
    }
    setGoing(false);
    setRefused(answer.refused ?? t("refused"));
    onRefused();
  };
  return (
    <>
      <button type="button" className="join" onClick={() => void join()} aria-disabled={going} aria-busy={going}>
        {going ? t("open.joining") : t("open.join")}
      </button>
      {refused !== null && (
        <p role="alert" className="refused">
          {refused}
        </p>
      )}
    </>
  );
}
