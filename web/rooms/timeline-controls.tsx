import { ActionIcon, Button, Group, SegmentedControl, Tooltip } from "@mantine/core";
import { DatePickerInput } from "@mantine/dates";
import { Link, useNavigate } from "@tanstack/react-router";
import { CalendarDays, ChevronLeft, ChevronRight, Printer } from "lucide-react";
import { useTranslations } from "use-intl";
import { addDays } from "../../src/lib/time.ts";
import { useCalendar } from "../shell/calendar.ts";
import type { View } from "./timeline-days.ts";

/** Which day or week is shown, kept in the address so that it can be sent on. */
export function TimelineControls({ day, today, view }: { day: string; today: string; view: View }) {
  const t = useTranslations("timeline");
  const calendar = useCalendar();
  const navigate = useNavigate();
  const go = (date: string, to: View = view): void =>
    void navigate({ to: "/timeline", search: { ...(date === today ? {} : { date }), ...(to === "day" ? {} : { view: to }) }, replace: true });
  const length = view === "day" ? 1 : 7;
  const words = view === "day" ? ([t("previousDay"), t("nextDay")] as const) : ([t("previousWeek"), t("nextWeek")] as const);
  return (
    <Group gap="xs">
      <SegmentedControl
        aria-label={t("range")}
        value={view}
        onChange={(value) => go(day, value as View)}
        data={[
          { value: "day", label: t("day") },
          { value: "week", label: t("week") },
        ]}
      />
      <Group gap={4} wrap="nowrap">
        <Step label={words[0]} onClick={() => go(addDays(day, -length))}>
          <ChevronLeft size={18} aria-hidden />
        </Step>
        <DatePickerInput
          aria-label={t("pickDate")}
          value={day}
          onChange={(date) => date !== null && go(date)}
          leftSection={<CalendarDays size={16} aria-hidden />}
          {...calendar}
          valueFormat="D MMM YYYY"
          w={158}
        />
        <Step label={words[1]} onClick={() => go(addDays(day, length))}>
          <ChevronRight size={18} aria-hidden />
        </Step>
      </Group>
      <Button variant="default" onClick={() => go(today)}>
        {t("today")}
      </Button>
      <Button component={Link} to="/day" search={{ date: day } as never} variant="subtle" leftSection={<Printer size={16} aria-hidden />}>
        {t("daySheet")}
      </Button>
    </Group>
  );
}

function Step({ label, onClick, children }: { label: string; onClick: () => void; children: React.ReactNode }) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="default" size={36} aria-label={label} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
