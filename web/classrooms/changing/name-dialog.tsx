import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { ClassroomView } from "../../../src/classrooms/contract.ts";
import { ActButton } from "../../shell/act-button.tsx";
import { freshId } from "../../shell/fresh-id.ts";
import { useReturnFocus } from "../../shell/return-focus.ts";
import { FormTrouble, fieldProblems, isRefusal, useWhyNot } from "../../shell/trouble.tsx";
import { RowForeseen } from "../making/foreseen.tsx";
import { useAskForRun } from "../queries.ts";
import { useForeseen, type Preview } from "./use-foreseen.ts";

type Props = { classroom: ClassroomView; onClose: () => void };

/** Another name or code, in the rows that publish it, in Bedel and in Zoom. */
export function NameDialog({ classroom, onClose }: Props) {
  const t = useTranslations("classrooms.changing");
  const common = useTranslations("common");
  const whyNot = useWhyNot();
  const go = useNavigate();
  const [runId] = useState(freshId);
  const [called, setCalled] = useState({ name: classroom.name, code: classroom.code });
  const path = `/api/classrooms/${encodeURIComponent(classroom.id)}/name`;
  const wish = { name: called.name.trim(), code: called.code.trim() };
  const isSame = wish.name === classroom.name && wish.code === classroom.code;
  const preview = useForeseen(path, wish, wish.name !== "" && !isSame);
  const ask = useAskForRun((run) => void go({ to: "/runs/$id", params: { id: run.id } }));
  const problems = { ...fieldProblems(preview.error), ...fieldProblems(ask.error) };
  const isTroubled = preview.shown?.rows.some(({ trouble }) => trouble !== null) === true;
  const missing = wish.name === "" ? t("nameNeeded") : isSame ? t("nameSame") : preview.shown === null ? t("nameLooking") : isTroubled ? t("nameRow") : null;
  useReturnFocus();
  return (
    <Modal opened onClose={onClose} title={t("nameTitle", { name: classroom.name })} closeButtonProps={{ "aria-label": common("close") }}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          ask.mutate({ path, body: { runId, ...wish, seen: preview.shown?.seen ?? null } }, { onError: (error) => isRefusal(error, "row_changed") && preview.again() });
        }}
      >
        <Stack>
          <Text size="sm">{t("nameText")}</Text>
          <TextInput label={t("name")} maxLength={120} data-autofocus value={called.name} error={problems["name"]} onChange={(event) => setCalled({ ...called, name: event.currentTarget.value })} />
          <TextInput label={t("code")} maxLength={60} value={called.code} error={problems["code"]} onChange={(event) => setCalled({ ...called, code: event.currentTarget.value })} />
          <Foreseen preview={preview.shown} />
          <FormTrouble beside={["name", "code"]} error={ask.error ?? preview.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {common("back")}
            </Button>
            <ActButton type="submit" loading={ask.isPending} whyNot={whyNot(classroom.whyNot.rename) ?? missing}>
              {t("rename")}
            </ActButton>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
} // prettier-ignore

/** Rows in which neither is mapped stay as they are. */
function Foreseen({ preview }: { preview: Preview | null }) {
  if (preview === null) return null;
  return (
    <Stack gap="sm" role="status">
      {preview.rows
        .filter(({ columns, trouble }) => columns.length > 0 || trouble !== null)
        .map((row) => (
          <RowForeseen key={`${row.table} ${row.key}`} row={row} />
        ))}
    </Stack>
  );
}
