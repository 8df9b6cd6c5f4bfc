import { Button, Group, Stack, Text } from "@mantine/core";
import { instant } from "../../src/lib/time.ts";
import { Moment } from "../shell/times.tsx";
import { startOf, whenOf } from "./when.ts";

type Props = { title: string; times: string[]; zone: string; busy: boolean; onPick: (start: ReturnType<typeof startOf>) => void };

/** Starts that would fit, nearest first; one click takes one. */
export function NearestTimes({ title, times, zone, busy, onPick }: Props) {
  if (times.length === 0) return null;
  return (
    <Stack gap={6}>
      <Text size="sm" fw={600} id="nearest">
        {title}
      </Text>
      <Group gap="xs" role="group" aria-labelledby="nearest">
        {times.map((start) => (
          <Button
            key={start}
            variant="default"
            h="auto"
            py={6}
            styles={{ label: { whiteSpace: "normal" } }}
            disabled={busy}
            onClick={() => onPick(startOf(whenOf(instant(start), zone)))}
          >
            <Moment at={start} zone={zone} />
          </Button>
        ))}
      </Group>
    </Stack>
  );
}
