import { Button, Group, NumberInput, Stack } from "@mantine/core";
import { useTranslations } from "use-intl";
import { useTimes } from "../shell/times.tsx";

type Props = { value: number | ""; onChange: (minutes: number | "") => void; error?: string | undefined };

const quick = [30, 45, 60, 90, 120];

/** How long, by hand or with one click. */
export function MinutesField({ value, onChange, error }: Props) {
  const t = useTranslations("ask");
  const times = useTimes();
  return (
    <Stack gap={8}>
      <NumberInput
        label={t("minutes")}
        required
        suffix={t("minutesSuffix")}
        min={5}
        max={1440}
        step={5}
        clampBehavior="none"
        allowDecimal={false}
        allowNegative={false}
        value={value}
        onChange={(next) => onChange(typeof next === "number" ? next : "")}
        error={error}
      />
      <Group gap={6} role="group" aria-label={t("quickMinutes")}>
        {quick.map((minutes) => (
          <Button
            key={minutes}
            size="compact-sm"
            variant={value === minutes ? "light" : "default"}
            aria-pressed={value === minutes}
            onClick={() => onChange(minutes)}
          >
            {times.minutes(minutes)}
          </Button>
        ))}
      </Group>
    </Stack>
  );
}
