import { Button, Card, Group, Stack, Switch, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { ConnectionView } from "../../src/connections/contract.ts";
import type { PreviewOf } from "../../src/connections/life/contract.ts";
import { useMe } from "../shell/me.ts";
import { useTimes } from "../shell/times.tsx";
import { useDisconnect, usePause } from "./life-queries.ts";
import { PreviewDialog } from "./preview-dialog.tsx";

/** Pausing and disconnecting, each after a look at what it concerns. */
export function ConnectionActions({ view }: { view: ConnectionView }) {
  const t = useTranslations("life.actions");
  const times = useTimes();
  const { zone } = useMe().institution;
  const [asked, setAsked] = useState<PreviewOf | null>(null);
  const [pause, disconnect] = [usePause(), useDisconnect()];
  const { account, pausedAt } = view;
  if (account === null || view.standing === "disconnected" || view.leaving !== null) return null;
  const on = pausedAt === null;
  const close = (): void => {
    setAsked(null);
    pause.reset();
    disconnect.reset();
  };
  const yes = (typed: string): void => {
    if (asked === "disconnect") disconnect.mutate({ account: typed, leave: [] }, { onSuccess: close });
    else pause.mutate(asked === "resume", { onSuccess: close });
  };
  return (
    <Card padding="lg">
      <Stack gap="md">
        <Title order={2} size="h4">
          {t("title")}
        </Title>
        <Switch
          label={t("pause")}
          description={on ? t("pauseOn") : t("pauseOff", { time: `${times.moment(pausedAt, zone)} ${times.zone(zone)}` })}
          checked={on}
          onChange={() => setAsked(on ? "pause" : "resume")}
        />
        <Group justify="space-between" align="flex-start">
          <Stack gap={4} maw={560}>
            <Text size="sm">{t("disconnectText")}</Text>
            <Text size="xs" c="dimmed">
              {t("remove")}
            </Text>
          </Stack>
          <Button variant="default" onClick={() => setAsked("disconnect")}>
            {t("disconnect")}
          </Button>
        </Group>
      </Stack>
      {asked !== null && (
        <PreviewDialog
          of={asked}
          account={asked === "disconnect" ? (account.name ?? account.id) : null}
          error={asked === "disconnect" ? disconnect.error : pause.error}
          busy={pause.isPending || disconnect.isPending}
          onClose={close}
          onYes={yes}
        />
      )}
    </Card>
  );
}
