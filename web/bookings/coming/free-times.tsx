import { Alert, Button, Group, Skeleton, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { addDays, dayOf, instant, iso, startOfDay } from "../../../src/lib/time.ts";
import { useMinute } from "../../shell/now.ts";
import { useTimes } from "../../shell/times.tsx";
import { Trouble, useWhyNot } from "../../shell/trouble.tsx";
import { timesQuery } from "../queries.ts";

const DAYS = 7;

type Props = { bookingId: string; chosen: string | null; onChoose: (start: string) => void };

/** A week of free starts, in the reader's zone. */
export function FreeTimes({ bookingId, chosen, onChoose }: Props) {
  const t = useTranslations("bookings.move");
  const times = useTimes();
  const whyNot = useWhyNot();
  const today = dayOf(useMinute(), times.reader);
  const [first, setFirst] = useState(today);
  const from = iso(startOfDay(first, times.reader));
  const to = iso(startOfDay(addDays(first, DAYS), times.reader));
  const { data, error, refetch, isPlaceholderData } = useQuery(timesQuery(bookingId, from, to));
  if (data === undefined) return error === null ? <Skeleton height={140} /> : <Trouble error={error} again={() => void refetch()} />;
  if (data.closed !== null) return <Alert color="yellow">{t("closed", { why: whyNot(data.closed) ?? "" })}</Alert>;
  const { next } = data;
  return (
    <Stack gap="sm" role="group" aria-label={t("free")} style={{ opacity: isPlaceholderData ? 0.6 : 1 }}>
      <Group justify="space-between">
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<ChevronLeft size={16} aria-hidden />}
          disabled={first <= today}
          onClick={() => setFirst(laterOf(addDays(first, -DAYS), today))}
        >
          {t("earlier")}
        </Button>
        <Text size="sm" fw={500}>
          {times.days(startOfDay(first, times.reader), startOfDay(addDays(first, DAYS - 1), times.reader))}
        </Text>
        <Button size="compact-sm" variant="default" rightSection={<ChevronRight size={16} aria-hidden />} onClick={() => setFirst(addDays(first, DAYS))}>
          {t("later")}
        </Button>
      </Group>
      {data.starts.length === 0 && (
        <Group gap="xs">
          <Text size="sm">{t("none")}</Text>
          {next !== null && (
            <Button size="compact-sm" variant="light" onClick={() => setFirst(dayOf(instant(next), times.reader))}>
              {t("next", { when: times.moment(next) })}
            </Button>
          )}
        </Group>
      )}
      {daysOf(data.starts, times.reader).map(([day, starts]) => (
        <div key={day}>
          <Text size="sm" fw={600} mb={4}>
            {times.day(starts[0]!)}
          </Text>
          <Group gap={6}>
            {starts.map((start) => (
              <Button
                key={start}
                size="compact-sm"
                variant={start === chosen ? "filled" : "default"}
                aria-pressed={start === chosen}
                onClick={() => onChoose(start)}
              >
                {times.time(start)}
              </Button>
            ))}
          </Group>
        </div>
      ))}
    </Stack>
  );
}

const laterOf = (a: string, b: string): string => (a < b ? b : a);

const daysOf = (starts: readonly string[], zone: string): [string, string[]][] => [...Map.groupBy(starts, (start) => dayOf(instant(start), zone)).entries()];
