import { ActionIcon, Badge, Card, Group, Select, Stack, Text, Title, Tooltip } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { AttendeeGroupDetail, ListOfGroup } from "../../src/attendees/groups/contract.ts";
import { attendeeListDetail } from "../../src/attendees/lists/contract.ts";
import { ActButton } from "../shell/act-button.tsx";
import { send } from "../shell/api.ts";
import { useConfirm } from "../shell/confirm.tsx";
import { AnchorLink } from "../shell/links.tsx";
import { queryClient } from "../shell/queries.ts";
import { useSaying } from "../shell/saying.tsx";
import { FormTrouble } from "../shell/trouble.tsx";

const registeredPath = (listId: string, groupId: string): string => `/api/lists/${encodeURIComponent(listId)}/groups/${encodeURIComponent(groupId)}`;

/** The courses and lists that the group is registered with, and registering it with more. */
export function GroupLists({ group }: { group: AttendeeGroupDetail }) {
  const t = useTranslations("groups");
  return (
    <Card component="section" aria-label={t("registeredWith")}>
      <Stack gap="md">
        <Title order={2} size="h4">
          {t("registeredWith")}
        </Title>
        <Text size="sm" c="dimmed">
          {t("registeredText")}
        </Text>
        {group.lists.length === 0 ? (
          <Text size="sm">{t("registeredNone")}</Text>
        ) : (
          <Stack component="ul" m={0} p={0} gap="xs" style={{ listStyle: "none" }}>
            {group.lists.map((list) => (
              <One key={list.id} groupId={group.id} list={list} />
            ))}
          </Stack>
        )}
        {group.choices.length > 0 && <Register group={group} />}
      </Stack>
    </Card>
  );
}

function One({ groupId, list }: { groupId: string; list: ListOfGroup & { mine: boolean } }) {
  const t = useTranslations("groups");
  const saying = useSaying();
  const confirm = useConfirm();
  const { id, name, courseId, mine } = list;
  const remove = useMutation({
    mutationFn: () => send("DELETE", registeredPath(id, groupId), undefined, attendeeListDetail),
    onError: saying.failed,
    onSettled: () => queryClient.invalidateQueries(),
  });
  const ask = async (): Promise<void> => {
    if (await confirm({ title: t("takeOutOfTitle", { name }), text: t("takeOutText"), yes: t("takeOutYes"), danger: true })) remove.mutate();
  };
  const label = t("takeOutOf", { name });
  return (
    <Group component="li" justify="space-between" wrap="nowrap" gap="sm">
      <Group gap="xs" style={{ minWidth: 0, overflowWrap: "anywhere" }}>
        <Named list={list} />
        <Badge variant="light" color="gray">
          {t(courseId === null ? "list" : "course")}
        </Badge>
      </Group>
      {mine && (
        <Tooltip label={label}>
          <ActionIcon variant="subtle" color="gray" aria-label={label} loading={remove.isPending} onClick={() => void ask()}>
            <X size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
    </Group>
  );
}

function Named({ list: { id, name, courseId, mine } }: { list: ListOfGroup & { mine: boolean } }) {
  const look = { fw: 600, c: "inherit" } as const;
  if (!mine) return <Text fw={600}>{name}</Text>;
  return courseId === null ? (
    <AnchorLink to="/lists/$id" params={{ id }} {...look}>
      {name}
    </AnchorLink>
  ) : (
    <AnchorLink to="/courses/$id" params={{ id: courseId }} {...look}>
      {name}
    </AnchorLink>
  );
}

function Register({ group }: { group: AttendeeGroupDetail }) {
  const t = useTranslations("groups");
  const saying = useSaying();
  const [chosen, setChosen] = useState<string | null>(null);
  const register = useMutation({
    mutationFn: (listId: string) => send("PUT", registeredPath(listId, group.id), undefined, attendeeListDetail),
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
          label={t("registerWith")}
          searchable
          clearable
          flex={{ base: "1 1 100%", xs: "1 1 240px" }}
          data={group.choices.map(({ id, name, courseId }) => ({ value: id, label: `${name} · ${t(courseId === null ? "list" : "course")}` }))}
          value={chosen}
          onChange={setChosen}
        />
        <ActButton
          whyNot={chosen === null ? t("chooseWithFirst") : null}
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
