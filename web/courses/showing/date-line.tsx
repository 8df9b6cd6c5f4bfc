import { ActionIcon, Badge, Menu, Text } from "@mantine/core";
import { EllipsisVertical, Hand } from "lucide-react";
import { useTranslations } from "use-intl";
import type { CourseDate, CourseDetail } from "../../../src/courses/contract.ts";
import { StateBadge } from "../../sessions/state-badge.tsx";
import { AnchorLink } from "../../shell/links.tsx";
import { useTimes } from "../../shell/times.tsx";
import classes from "../dates/dates.module.css";
import { useNotes } from "../dates/use-notes.ts";
import { VerdictBadge } from "../dates/verdict-badge.tsx";
import type { Editing } from "../editing/edit-dialog.tsx";

type Props = { course: CourseDetail; date: CourseDate; onOpen: (what: Editing) => void };

/** One date: when, where, what somebody changed of it, and when it is on Zoom. */
export function DateLine({ course, date, onOpen }: Props) {
  const t = useTranslations("courses.page");
  const times = useTimes();
  // Moved by hand, it is no longer where the clocks had put it.
  const notes = useNotes()({ ...date, note: date.byHand.includes("time") ? null : date.note }, course.zone);
  const { sessionId, status } = date;
  const may = course.whyNot.edit === null && date.ahead;
  const name = `${times.day(date.start, course.zone)}, ${times.timeRange(date.start, date.end, course.zone)}`;
  return (
    <li className={classes.line} tabIndex={-1}>
      <div className={classes.when}>
        <AnchorLink to="/sessions/$id" params={{ id: sessionId }} c="inherit" fw={500} size="sm" td={status === "cancelled" ? "line-through" : undefined}>
          {name}
        </AnchorLink>
        {date.title !== course.title && <Text size="sm">{date.title}</Text>}
        {notes.map((note) => (
          <Text key={note} size="xs" c="dimmed">
            {note}
          </Text>
        ))}
        <Text size="xs" c="dimmed">
          {[...zoomWords(date), ...(date.registered > 0 ? [t("registered", { n: date.registered })] : [])].join(" · ")}
        </Text>
        <ByHand date={date} />
      </div>
      <Where date={date} course={course} />
      <div className={classes.act}>{may && <Acts name={name} onOpen={(does) => onOpen({ does, date: sessionId })} />}</div>
    </li>
  );

  function zoomWords({ onZoom, onZoomAt, postponedTo }: CourseDate): string[] {
    if (status === "cancelled" || status === "declined" || date.over) return [];
    if (onZoom) return [t("onZoom")];
    return status === "waiting" || postponedTo !== null ? [] : [t("onZoomAt", { when: times.moment(onZoomAt, course.zone) })];
  }
}

function Where({ date: { status, over, room }, course: { source, host } }: Pick<Props, "date" | "course">) {
  if (status === "cancelled" || status === "declined") return <StateBadge state={status} />;
  if (over) return <StateBadge state="ended" />;
  if (status === "waiting") return <VerdictBadge verdict="waiting" room={null} />;
  return source === "pool" ? <VerdictBadge verdict="got" room={room} /> : <VerdictBadge verdict="hosted" room={host?.name ?? null} />;
}

function ByHand({ date: { byHand } }: { date: CourseDate }) {
  const t = useTranslations("courses.page");
  if (byHand.length === 0) return null;
  return (
    <Badge mt={4} color="ink" variant="outline" size="md" leftSection={<Hand size={12} aria-hidden />} maw="100%">
      {t("byHand", { what: byHand.map((each) => t(`byHandOf.${each}`)).join(", ") })}
    </Badge>
  );
}

function Acts({ name, onOpen }: { name: string; onOpen: (does: Editing["does"]) => void }) {
  const t = useTranslations("courses.page");
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t("actsOf", { date: name })}>
          <EllipsisVertical size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onOpen("change")}>{t("changeDate")}</Menu.Item>
        <Menu.Item color="red" onClick={() => onOpen("cancel")}>
          {t("cancelDate")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
