import { Alert } from "@mantine/core";
import { BellOff, KeyRound } from "lucide-react";
import { useFormatter, useTranslations } from "use-intl";
import type { Telling } from "../../src/rooms/contract.ts";
import { Moment, useTimes } from "../shell/times.tsx";

type Props = { telling: Telling; zone: string };

/** What is wrong with Zoom's telling. A wrong secret explains the silence, so then nothing is said of that. */
export function TellingTrouble({ telling: { refused, untold }, zone }: Props) {
  const t = useTranslations("rooms");
  const times = useTimes();
  const format = useFormatter();
  if (refused?.all === true) {
    const time = `${times.moment(refused.since, zone)} ${times.zone(zone)}`;
    return (
      <Alert color="red" icon={<KeyRound aria-hidden />} title={t("refusedAll")}>
        {t("refusedAllMore", { count: refused.count, time })}
      </Alert>
    );
  }
  const missing = (["created", "started", "ended"] as const).filter((what) => untold[what] > 0);
  if (missing.length === 0) return null;
  const what = format.list(missing.map((one) => t(`untold.${one}`, { count: untold[one] })));
  return (
    <Alert color="yellow" icon={<BellOff aria-hidden />} title={t("untoldTitle")}>
      {t("untoldMore", { what })}
    </Alert>
  );
}

/** When Zoom was heard last, and what besides is good to know. */
export function ToldAt({ telling: { heardAt, validatedAt, refused }, zone }: Props) {
  const t = useTranslations("rooms");
  const times = useTimes();
  return (
    <>
      {heardAt === null ? (
        t("toldNever")
      ) : (
        <>
          {t("toldLast")} <Moment at={heardAt} zone={zone} />
        </>
      )}
      {validatedAt !== null && (
        <>
          {" · "}
          {t("toldChecked")} <Moment at={validatedAt} zone={zone} />
        </>
      )}
      {refused !== null && !refused.all && ` · ${t("refusedSome", { count: refused.count, time: times.moment(refused.since, zone) })}`}
    </>
  );
}
