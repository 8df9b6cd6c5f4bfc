import { Group, Progress, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { Pause, Play } from "lucide-react";
import { useLocale, useTranslations } from "use-intl";
import { clockMoved, type SandboxState } from "../../src/example/contract.ts";
import { ActButton } from "../shell/act-button.tsx";
import { send } from "../shell/api.ts";
import { setNow, useNow } from "../shell/now.ts";
import { queryClient } from "../shell/queries.ts";
import { useSaying } from "../shell/saying.tsx";
import { useTimes } from "../shell/times.tsx";
import { useWhyNot } from "../shell/trouble.tsx";
import { Part } from "./part.tsx";
import { useSandboxZone } from "./zone.ts";

/** The time that counts here, large; and whether it goes on by itself. */
export function ClockCard({ state }: { state: SandboxState }) {
  const t = useTranslations("sandbox.clock");
  const zone = useSandboxZone();
  const times = useTimes();
  const now = useNow();
  const language = useLocale();
  const clock = new Intl.DateTimeFormat(language, { timeZone: zone, hour: "numeric", minute: "2-digit", second: "2-digit" });
  return (
    <Part title={t("title")}>
      <Text component="p" fw={650} fz={{ base: 40, sm: 52 }} lh={1.15} m={0} mt={4} style={{ fontVariantNumeric: "tabular-nums" }} role="timer">
        {clock.format(now)}
      </Text>
      <Text>
        {times.longDay(now, zone)} · <span title={zone}>{times.zone(zone)}</span>
      </Text>
      <Moving state={state} zone={zone} />
      {state.moving === null && (
        <Group justify="space-between" mt="sm" gap="sm">
          <Text size="sm" c="dimmed" role="status">
            {t(state.clockRuns ? "runs" : "stopped")}
          </Text>
          <Run runs={state.clockRuns} whyNotMove={state.whyNotMove} />
        </Group>
      )}
    </Part>
  );
}

function Moving({ state: { moving }, zone }: { state: SandboxState; zone: string }) {
  const t = useTranslations("sandbox.clock");
  const times = useTimes();
  if (moving === null) return null;
  const [from, to, at] = [Date.parse(moving.from), Date.parse(moving.to), Date.parse(moving.at)];
  const share = to > from ? ((at - from) / (to - from)) * 100 : 0;
  return (
    <div role="status">
      <Progress value={share} animated mt="sm" aria-label={t("progress")} />
      <Text size="sm" mt={4}>
        {t("moving", { from: times.moment(moving.from, zone), to: times.moment(moving.to, zone) })}
      </Text>
    </div>
  );
}

function Run({ runs, whyNotMove }: { runs: boolean; whyNotMove: SandboxState["whyNotMove"] }) {
  const whyNot = useWhyNot()(whyNotMove);
  const t = useTranslations("sandbox.clock");
  const saying = useSaying();
  const run = useMutation({
    mutationFn: () => send("POST", "/api/sandbox/clock/run", { runs: !runs }, clockMoved),
    onSuccess: ({ now }) => setNow(now, !runs),
    onError: saying.failed,
    onSettled: () => queryClient.invalidateQueries(),
  });
  const Icon = runs ? Pause : Play;
  return (
    <ActButton variant="default" size="xs" leftSection={<Icon size={14} aria-hidden />} whyNot={whyNot} onClick={() => run.mutate()} loading={run.isPending}>
      {t(runs ? "stop" : "start")}
    </ActButton>
  );
}
