import { Alert, Group, Stack, Text } from "@mantine/core";
import { useTranslations } from "use-intl";
import { after, before, minutes as minutesLong, type Instant } from "../../src/lib/time.ts";
import { useMe } from "../shell/me.ts";
import { Range, useTimes } from "../shell/times.tsx";
import { BuffersBar } from "./buffers-bar.tsx";

/** What the session will block of a room, drawn as it is typed. */
export function ReservationDrawing({ start, minutes, zone }: { start: Instant | null; minutes: number | ""; zone: string }) {
  const { buffers } = useMe();
  const t = useTranslations("ask.drawing");
  const times = useTimes();
  if (start === null || minutes === "" || minutes < 5 || minutes > 1440) return <Alert color="gray">{t("incomplete")}</Alert>;
  const end = after(start, minutesLong(minutes));
  const from = before(start, minutesLong(buffers.preparation));
  const until = after(end, minutesLong(buffers.courtesy + buffers.postprocessing));
  const facts: [string, string][] = [
    [t("prepared"), times.time(from, zone)],
    [t("starts"), times.time(start, zone)],
    [t("ends"), times.time(end, zone)],
    [t("free"), times.time(until, zone)],
  ];
  return (
    <Stack gap="xs">
      <Text fw={600}>
        <Range start={start} end={end} zone={zone} />
      </Text>
      <BuffersBar {...buffers} minutes={minutes} />
      <Group justify="space-between" gap="xs" component="dl" m={0}>
        {facts.map(([label, time]) => (
          <div key={label}>
            <Text component="dt" size="xs" c="dimmed">
              {label}
            </Text>
            <Text component="dd" size="sm" m={0} style={{ fontVariantNumeric: "tabular-nums" }}>
              {time}
            </Text>
          </div>
        ))}
      </Group>
    </Stack>
  );
}
