import { Badge, Text } from "@mantine/core";
import { ArrowRight, CalendarPlus, CircleX, Hand } from "lucide-react";
import { useTranslations } from "use-intl";
import type { EditPreview } from "../../../src/courses/contract.ts";
import { useTimes } from "../../shell/times.tsx";
import classes from "../dates/dates.module.css";
import { useNotes } from "../dates/use-notes.ts";
import { VerdictBadge } from "../dates/verdict-badge.tsx";

type Edited = EditPreview["dates"][number];

/** One date before and after. */
export function EditedDate({ date, zone }: { date: Edited; zone: string }) {
  const t = useTranslations("courses.edit.foreseen");
  const page = useTranslations("courses.page");
  const times = useTimes();
  const { before, after, does, because, note, onZoom, registered } = date;
  const range = (of: NonNullable<Edited["before"]>): string => `${times.day(of.start, zone)}, ${times.timeRange(of.start, of.end, zone)}`;
  const moved = before !== null && after !== null && (before.start !== after.start || before.end !== after.end);
  const renamed = before !== null && after !== null && before.title !== after.title;
  const notes = useNotes()({ start: (after ?? before)?.start ?? "", note }, zone);
  const rooms = before !== null && after !== null && before.room !== after.room && before.room !== null ? [t("roomBefore", { room: before.room })] : [];
  const more = [
    ...(because === null ? [] : [t(`because.${because}`)]),
    ...notes,
    ...rooms,
    ...(onZoom && does !== "stays by hand" ? [t("onZoom")] : []),
    ...(registered > 0 ? [does === "is cancelled" ? page("registered", { n: registered }) : t("registered", { n: registered })] : []),
  ];
  return (
    <li className={classes.line} tabIndex={-1}>
      <div className={classes.when}>
        {before !== null && (
          <Text size="sm" span className={moved || does === "is cancelled" ? (classes.gone ?? "") : ""}>
            {range(before)}
          </Text>
        )}
        {moved && <ArrowRight size={13} aria-label={t("becomes")} style={{ margin: "0 6px", verticalAlign: "-2px" }} />}
        {after !== null && (moved || before === null) && (
          <Text size="sm" span fw={600}>
            {range(after)}
          </Text>
        )}
        {renamed && (
          <Text size="sm" fw={600}>
            {after.title}
          </Text>
        )}
        {more.length > 0 && (
          <Text size="xs" c="dimmed">
            {more.join(" · ")}
          </Text>
        )}
      </div>
      <Becomes date={date} />
      <span />
    </li>
  );
}

function Becomes({ date: { does, verdict, after } }: { date: Edited }) {
  const t = useTranslations("courses.edit.foreseen");
  if (does === "is cancelled")
    return (
      <Badge color="red" variant="light" size="lg" leftSection={<CircleX size={13} aria-hidden />}>
        {t("does.cancelled")}
      </Badge>
    );
  if (does === "stays by hand")
    return (
      <Badge color="gray" variant="outline" size="lg" leftSection={<Hand size={13} aria-hidden />}>
        {t("does.byHand")}
      </Badge>
    );
  if (verdict !== null) return <VerdictBadge verdict={verdict} room={after?.room ?? null} />;
  return (
    <Badge color="ink" variant="light" size="lg" leftSection={<CalendarPlus size={13} aria-hidden />}>
      {t(does === "is made" ? "does.made" : "does.changes")}
    </Badge>
  );
}
