import { useEffect } from "react";
import { useTranslations } from "use-intl";
import { useNow } from "./now.ts";
import { partsOf, useTimes, type Parts } from "./times.ts";

/** Large figures until the way opens, and asks the server when they reach nothing. */
export function Countdown({ to, onEnd }: { to: string; onEnd: () => void }) {
  const now = useNow();
  const t = useTranslations("join");
  const times = useTimes();
  const left = Date.parse(to) - now;
  const ended = left <= 0;
  useEffect(() => {
    if (!ended) return;
    onEnd();
    // The server may be a moment behind this page.
    const again = setInterval(onEnd, 4000);
    return () => clearInterval(again);
  }, [ended, onEnd]);
  if (ended) return <p className="lead">{t("before.atOnce")}</p>;
  const parts = partsOf(left);
  return (
    <div className="countdown" role="timer" aria-label={`${t("before.opensIn")} ${times.length(left)}`}>
      <p aria-hidden>{t("before.opensIn")}</p>
      <div aria-hidden className="figures">
        {shown(parts).map((unit) => (
          <div key={unit} className="figure">
            <b>{parts[unit]}</b>
            <span>{t(`units.${unit}`, { n: parts[unit] })}</span>
          </div>
        ))}
      </div>
    </div>
  );
}

/** Seconds only on the last day, hours only where there are some. */
function shown(parts: Parts): (keyof Parts)[] {
  if (parts.days > 0) return ["days", "hours", "minutes"];
  return parts.hours > 0 ? ["hours", "minutes", "seconds"] : ["minutes", "seconds"];
}
