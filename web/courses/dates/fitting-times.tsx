import { Button, Group, Stack, Text } from "@mantine/core";
import { Clock } from "lucide-react";
import { useId } from "react";
import { useTranslations } from "use-intl";
import type { CoursePreview } from "../../../src/courses/contract.ts";
import { instant } from "../../../src/lib/time.ts";
import { useTimes } from "../../shell/times.tsx";

/** Times of day at which the whole series has rooms; one click takes one. */
export function FittingTimes({ fitting, onPick }: { fitting: CoursePreview["fitting"]; onPick: (time: string) => void }) {
  const t = useTranslations("courses.foreseen");
  const times = useTimes();
  const id = useId();
  if (fitting.length === 0) return null;
  return (
    <Stack gap={6}>
      <Text size="sm" fw={600} id={id}>
        {t("fitting")}
      </Text>
      <Group gap="xs" role="group" aria-labelledby={id}>
        {fitting.map(({ time, oneRoom }) => (
          <Button key={time} variant="default" size="compact-md" leftSection={<Clock size={14} aria-hidden />} onClick={() => onPick(time)}>
            {times.time(instant(`2027-01-01T${time}:00Z`), "UTC")}
            {oneRoom && (
              <Text span size="xs" c="dimmed" ml={6}>
                {t("oneRoom")}
              </Text>
            )}
          </Button>
        ))}
      </Group>
    </Stack>
  );
}
