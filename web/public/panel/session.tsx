import { useTranslations } from "use-intl";
import type { PanelSession } from "../../../src/attendees/panel/contract.ts";
import { Leave } from "../leave.tsx";
import { sameWall, useTimes, visitorsZone } from "../times.ts";

type Props = { session: PanelSession; zone: string | null; onLeft: (title: string) => void; brief?: boolean };

/** When it is, how it stands, and the way in. Its title stands above. `brief`: one of many, where nothing is to be done yet. */
export function Session({ session, zone, onLeft, brief = false }: Props) {
  const t = useTranslations("panel");
  const { title, state, address, isComing, mayLeave } = session;
  return (
    <>
      <When session={session} zone={zone} />
      {(isComing || state === "cancelled") && !(brief && state === "before") && <State session={session} zone={zone} />}
      <p className="ways">
        {state === "open" ? (
          <a className="go" href={address} aria-label={t("joinOf", { title })}>
            {t("join")}
          </a>
        ) : (
          <a className={brief ? "" : "quiet"} href={address} aria-label={t("lookOf", { title })}>
            {t("look")}
          </a>
        )}
      </p>
      {mayLeave && <Leave token={address.split("/")[2] ?? ""} title={title} onLeft={() => onLeft(title)} />}
    </>
  );
}

/** In the zone that the person chose, else in the session's, and in the visitor's where that differs. */
function When({ session, zone }: { session: PanelSession; zone: string | null }) {
  const t = useTranslations("join");
  const times = useTimes();
  const { start, end } = session;
  const shown = zone ?? session.zone;
  const own = visitorsZone();
  return (
    <p className="at">
      <time dateTime={start}>{times.range(start, end, shown)}</time> <span title={shown}>{t("zone", { city: times.city(shown) })}</span>
      {zone === null && !sameWall(start, shown, own) && (
        <span className="own">{t("yours", { city: times.city(own), when: times.range(start, end, own) })}</span>
      )}
    </p>
  );
}

function State({ session, zone }: { session: PanelSession; zone: string | null }) {
  const t = useTranslations("panel.state");
  const times = useTimes();
  const { state, opensAt } = session;
  return (
    <p className={state === "open" ? "now" : "own"}>{state === "before" ? t("before", { when: times.moment(opensAt, zone ?? session.zone) }) : t(state)}</p>
  );
}
