import { Alert, Card, Loader, Radio, Stack, Text, Title, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Info, ShieldAlert } from "lucide-react";
import { useTranslations } from "use-intl";
import type { Room } from "../../src/rooms/contract.ts";
import { settingsQuery } from "../people/settings-queries.ts";

type Props = { room: Room; credentialsWork: boolean; saving: boolean; onChange: (fields: Pick<Room, "handover">, said: string) => void };

/** How an organizer opens this room; what speaks against logins is said where they are chosen. */
export function RoomOpening({ room, credentialsWork, saving, onChange }: Props) {
  const t = useTranslations("rooms");
  const { data } = useQuery(settingsQuery);
  const inForce = room.handover ?? data?.settings.handover ?? null;
  const words = { credentials: t("openAs.credentials"), "start link": t("openAs.startLink"), "alternative host": t("openAs.alternativeHost") };
  return (
    <Card component="section" aria-label={t("openTitle")}>
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2} size="h4">
            {t("openTitle")}
          </Title>
          {saving && <Loader size="xs" />}
        </Group>
        <Radio.Group
          label={t("openAbout")}
          value={room.handover ?? "settings"}
          onChange={(value) => onChange({ handover: value === "settings" ? null : (value as Room["handover"]) }, t("changes.handover", { room: room.name }))}
        >
          <Stack gap="xs" mt="xs">
            <Radio
              value="settings"
              label={t("openAs.settings")}
              {...(data === undefined ? {} : { description: t("settingsSay", { way: words[data.settings.handover] }) })}
            />
            <Radio value="credentials" label={words.credentials} description={t("openMore.credentials")} />
            <Radio value="start link" label={words["start link"]} description={t("openMore.startLink")} />
            <Radio value="alternative host" label={words["alternative host"]} description={t("openMore.alternativeHost")} />
          </Stack>
        </Radio.Group>
        {inForce === "credentials" && !credentialsWork && (
          <Alert role="note" color="blue" icon={<Info aria-hidden />}>
            <Text size="sm">{t("openedByLinkAllTheSame")}</Text>
          </Alert>
        )}
        {inForce === "credentials" && credentialsWork && (
          <Alert role="note" color="yellow" icon={<ShieldAlert aria-hidden />} title={t("termsTitle")}>
            <Text size="sm">{t("terms")}</Text>
          </Alert>
        )}
      </Stack>
    </Card>
  );
}
