import { ActionIcon, Text, Tooltip } from "@mantine/core";
import { X } from "lucide-react";
import { useTranslations } from "use-intl";
import { useTimes } from "../../shell/times.tsx";
import type { PlannedDate } from "../dates/counts.ts";
import classes from "../dates/dates.module.css";
import { useNotes } from "../dates/use-notes.ts";
import { HolidayBadge, VerdictBadge } from "../dates/verdict-badge.tsx";

/** One date that would be, and leaving it out. */
export function ForeseenDate({ date, zone, onLeaveOut }: { date: PlannedDate; zone: string; onLeaveOut: () => void }) {
  const t = useTranslations("courses.foreseen");
  const times = useTimes();
  const notes = useNotes()(date, zone);
  const day = times.day(date.start, zone);
  const out = date.holiday !== null;
  return (
    <li className={classes.line} tabIndex={-1}>
      <div className={classes.when}>
        <Text size="sm" fw={500} className={out ? (classes.gone ?? "") : ""}>
          {day}, {times.timeRange(date.start, date.end, zone)}
        </Text>
        {notes.map((note) => (
          <Text key={note} size="xs" c="dimmed">
            {note}
          </Text>
        ))}
      </div>
      {out ? <HolidayBadge /> : date.verdict !== null && <VerdictBadge verdict={date.verdict} room={date.room} />}
      <div className={classes.act}>
        {!out && (
          <Tooltip label={t("leaveOut")}>
            <ActionIcon variant="subtle" color="gray" aria-label={t("leaveOutDay", { day })} onClick={onLeaveOut}>
              <X size={16} aria-hidden />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
    </li>
  );
}
