import { useTranslations } from "use-intl";
import type { JoinPage } from "../../src/attendees/contract.ts";
import { addressOf } from "./asking.ts";
import { Countdown } from "./countdown.tsx";
import { JoinButton } from "./join-button.tsx";
import { useNow } from "./now.ts";
import { useTimes } from "./times.ts";

type Props = { page: JoinPage; token: string; ask: () => void };

/** What the visitor can do now: one thing, or nothing and why. */
export function State(props: Props) {
  switch (props.page.state) {
    case "before":
      return <Before {...props} />;
    case "open":
      return <Open {...props} />;
    case "preparing":
    case "silent":
      return <Preparing word={props.page.state} />;
    case "over":
      return <Over page={props.page} />;
    case "cancelled":
      return <Cancelled page={props.page} />;
    case "unknown":
      return null;
  }
}

function Before({ page, token, ask }: Props) {
  const t = useTranslations("join");
  const times = useTimes();
  const ahead = useNow() < Date.parse(page.opensAt);
  return (
    <div className="state">
      <Countdown to={page.opensAt} onEnd={ask} />
      {ahead && <p>{t("before.text", { when: times.moment(page.opensAt, page.zone), city: times.city(page.zone) })}</p>}
      <p>
        <a className="quiet" href={addressOf(token, "/calendar.ics")} download>
          {t("calendar")}
        </a>
      </p>
    </div>
  );
}

function Open({ page, token, ask }: Props) {
  const t = useTranslations("join.open");
  const times = useTimes();
  const now = useNow();
  const toStart = Date.parse(page.start) - now;
  return (
    <div className="state">
      <p className="lead">
        {t("state")}. {toStart > 0 ? t("starts", { length: times.length(toStart) }) : t("running", { length: times.length(-toStart) })}
      </p>
      <JoinButton token={token} onRefused={ask} />
      <p>{t("text")}</p>
    </div>
  );
}

function Preparing({ word }: { word: "preparing" | "silent" }) {
  const t = useTranslations(`join.${word}`);
  return (
    <div className="state">
      <p className="lead">{t("state")}</p>
      <div className="busy" aria-hidden />
      <p>{t("text")}</p>
    </div>
  );
}

/** What became of it, as far as it is known. */
function Over({ page }: { page: JoinPage }) {
  const t = useTranslations("join.over");
  const times = useTimes();
  const { happened: what, tookPlace, end, zone } = page;
  const city = times.city(zone);
  const happened = (): string => {
    if (what === "nobody started") return t("nobody");
    if (tookPlace !== null) return t("held", { when: times.range(tookPlace.start, tookPlace.end, zone), city });
    return t("text", { when: times.moment(end, zone), city });
  };
  return (
    <div className="state">
      <p className="lead">{t("state")}</p>
      <p>{happened()}</p>
    </div>
  );
}

function Cancelled({ page }: { page: JoinPage }) {
  const t = useTranslations("join.cancelled");
  const times = useTimes();
  const { cancelledAt, zone } = page;
  return (
    <div className="state">
      <p className="lead">{t("state")}</p>
      {cancelledAt !== null && <p>{t("when", { when: times.moment(cancelledAt, zone), city: times.city(zone) })}</p>}
      <p>{t("text")}</p>
    </div>
  );
}
