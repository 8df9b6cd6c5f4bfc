import { Card, Group, Radio, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { ConnectingView } from "../../src/connections/authorizing/contract.ts";
import type { ConnectionView } from "../../src/connections/contract.ts";
import { useWhyNot } from "../shell/may.ts";
import { useWhyNot as useSentence } from "../shell/trouble.tsx";
import { AuthorizeButton } from "./authorize-button.tsx";
import { BeforeLeaving } from "./before-leaving.tsx";
import { LinkForm } from "./link-form.tsx";
import { OwnAppForm } from "./own-app-form.tsx";

const WAYS = ["admin", "link", "account"] as const;
type Way = (typeof WAYS)[number];

/** The three ways to connect, and what each needs. Where it is connected already nothing is chosen until somebody wants to. */
export function WaysCard({ connection, view }: { connection: ConnectionView; view: ConnectingView }) {
  const t = useTranslations("connecting.ways");
  const isNew = ["none", "disconnected", "reconnect needed"].includes(connection.standing);
  const [way, setWay] = useState<Way | null>(isNew ? "admin" : null);
  return (
    <Card component="section" aria-label={t(isNew ? "title" : "titleAgain")}>
      <Stack gap="md">
        <div>
          <Title order={2} size="h4">
            {t(isNew ? "title" : "titleAgain")}
          </Title>
          <Text size="sm" c="dimmed">
            {t("about")}
          </Text>
        </div>
        <Radio.Group value={way} onChange={(value) => setWay(value as Way)} aria-label={t("choose")}>
          <Stack gap="xs">
            {WAYS.map((one) => (
              <Choice key={one} way={one} chosen={one === way} />
            ))}
          </Stack>
        </Radio.Group>
        {way !== null && <Chosen way={way} connection={connection} view={view} />}
      </Stack>
    </Card>
  );
}

function Choice({ way, chosen }: { way: Way; chosen: boolean }) {
  const t = useTranslations("connecting.ways");
  return (
    <Radio.Card value={way} radius="md" p="md" checked={chosen} aria-label={t(way)}>
      <Group wrap="nowrap" align="flex-start">
        <Radio.Indicator checked={chosen} mt={2} />
        <div>
          <Text fw={600}>{t(way)}</Text>
          <Text size="sm" c="dimmed">
            {t(`${way}Text`)}
          </Text>
        </div>
      </Group>
    </Radio.Card>
  );
}

function Chosen({ way, connection, view }: { way: Way; connection: ConnectionView; view: ConnectingView }) {
  const role = useWhyNot();
  const sentence = useSentence();
  const offered = sentence(connection.ways[way]);
  if (way === "link") return <LinkForm whyNot={role("POST /api/connection/links") ?? offered} />;
  if (way === "account") return <OwnAppForm view={view} whyNot={role("POST /api/connection/own-app") ?? offered} />;
  return (
    <Stack gap="md">
      <BeforeLeaving leads={view.leads} />
      <Group>
        <AuthorizeButton whyNot={role("POST /api/connection/authorize") ?? offered} />
      </Group>
    </Stack>
  );
}
