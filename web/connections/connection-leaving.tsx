import { Alert, Button, Group, List, Stack, Text } from "@mantine/core";
import { DoorOpen, Unplug } from "lucide-react";
import { useTranslations } from "use-intl";
import type { ConnectionView } from "../../src/connections/contract.ts";
import { useCause } from "../shell/cause.ts";
import { useMe } from "../shell/me.ts";
import { Moment } from "../shell/times.tsx";
import { FormTrouble } from "../shell/trouble.tsx";
import { useDisconnect, useStay } from "./life-queries.ts";

/** While it is being ended: which rooms somebody has to decide about, or that Zoom has not confirmed yet. */
export function ConnectionLeaving({ view }: { view: ConnectionView }) {
  const t = useTranslations("life.leaving");
  const causeOf = useCause();
  const { zone } = useMe().institution;
  const [disconnect, stay] = [useDisconnect(), useStay()];
  const { leaving, account } = view;
  if (leaving === null || account === null) return null;
  const again = (leave: string[]): void => disconnect.mutate({ account: account.id, leave });
  if (leaving.rooms.length > 0)
    return (
      <Alert color="red" icon={<DoorOpen aria-hidden />} title={t("rooms")} role="alert">
        <Stack gap="sm" align="flex-start">
          <List size="sm">
            {leaving.rooms.map((room) => (
              <List.Item key={room.id} style={{ overflowWrap: "anywhere" }}>
                {room.session === null
                  ? t("room", { room: room.name, why: causeOf(room.because) })
                  : t("roomOf", { room: room.name, title: room.session, why: causeOf(room.because) })}
              </List.Item>
            ))}
          </List>
          <Text size="sm">{t("roomsText")}</Text>
          <Group gap="sm">
            <Button size="xs" variant="default" loading={disconnect.isPending} onClick={() => again([])}>
              {t("again")}
            </Button>
            <Button size="xs" color="red" disabled={disconnect.isPending} onClick={() => again(leaving.rooms.map(({ id }) => id))}>
              {t("anyway")}
            </Button>
            <Button size="xs" variant="default" loading={stay.isPending} onClick={() => stay.mutate(null)}>
              {t("stay")}
            </Button>
          </Group>
          <FormTrouble error={disconnect.error ?? stay.error} />
        </Stack>
      </Alert>
    );
  return (
    <Alert color="yellow" icon={<Unplug aria-hidden />} title={t("revoking")} role="status">
      <Text size="sm">{t(leaving.closing ? "closingText" : "revokingText")}</Text>
      {leaving.revoke?.nextAt != null && (
        <Text size="sm" c="dimmed">
          {t("revokingNext")}: <Moment at={leaving.revoke.nextAt} zone={zone} />
        </Text>
      )}
    </Alert>
  );
}
