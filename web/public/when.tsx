import { useTranslations } from "use-intl";
import type { JoinPage } from "../../src/attendees/contract.ts";
import { sameWall, useTimes, visitorsZone } from "./times.ts";

/** When it takes place: in the session's zone, and in the one that the person chose, else the visitor's, where that differs. */
export function When({ page }: { page: Pick<JoinPage, "start" | "end" | "zone"> & { ownZone?: JoinPage["ownZone"] } }) {
  const { start, end, zone } = page;
  const t = useTranslations("join");
  const times = useTimes();
  const own = page.ownZone ?? visitorsZone();
  const sameDay = times.day(start, zone) === times.day(start, own);
  const inOwn = (sameDay ? times.timeRange : times.range)(start, end, own);
  return (
    <div className="when">
      <p className="day">{capital(times.day(start, zone))}</p>
      <p className="hours">
        <time dateTime={start}>{times.timeRange(start, end, zone)}</time> <span title={zone}>{t("zone", { city: times.city(zone) })}</span>
      </p>
      {!sameWall(start, zone, own) && <p className="own">{t("yours", { city: times.city(own), when: inOwn })}</p>}
    </div>
  );
}

/** Said to those who remember the other time, with both. */
export function Moved({ page }: { page: JoinPage }) {
  const t = useTranslations("join.moved");
  const join = useTranslations("join");
  const times = useTimes();
  if (page.movedFrom === null) return null;
  const zone = <span title={page.zone}>{join("zone", { city: times.city(page.zone) })}</span>;
  return (
    <section className="moved" aria-label={t("title")}>
      <h2>{t("title")}</h2>
      <dl>
        <dt>{t("before")}</dt>
        <dd>
          <s>{times.moment(page.movedFrom, page.zone)}</s> {zone}
        </dd>
        <dt>{t("now")}</dt>
        <dd>
          <strong>{times.moment(page.start, page.zone)}</strong> {zone}
        </dd>
      </dl>
      <p>{t("text")}</p>
    </section>
  );
}

/** Spanish writes days small, but not where a line begins. */
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
