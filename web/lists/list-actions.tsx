import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { attendeeListDetail, type AttendeeListDetail } from "../../src/attendees/lists/contract.ts";
import { ActButton } from "../shell/act-button.tsx";
import { send } from "../shell/api.ts";
import { useConfirm } from "../shell/confirm.tsx";
import { queryClient } from "../shell/queries.ts";
import { useSaying } from "../shell/saying.tsx";
import { fieldProblems, FormTrouble } from "../shell/trouble.tsx";
import { listQuery, pathOf } from "./queries.ts";

/** Renaming a list and deleting it. */
export function ListActions({ list }: { list: AttendeeListDetail }) {
  return (
    <>
      <Rename list={list} />
      <Delete list={list} />
    </>
  );
}

function Rename({ list }: { list: AttendeeListDetail }) {
  const t = useTranslations("lists.page");
  const common = useTranslations("common");
  const [isOpen, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button variant="default" leftSection={<Pencil size={16} aria-hidden />} onClick={open}>
        {t("rename")}
      </Button>
      <Modal opened={isOpen} onClose={close} title={t("renameTitle")} closeButtonProps={{ "aria-label": common("close") }}>
        <RenameForm list={list} close={close} />
      </Modal>
    </>
  );
}

function RenameForm({ list, close }: { list: AttendeeListDetail; close: () => void }) {
  const t = useTranslations("lists.page");
  const [name, setName] = useState(list.name);
  const saying = useSaying();
  const save = useMutation({
    mutationFn: () => send("PATCH", pathOf(list.id), { name }, attendeeListDetail),
    onSuccess: () => {
      saying.done(t("saved"));
      close();
    },
    onSettled: () => queryClient.invalidateQueries(), // sessions name their list too
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
          description={t("renameText")}
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

function Delete({ list }: { list: AttendeeListDetail }) {
  const t = useTranslations("lists.page");
  const refusals = useTranslations("refusals");
  const go = useNavigate();
  const confirm = useConfirm();
  const saying = useSaying();
  const remove = useMutation({
    mutationFn: () => send("DELETE", pathOf(list.id)),
    onSuccess: async () => {
      saying.done(t("deleted", { name: list.name }));
      await go({ to: "/lists" });
      queryClient.removeQueries({ queryKey: listQuery(list.id).queryKey }); // nobody asks for it again
      await queryClient.invalidateQueries();
    },
    onError: saying.failed,
  });
  const ask = async (): Promise<void> => {
    const [people, sessions] = [list.people.length, list.sessions.filter(({ over, cancelled }) => !over && !cancelled).length];
    const text = (
      <Stack gap="xs">
        {people > 0 && sessions > 0 && <Text>{t("deleteStay", { people, sessions })}</Text>}
        {people > 0 && sessions === 0 && <Text>{t("deleteLose", { people })}</Text>}
        <Text>{t("deletePage")}</Text>
      </Stack>
    );
    if (await confirm({ title: t("deleteTitle", { name: list.name }), text, yes: t("deleteYes"), danger: true })) remove.mutate();
  };
  return (
    <ActButton
      variant="default"
      leftSection={<Trash2 size={16} aria-hidden />}
      loading={remove.isPending}
      whyNot={list.courses.length === 0 ? null : refusals("list_of_course")}
      onClick={() => void ask()}
    >
      {t("delete")}
    </ActButton>
  );
}
