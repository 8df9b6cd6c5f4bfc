import { Alert, Badge, Card, Group, Stack, Text, Title } from "@mantine/core";
import { PlugZap } from "lucide-react";
import { useTranslations } from "use-intl";
import type { ConnectionView } from "../../src/connections/contract.ts";
import { useMe } from "../shell/me.ts";
import { Moment } from "../shell/times.tsx";

const COLOURS: Record<ConnectionView["standing"], string> = {
  none: "gray",
  disconnected: "gray",
  "reconnect needed": "red",
  paused: "yellow",
  unreachable: "yellow",
  connected: "green",
};

/** How it stands and why, with which account, by whom, since when. */
export function ConnectionState({ view }: { view: ConnectionView }) {
  const t = useTranslations("connection");
  const causes = useTranslations("common.zoom.because");
  const { zone } = useMe().institution;
  return (
    <Card padding="lg">
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2} size="h4">
            {view.account === null ? t("noAccount") : (view.account.name ?? view.account.id)}
          </Title>
          <Badge variant="light" color={COLOURS[view.standing]}>
            {t(`standing.${view.standing.replace(" ", "_") as "none"}`)}
          </Badge>
        </Group>
        <Text size="sm">{t(`meaning.${view.standing.replace(" ", "_") as "none"}`)}</Text>
        {view.standing === "reconnect needed" && view.because !== null && (
          <Alert color="red" variant="light" icon={<PlugZap aria-hidden />} role="status">
            {causes(view.because)}
          </Alert>
        )}
        {view.authorizedBy !== null && (
          <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
            {t("authorizedBy", view.authorizedBy)}
          </Text>
        )}
        {view.since !== null && (
          <Text size="sm" c="dimmed">
            {t("since")} <Moment at={view.since} zone={zone} />
          </Text>
        )}
      </Stack>
    </Card>
  );
}
