import { ActionIcon, Alert, Button, Group, Skeleton, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { BookingRow } from "../../../src/bookings/contract.ts";
import { addDays, dayOf, instant, iso, minutes, startOfDay } from "../../../src/lib/time.ts";
import { useMinute } from "../../shell/now.ts";
import { useTimes } from "../../shell/times.tsx";
import { Trouble, useWhyNot } from "../../shell/trouble.tsx";
import { timesQuery, typeQuery } from "../queries.ts";
import classes from "../bookings.module.css";
import { byDay, usualOf } from "./offered.ts";

const DAYS = 7;

type Props = { booking: BookingRow; chosen: string | null; onChoose: (start: string) => void };

/** Free starts of a week within the usual hours, a day at a time, in the reader's zone. */
export function FreeTimes({ booking, chosen, onChoose }: Props) {
  const t = useTranslations("bookings.move");
  const times = useTimes();
  const whyNot = useWhyNot();
  const today = dayOf(useMinute(), times.reader);
  const [first, setFirst] = useState(() => laterOf(dayOf(instant(booking.start), times.reader), today));
  const [picked, setPicked] = useState<string | null>(null);
  const from = iso(startOfDay(first, times.reader));
  const to = iso(startOfDay(addDays(first, DAYS), times.reader));
  const { data, error, refetch, isPlaceholderData } = useQuery(timesQuery(booking.id, from, to));
  const type = useQuery(typeQuery(booking.typeId));
  if (data === undefined || type.isPending) return error === null ? <Skeleton height={140} /> : <Trouble error={error} again={() => void refetch()} />;
  if (data.closed !== null) return <Alert color="yellow">{t("closed", { why: whyNot(data.closed) ?? "" })}</Alert>;
  const length = (instant(booking.end) - instant(booking.start)) / minutes(1);
  const days = byDay(usualOf(data.starts, length, type.data ?? null, times.reader), times.reader);
  const day = picked !== null && days.has(picked) ? picked : ([...days.keys()][0] ?? null);
  return (
    <Stack gap="sm" role="group" aria-label={t("free")} style={{ opacity: isPlaceholderData ? 0.6 : 1 }}>
      <Days first={first} today={today} days={days} day={day} onFirst={setFirst} onDay={setPicked} />
      {day === null ? (
        <Text size="sm">{t("none")}</Text>
      ) : (
        <div className={classes.starts}>
          {days.get(day)!.map((start) => (
            <Button
              key={start}
              size="compact-md"
              fz="sm"
              variant={start === chosen ? "filled" : "default"}
              aria-pressed={start === chosen}
              onClick={() => onChoose(start)}
            >
              {times.time(start)}
            </Button>
          ))}
        </div>
      )}
    </Stack>
  );
}

const laterOf = (a: string, b: string): string => (a < b ? b : a);

type DaysProps = {
  first: string;
  today: string;
  days: ReadonlyMap<string, string[]>;
  day: string | null;
  onFirst: (day: string) => void;
  onDay: (day: string) => void;
};

function Days({ first, today, days, day, onFirst, onDay }: DaysProps) {
  const t = useTranslations("bookings.move");
  const times = useTimes();
  return (
    <Group gap={6} wrap="nowrap" align="stretch">
      <ActionIcon
        variant="default"
        size="lg"
        h="auto"
        aria-label={t("earlier")}
        disabled={first <= today}
        onClick={() => onFirst(laterOf(addDays(first, -DAYS), today))}
      >
        <ChevronLeft size={16} aria-hidden />
      </ActionIcon>
      <div className={classes.days}>
        {Array.from({ length: DAYS }, (_, n) => addDays(first, n)).map((each) => {
          const free = days.get(each)?.length ?? 0;
          return (
            <Button
              key={each}
              size="compact-md"
              fz="sm"
              variant={each === day ? "light" : "default"}
              aria-pressed={each === day}
              disabled={free === 0}
              onClick={() => onDay(each)}
            >
              {times.day(startOfDay(each, times.reader))}
            </Button>
          );
        })}
      </div>
      <ActionIcon variant="default" size="lg" h="auto" aria-label={t("later")} onClick={() => onFirst(addDays(first, DAYS))}>
        <ChevronRight size={16} aria-hidden />
      </ActionIcon>
    </Group>
  );
}
