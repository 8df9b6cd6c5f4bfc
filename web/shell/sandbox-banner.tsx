import { Anchor, Box, Button, Group, Text, Tooltip } from "@mantine/core";
import { useIsMutating, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { FlaskConical } from "lucide-react";
import { useTranslations } from "use-intl";
import type { SandboxState } from "../../src/example/contract.ts";
import { browserZone } from "./language.tsx";
import { useMaybeMe } from "./me.ts";
import { useClockRuns, useNow } from "./now.ts";
import { sandboxQuery, useMoveClock } from "./sandbox-clock.ts";
import { useTimes } from "./times.tsx";
import { useWhyNot } from "./trouble.tsx";
import classes from "./shell.module.css";

/** On every page while the sandbox plays Zoom: says so, tells the application's time, and moves it on. */
export function SandboxBanner() {
  const { data, error } = useQuery(sandboxQuery);
  const t = useTranslations("common.sandbox");
  const times = useTimes();
  const start = useTranslations("real.start")("link");
  const me = useMaybeMe();
  const zone = me?.institution.zone ?? browserZone();
  if (me === null && error !== null) return null; // a stranger on a server without a demo
  return (
    <Group className={classes.sandbox} gap="xs" justify="space-between" role="region" aria-label={t("short")}>
      <Group gap={8} wrap="nowrap" style={{ minWidth: 0 }}>
        <FlaskConical size={15} aria-hidden style={{ flex: "none" }} />
        <Text size="xs" component="span">
          {t("text")}
        </Text>
      </Group>
      <Group gap={6}>
        <Text size="xs" component="span" fw={600} style={{ fontVariantNumeric: "tabular-nums" }}>
          {data?.moving ? t("moving", { time: `${times.moment(data.moving.to, zone)} ${times.zone(zone)}` }) : data !== undefined && <Clock zone={zone} />}
        </Text>
        <Moves elsewhere={data !== undefined && data.moving !== null} whyNot={data?.whyNotMove ?? null} />
        <Anchor component={Link} to="/sandbox" size="xs" underline="always" visibleFrom="lg">
          {t("clockAndZoom")}
        </Anchor>
        <Anchor component={Link} to="/mailbox" size="xs" underline="always" visibleFrom="sm">
          {t("mailbox")}
        </Anchor>
        {data !== undefined && data.whyNotMove === null && (
          <Anchor component={Link} to="/start" size="xs" underline="always" fw={600}>
            {start}
          </Anchor>
        )}
      </Group>
    </Group>
  );
}

function Clock({ zone }: { zone: string }) {
  const now = useNow();
  const runs = useClockRuns();
  const t = useTranslations("common.sandbox");
  const times = useTimes();
  return (
    <>
      <Box component="span" visibleFrom="sm">
        {times.moment(now, zone)}
      </Box>
      <Box component="span" hiddenFrom="sm" title={times.moment(now, zone)}>
        {times.weekdayTime(now, zone)}
      </Box>{" "}
      {times.zone(zone)}
      {!runs && ` · ${t("stopped")}`}
    </>
  );
}

function Moves({ elsewhere, whyNot }: { elsewhere: boolean; whyNot: SandboxState["whyNotMove"] }) {
  const t = useTranslations("common.sandbox");
  const why = useWhyNot()(whyNot);
  const move = useMoveClock();
  const moving = useIsMutating({ mutationKey: ["move clock"] }) > 0 || elsewhere;
  const buttons = [
    { word: "quarter", to: { minutes: 15 } },
    { word: "next", to: { next: true } },
    { word: "tomorrow", to: { tomorrow: true } },
  ] as const;
  return (
    <Button.Group>
      {buttons.map(({ word, to }) => (
        <Tooltip key={word} label={why ?? t(`${word}Long`)}>
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => !moving && why === null && move.mutate(to)}
            aria-disabled={moving || why !== null}
            {...(moving || why !== null ? { "data-disabled": true } : {})}
            loading={moving && move.variables === to}
          >
            {t(word)}
          </Button>
        </Tooltip>
      ))}
    </Button.Group>
  );
}
