import { ActionIcon, Group, NativeSelect, Stack, Text, Tooltip } from "@mantine/core";
import { X } from "lucide-react";
import { useMemo } from "react";
import { useTranslations } from "use-intl";
import { minuteOf, STEP, timeOf, troublesOfSpans, type Span } from "./hours.ts";
import { useHourWords } from "./use-hour-words.ts";
import classes from "./hours.module.css";

const QUARTERS = Array.from({ length: (24 * 60) / STEP + 1 }, (_, n) => timeOf(n * STEP));

type Props = { day: string; spans: readonly Span[]; onChange: (spans: Span[]) => void };

/** The hours of one day, each from when to when. */
export function Spans({ day, spans, onChange }: Props) {
  const t = useTranslations("appointmentEditor.hours");
  const troubles = troublesOfSpans(spans);
  const set = (index: number, more: Partial<Span>): void => onChange(spans.map((span, n) => (n === index ? { ...span, ...more } : span)));
  return (
    <Stack gap={6}>
      {spans.map((span, index) => {
        const trouble = troubles[index] ?? null;
        return (
          <div key={index}>
            <Group gap={6} wrap="nowrap">
              <Time
                label={t("from", { day })}
                value={span.from}
                among={QUARTERS.slice(0, -1)}
                onChange={(from) => set(index, { from })}
                wrong={trouble !== null}
              />
              <span aria-hidden>–</span>
              <Time label={t("to", { day })} value={span.to} among={QUARTERS.slice(1)} onChange={(to) => set(index, { to })} wrong={trouble !== null} />
              <Remove day={day} span={span} onRemove={() => onChange(spans.filter((_, n) => n !== index))} />
            </Group>
            {trouble !== null && (
              <Text size="sm" c="var(--mantine-color-error)" role="alert" mt={4}>
                {t(trouble)}
              </Text>
            )}
          </div>
        );
      })}
    </Stack>
  );
}

function Remove({ day, span, onRemove }: { day: string; span: Span; onRemove: () => void }) {
  const t = useTranslations("appointmentEditor.hours");
  const words = useHourWords();
  const label = t("remove", { day, from: words.time(span.from), to: words.time(span.to) });
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color="gray" aria-label={label} onClick={onRemove}>
        <X size={16} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

type TimeProps = { label: string; value: string; among: readonly string[]; onChange: (time: string) => void; wrong: boolean };

/** The browser's own list: it opens well on a phone, and a key leads to the hour. */
function Time({ label, value, among, onChange, wrong }: TimeProps) {
  const words = useHourWords();
  const data = useMemo(() => {
    const all = among.includes(value) ? among : [...among, value].toSorted((a, b) => minuteOf(a) - minuteOf(b));
    return all.map((time) => ({ value: time, label: words.time(time) }));
  }, [among, value, words]);
  return (
    <NativeSelect
      className={classes.time ?? ""}
      aria-label={label}
      data={data}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={wrong}
    />
  );
}
