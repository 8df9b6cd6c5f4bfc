import { Button, Select, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { Likely, Matching } from "../../../src/attendance/contract.ts";
import { useTimes } from "../../shell/times.tsx";
import type { Say } from "./say-who.ts";
import classes from "./matching.module.css";

type Guest = Matching["open"][number];
export type Choice = { value: string; label: string };
type Props = { guest: Guest; zone: string; choices: () => Choice[]; say: Say };

const words = {
  "same name": "same_name",
  "same address but its end": "same_address",
  "name in the address": "name_in_address",
  "part of the name": "part_of_name",
  "similar name": "similar_name",
} as const satisfies Record<Likely["because"], string>;

/** One whom nothing tells: the likely person, if there is one, any other of the list, or nobody. */
export function OpenGuest({ guest, zone, choices, say }: Props) {
  const t = useTranslations("reports.report.matching");
  const name = useGuestName(guest);
  const { likely } = guest;
  const set = (is: string): void => say.now({ guest: guest.key, is, was: "open" });
  const busy = say.busy === guest.key;
  const [isAsked, setIsAsked] = useState(false);
  return (
    <div className={classes.guest}>
      <div className={classes.who}>
        <GuestLine guest={guest} zone={zone} />
        {likely !== null && (
          <Text size="sm">
            {t("likely", { name: likely.name })}{" "}
            <Text span c="dimmed">
              ({t(`because.${words[likely.because]}`)})
            </Text>
          </Text>
        )}
      </div>
      <div className={classes.acts}>
        {likely !== null && (
          <Button size="xs" loading={busy} aria-label={t("isPersonOf", { guest: name, name: likely.name })} onClick={() => set(likely.attendeeId)}>
            {t("isPerson")}
          </Button>
        )}
        <Select
          className={classes.choice ?? ""}
          size="xs"
          searchable
          limit={50}
          data={isAsked ? choices() : []}
          onFocus={() => setIsAsked(true)}
          value={null}
          disabled={busy}
          placeholder={t("choose")}
          aria-label={t("chooseFor", { guest: name })}
          nothingFoundMessage={t("nobodyFound")}
          onChange={(chosen) => chosen !== null && set(chosen)}
        />
        <Button size="xs" variant="default" loading={busy} aria-label={t("isNobodyOf", { guest: name })} onClick={() => set("nobody")}>
          {t("isNobody")}
        </Button>
      </div>
    </div>
  );
}

export function useGuestName({ name, email }: Pick<Guest, "name" | "email">): string {
  const t = useTranslations("reports.report.matching");
  return name.trim() !== "" ? name : (email ?? t("noName"));
}

/** What the report knows of somebody: enough to remember the person by. */
export function GuestLine({ guest, zone }: { guest: Omit<Guest, "likely">; zone: string }) {
  const t = useTranslations("reports.report.matching");
  const times = useTimes();
  const name = useGuestName(guest);
  const { firstJoin, lastLeave, minutes, email } = guest;
  return (
    <>
      <Text fw={600} size="sm" lineClamp={2} title={name}>
        {name}
      </Text>
      <Text size="sm" c="dimmed" style={{ fontVariantNumeric: "tabular-nums" }}>
        {firstJoin !== null &&
          lastLeave !== null &&
          t("inOut", { first: times.time(firstJoin, zone), last: times.time(lastLeave, zone), length: times.minutes(minutes) })}
        {email !== null && email !== name && ` · ${email}`}
      </Text>
    </>
  );
}
