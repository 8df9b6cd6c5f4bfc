import { useId, useMemo, useState } from "react";
import { useTranslations } from "use-intl";
import type { PanelPage } from "../../../src/attendees/panel/contract.ts";
import { useTimes } from "../times.ts";
import { keepChoice } from "./asking.ts";

/** In which zone the person reads times, here and in mails. */
export function Zone({ page, token, ask }: { page: PanelPage; token: string; ask: () => Promise<void> }) {
  const t = useTranslations("panel");
  const times = useTimes();
  const id = useId();
  const [chosen, setChosen] = useState<string | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const shown = chosen ?? page.zone ?? "";
  const zones = useMemo(() => {
    const known = Intl.supportedValuesOf("timeZone");
    const all = [...new Set([...known, "UTC", ...(page.zone === null ? [] : [page.zone])])];
    return all.map((zone) => ({ zone, city: times.city(zone) })).toSorted((a, b) => a.city.localeCompare(b.city));
  }, [times, page.zone]);
  const keep = async (zone: string): Promise<void> => {
    setChosen(zone);
    setRefused(null);
    const done = await keepChoice(token, { zone: zone === "" ? null : zone });
    if (!done.ok) setRefused(done.why ?? t("refused"));
    else await ask();
    setChosen(null);
  };
  return (
    <section className="setting">
      <label htmlFor={id}>{t("zone")}</label>
      <select id={id} value={shown} aria-describedby={`${id}-kept`} onChange={(event) => void keep(event.target.value)}>
        <option value="">{t("zoneOfSession")}</option>
        {zones.map(({ zone, city }) => (
          <option key={zone} value={zone}>
            {city} ({zone})
          </option>
        ))}
      </select>
      <p id={`${id}-kept`} className="own">
        {t("kept")}
      </p>
      {refused !== null && (
        <p role="alert" className="refused">
          {refused}
        </p>
      )}
    </section>
  );
}
