import { ActionIcon, Button, Group, Stack, Text, Tooltip } from "@mantine/core";
import { CopyCheck, Plus } from "lucide-react";
import { useTranslations } from "use-intl";
import { WEEKDAYS } from "../../../src/bookings/contract.ts";
import { useSaying } from "../../shell/saying.tsx";
import { ZoneSelect } from "../../shell/zone-select.tsx";
import { areOnAllWorkdays, furtherSpan, onAllWorkdays, type Weekly, type Weekday } from "./hours.ts";
import { Spans } from "./spans.tsx";
import classes from "./hours.module.css";

type Props = {
  weekly: Weekly;
  zone: string;
  onChange: (more: { weekly?: Weekly; zone?: string }) => void;
  error?: string | undefined;
  zoneError?: string | undefined;
};

/** The hours of a week, day by day. */
export function WeeklyHours({ weekly, zone, onChange, error, zoneError }: Props) {
  const t = useTranslations("appointmentEditor.hours");
  return (
    <Stack gap="sm" role="group" aria-label={t("title")}>
      <Group justify="space-between" gap="xs" align="flex-end">
        <Text fw={600} size="sm">
          {t("title")}
        </Text>
        <ZoneSelect label={t("zone")} size="xs" w={200} value={zone} onChange={(next) => onChange({ zone: next })} error={zoneError} />
      </Group>
      <Stack component="ul" m={0} p={0} gap={0} style={{ listStyle: "none" }}>
        {WEEKDAYS.map((day) => (
          <Day key={day} day={day} weekly={weekly} onChange={(next) => onChange({ weekly: next })} />
        ))}
      </Stack>
      {error !== undefined && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert" tabIndex={-1} aria-invalid>
          {error}
        </Text>
      )}
    </Stack>
  );
}

function Day({ day, weekly, onChange }: { day: Weekday; weekly: Weekly; onChange: (weekly: Weekly) => void }) {
  const t = useTranslations("appointmentEditor.hours");
  const saying = useSaying();
  const name = t(`weekdays.${day}`);
  const spans = weekly[day];
  const more = furtherSpan(spans);
  const copy = (): void => {
    onChange(onAllWorkdays(weekly, day));
    saying.done(t("copied", { day: name }), () => onChange(weekly));
  };
  return (
    <li className={classes.day} data-closed={spans.length === 0 || undefined}>
      <Text size="sm" className={classes.name ?? ""}>
        {name}
      </Text>
      <div className={classes.spans}>
        {spans.length === 0 ? (
          <Text size="sm" c="dimmed" py={6}>
            {t("closed")}
          </Text>
        ) : (
          <Spans day={name} spans={spans} onChange={(next) => onChange({ ...weekly, [day]: next })} />
        )}
      </div>
      <Group gap={4} wrap="nowrap" className={classes.acts ?? ""}>
        {more !== null && (
          <Tooltip label={t("add", { day: name })}>
            <ActionIcon variant="subtle" aria-label={t("add", { day: name })} onClick={() => onChange({ ...weekly, [day]: [...spans, more] })}>
              <Plus size={17} aria-hidden />
            </ActionIcon>
          </Tooltip>
        )}
        {spans.length > 0 && !areOnAllWorkdays(weekly, day) && (
          <Tooltip label={t("copy", { day: name })}>
            <Button variant="subtle" size="compact-xs" leftSection={<CopyCheck size={15} aria-hidden />} aria-label={t("copy", { day: name })} onClick={copy}>
              {t("copyShort")}
            </Button>
          </Tooltip>
        )}
      </Group>
    </li>
  );
}
