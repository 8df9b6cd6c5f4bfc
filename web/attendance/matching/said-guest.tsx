import { Button, Text } from "@mantine/core";
import { useTranslations } from "use-intl";
import type { Matching } from "../../../src/attendance/contract.ts";
import { useTimes } from "../../shell/times.tsx";
import { useGuestName } from "./open-guest.tsx";
import type { Say } from "./say-who.ts";
import classes from "./matching.module.css";

/** What somebody said of a guest, who and when, to be taken back. */
export function SaidGuest({ guest, zone, say }: { guest: Matching["said"][number]; zone: string; say: Say }) {
  const t = useTranslations("reports.report.matching");
  const times = useTimes();
  const name = useGuestName(guest);
  const { attendeeId, attendee, by, at } = guest;
  return (
    <div className={classes.guest}>
      <div className={classes.who}>
        <Text size="sm" lineClamp={3}>
          {attendee === null ? t("saidNobody", { guest: name }) : t("saidPerson", { guest: name, name: attendee })}
        </Text>
        <Text size="sm" c="dimmed">
          {t("by", { by, when: times.moment(at, zone) })}
        </Text>
      </div>
      <Button
        size="xs"
        variant="default"
        loading={say.busy === guest.key}
        aria-label={t("undoOf", { guest: name })}
        onClick={() => say.now({ guest: guest.key, is: "open", was: attendeeId ?? "nobody" })}
      >
        {t("undo")}
      </Button>
    </div>
  );
}
