import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { CalendarDays, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { attendeeGroupDetail, type AttendeeGroupDetail } from "../../src/attendees/groups/contract.ts";
import { send } from "../shell/api.ts";
import { useConfirm } from "../shell/confirm.tsx";
import { ButtonLink } from "../shell/links.tsx";
import { queryClient } from "../shell/queries.ts";
import { useSaying } from "../shell/saying.tsx";
import { fieldProblems, FormTrouble } from "../shell/trouble.tsx";
import { groupQuery, pathOf } from "./queries.ts";

/** Its week, renaming it and deleting it. */
export function GroupActions({ group }: { group: AttendeeGroupDetail }) {
  const t = useTranslations("groups");
  return (
    <>
      <ButtonLink variant="default" to="/week" search={{ of: "group", id: group.id }} leftSection={<CalendarDays size={16} aria-hidden />}>
        {t("week")}
      </ButtonLink>
      <Rename group={group} />
      <Delete group={group} />
    </>
  );
}

function Rename({ group }: { group: AttendeeGroupDetail }) {
  const t = useTranslations("groups");
  const common = useTranslations("common");
  const [isOpen, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button variant="default" leftSection={<Pencil size={16} aria-hidden />} onClick={open}>
        {t("rename")}
      </Button>
      <Modal opened={isOpen} onClose={close} title={t("renameTitle")} closeButtonProps={{ "aria-label": common("close") }}>
        <RenameForm group={group} close={close} />
      </Modal>
    </>
  );
}

function RenameForm({ group, close }: { group: AttendeeGroupDetail; close: () => void }) {
  const t = useTranslations("groups");
  const [name, setName] = useState(group.name);
  const saying = useSaying();
  const save = useMutation({
    mutationFn: () => send("PATCH", pathOf(group.id), { name }, attendeeGroupDetail),
    onSuccess: () => {
      saying.done(t("saved"));
      close();
    },
    onSettled: () => queryClient.invalidateQueries(),
  });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!save.isPending) save.mutate();
      }}
    >
      <Stack>
        <TextInput
          label={t("name")}
          maxLength={120}
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={fieldProblems(save.error)["name"]}
        />
        <FormTrouble beside="all" error={save.error} />
        <Group justify="flex-end">
          <Button type="submit" loading={save.isPending}>
            {t("save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Delete({ group }: { group: AttendeeGroupDetail }) {
  const t = useTranslations("groups");
  const go = useNavigate();
  const confirm = useConfirm();
  const saying = useSaying();
  const remove = useMutation({
    mutationFn: () => send("DELETE", pathOf(group.id)),
    onSuccess: async () => {
      saying.done(t("deleted", { name: group.name }));
      await go({ to: "/groups" });
      queryClient.removeQueries({ queryKey: groupQuery(group.id).queryKey }); // nobody asks for it again
      await queryClient.invalidateQueries();
    },
    onError: saying.failed,
  });
  const ask = async (): Promise<void> => {
    const text = <Text>{t("deleteText", { n: group.lists.length })}</Text>;
    if (await confirm({ title: t("deleteTitle", { name: group.name }), text, yes: t("deleteYes"), danger: true })) remove.mutate();
  };
  return (
    <Button variant="default" leftSection={<Trash2 size={16} aria-hidden />} loading={remove.isPending} onClick={() => void ask()}>
      {t("delete")}
    </Button>
  );
}
