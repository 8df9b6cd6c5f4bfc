import { ActionIcon, Card, Group, Select, Stack, Text, Title, Tooltip } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { attendeeListDetail, type AttendeeListDetail } from "../../src/attendees/lists/contract.ts";
import { ActButton } from "../shell/act-button.tsx";
import { send } from "../shell/api.ts";
import { useConfirm } from "../shell/confirm.tsx";
import { AnchorLink } from "../shell/links.tsx";
import { queryClient } from "../shell/queries.ts";
import { useSaying } from "../shell/saying.tsx";
import { FormTrouble } from "../shell/trouble.tsx";
import { pathOf } from "./queries.ts";

/** Groups that are on the list as one, and registering more. */
export function ListGroups({ list }: { list: AttendeeListDetail }) {
  const t = useTranslations("groups");
  return (
    <Card component="section" aria-label={t("title")}>
      <Stack gap="md">
        <Title order={2} size="h4">
          {t("title")}
        </Title>
        <Text size="sm" c="dimmed">
          {t("onListText")}
        </Text>
        {list.groups.length > 0 && (
          <Stack component="ul" m={0} p={0} gap="xs" style={{ listStyle: "none" }}>
            {list.groups.map((group) => (
              <One key={group.id} list={list} group={group} />
            ))}
          </Stack>
        )}
        {list.groupChoices.length > 0 && <Register list={list} />}
        {list.groups.length + list.groupChoices.length === 0 && (
          <Text size="sm">
            {t("noneToRegister")} <AnchorLink to="/groups">{t("make")}</AnchorLink>
          </Text>
        )}
      </Stack>
    </Card>
  );
}

const groupPath = (listId: string, groupId: string): string => `${pathOf(listId)}/groups/${encodeURIComponent(groupId)}`;

function One({ list, group: { id, name, people } }: { list: AttendeeListDetail; group: AttendeeListDetail["groups"][number] }) {
  const t = useTranslations("groups");
  const saying = useSaying();
  const confirm = useConfirm();
  const remove = useMutation({
    mutationFn: () => send("DELETE", groupPath(list.id, id), undefined, attendeeListDetail),
    onError: saying.failed,
    onSettled: () => queryClient.invalidateQueries(),
  });
  const ask = async (): Promise<void> => {
    if (await confirm({ title: t("takeOutTitle", { name }), text: t("takeOutText"), yes: t("takeOutYes"), danger: true })) remove.mutate();
  };
  return (
    <Group component="li" justify="space-between" wrap="nowrap" gap="sm">
      <div style={{ minWidth: 0, overflowWrap: "anywhere" }}>
        <Text fw={600}>{name}</Text>
        <Text size="sm" c="dimmed">
          {t("people", { n: people })}
        </Text>
      </div>
      <Tooltip label={t("takeOut", { name })}>
        <ActionIcon variant="subtle" color="gray" aria-label={t("takeOut", { name })} loading={remove.isPending} onClick={() => void ask()}>
          <X size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}

function Register({ list }: { list: AttendeeListDetail }) {
  const t = useTranslations("groups");
  const saying = useSaying();
  const [chosen, setChosen] = useState<string | null>(null);
  const register = useMutation({
    mutationFn: (id: string) => send("PUT", groupPath(list.id, id), undefined, attendeeListDetail),
    onSuccess: () => {
      saying.done(t("registered"));
      setChosen(null);
    },
    onSettled: () => queryClient.invalidateQueries(),
  });
  return (
    <Stack gap="xs">
      <Group align="flex-end">
        <Select
          label={t("register")}
          searchable
          clearable
          flex={{ base: "1 1 100%", xs: "1 1 240px" }}
          data={list.groupChoices.map(({ id, name, people }) => ({ value: id, label: `${name} · ${t("people", { n: people })}` }))}
          value={chosen}
          onChange={setChosen}
        />
        <ActButton
          whyNot={chosen === null ? t("chooseFirst") : null}
          loading={register.isPending}
          variant="light"
          onClick={() => chosen !== null && register.mutate(chosen)}
        >
          {t("registerYes")}
        </ActButton>
      </Group>
      <FormTrouble error={register.error} />
    </Stack>
  );
}
