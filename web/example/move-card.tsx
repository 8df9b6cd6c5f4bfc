import { Group, Stack, Text, VisuallyHidden } from "@mantine/core";
import { DateTimePicker } from "@mantine/dates";
import { useIsMutating } from "@tanstack/react-query";
import { CalendarClock } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { z } from "zod";
import type { moveClock, SandboxState } from "../../src/example/contract.ts";
import { instant, iso, momentOf, wallOf } from "../../src/lib/time.ts";
import { ActButton } from "../shell/act-button.tsx";
import { useCalendar, useTimePicking } from "../shell/calendar.ts";
import { useMinute, useNow } from "../shell/now.ts";
import { useMoveClock } from "../shell/sandbox-clock.ts";
import { useTimes } from "../shell/times.tsx";
import { useWhyNot } from "../shell/trouble.tsx";
import { useNextWords } from "./next-words.ts";
import { Part } from "./part.tsx";
import { useSandboxZone } from "./zone.ts";

type Move = z.input<typeof moveClock>;

/** Buttons that move the application's time on; one move at a time. */
export function MoveCard({ state }: { state: SandboxState }) {
  const t = useTranslations("sandbox.move");
  const clock = useTranslations("sandbox.clock");
  const zone = useSandboxZone();
  const times = useTimes();
  const moving = useIsMutating({ mutationKey: ["move clock"] }) > 0 || state.moving !== null;
  const mutation = useMoveClock();
  const kept = useWhyNot()(state.whyNotMove);
  const busy = moving ? t("busy") : kept;
  const arrived = mutation.data === undefined || moving ? "" : clock("arrived", { time: times.moment(mutation.data.now, zone), city: times.city(zone) });
  return (
    <Part title={t("title")} text={t("text")}>
      <Stack gap="sm" mt="md">
        <Group gap="sm">
          <ActButton variant="default" whyNot={busy} onClick={() => mutation.mutate({ minutes: 15 })}>
            {t("quarter")}
          </ActButton>
          <ActButton whyNot={busy ?? (state.next === null ? t("nothingNext") : null)} onClick={() => mutation.mutate({ next: true })}>
            {t("next")}
          </ActButton>
          <ActButton variant="default" whyNot={busy} onClick={() => mutation.mutate({ tomorrow: true })}>
            {t("tomorrow")}
          </ActButton>
        </Group>
        <VisuallyHidden role="status">{arrived}</VisuallyHidden>
        <UpNext next={state.next} zone={zone} />
        <Chosen zone={zone} busy={busy} onMove={mutation.mutate} />
      </Stack>
    </Part>
  );
}

function UpNext({ next, zone }: { next: SandboxState["next"]; zone: string }) {
  const t = useTranslations("sandbox.move");
  const words = useNextWords();
  const times = useTimes();
  const now = useNow();
  if (next === null) {
    return (
      <Text size="sm" c="dimmed">
        {t("nothingNext")}
      </Text>
    );
  }
  const what = words(next.what);
  return (
    <Text size="sm" style={{ overflowWrap: "anywhere" }}>
      {next.title === "" ? t("upNext", { what }) : t("upNextOf", { what, title: next.title })}
      <Text span c="dimmed">
        {" "}
        ({t("upNextAt", { when: `${times.moment(next.at, zone)} ${times.zone(zone)}`, length: times.length(instant(next.at) - now) })})
      </Text>
    </Text>
  );
}

function Chosen({ zone, busy, onMove }: { zone: string; busy: string | null; onMove: (to: Move) => void }) {
  const t = useTranslations("sandbox.move");
  const now = useMinute();
  const times = useTimes();
  const calendar = useCalendar();
  const picking = useTimePicking();
  const [wall, setWall] = useState<string | null>(null);
  const found = wall === null ? null : momentOf(wall.slice(0, 16).replace(" ", "T"), zone, "later");
  const wrong = found === null ? null : !found.ok ? t("skipped") : found.value <= now ? t("behind") : null;
  const go = (): void => {
    if (found?.ok === true) onMove({ to: iso(found.value) });
  };
  return (
    <Group align="flex-start" gap="sm">
      <DateTimePicker
        {...calendar}
        {...picking}
        label={t("chosen", { city: times.city(zone) })}
        placeholder={t("chosenPlaceholder")}
        leftSection={<CalendarClock size={16} aria-hidden />}
        value={wall}
        onChange={setWall}
        defaultDate={wallOf(now, zone).slice(0, 10)}
        minDate={wallOf(now, zone).slice(0, 10)}
        error={wrong}
        style={{ flex: "1 1 230px" }}
        submitButtonProps={{ "aria-label": t("go") }}
      />
      <ActButton variant="default" mt={25} whyNot={busy ?? (wall === null ? t("choose") : wrong)} onClick={go}>
        {t("go")}
      </ActButton>
    </Group>
  );
}
