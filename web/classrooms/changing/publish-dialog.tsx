import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { ClassroomView } from "../../../src/classrooms/contract.ts";
import { ActButton } from "../../shell/act-button.tsx";
import { freshId } from "../../shell/fresh-id.ts";
import { useReturnFocus } from "../../shell/return-focus.ts";
import { Loading } from "../../shell/states.tsx";
import { FormTrouble, fieldProblems, isRefusal, Trouble, useWhyNot } from "../../shell/trouble.tsx";
import { databasesQuery } from "../databases-queries.ts";
import { placeOf } from "../making/draft.ts";
import { RowForeseen } from "../making/foreseen.tsx";
import { tablesOf, TwoRows } from "../making/row-fields.tsx";
import { useAskForRun } from "../queries.ts";
import { useForeseen } from "./use-foreseen.ts";

type Props = { classroom: ClassroomView; onClose: () => void };

/** What is chosen of its rows, and why it can't be asked for yet. */
function useRows({ id, name, code }: ClassroomView) {
  const t = useTranslations("classrooms.changing");
  const [draft, setDraft] = useState({ name, code, linkTableId: null as string | null, linkKey: null as string | null, passcodeTableId: null as string | null, passcodeKey: null as string | null });
  const path = `/api/classrooms/${encodeURIComponent(id)}/rows`;
  const wish = { link: placeOf(draft.linkTableId, draft.linkKey), passcode: placeOf(draft.passcodeTableId, draft.passcodeKey) };
  const isHalf = (draft.linkTableId !== null && draft.linkKey === null) || (draft.passcodeTableId !== null && draft.passcodeKey === null);
  const isChosen = !isHalf && (wish.link !== null || wish.passcode !== null);
  const preview = useForeseen(path, wish, isChosen);
  const isTroubled = preview.shown?.rows.some(({ trouble }) => trouble !== null) === true;
  const missing = !isChosen ? t("publishPick") : preview.shown === null ? t("publishLooking") : isTroubled ? t("publishRow") : null;
  return { draft, change: (more: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...more })), path, wish, preview, missing };
} // prettier-ignore

/** One that has no row for its link, or none for its passcode, gets one. */
export function PublishDialog({ classroom, onClose }: Props) {
  const t = useTranslations("classrooms.changing");
  const common = useTranslations("common");
  const whyNot = useWhyNot();
  const go = useNavigate();
  const [runId] = useState(freshId);
  const { data, error, refetch } = useQuery(databasesQuery);
  const { draft, change, path, wish, preview, missing } = useRows(classroom);
  const ask = useAskForRun((run) => void go({ to: "/runs/$id", params: { id: run.id } }));
  const tables = tablesOf(data?.databases ?? []);
  const open = { link: classroom.linkRow === null, passcode: classroom.passcodeRow === null };
  const linkRow = classroom.linkRow && { key: classroom.linkRow.key, code: classroom.code };
  useReturnFocus();
  return (
    <Modal opened onClose={onClose} size="lg" title={t("publishTitle", { name: classroom.name })} closeButtonProps={{ "aria-label": common("close") }}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (missing !== null) return;
          ask.mutate({ path, body: { runId, ...wish, seen: preview.shown?.seen ?? null } }, { onError: (why) => isRefusal(why, "row_changed") && preview.again() });
        }}
      >
        <Stack>
          <Text size="sm">{t("publishText")}</Text>
          {data === undefined && (error === null ? <Loading rows={1} height={60} /> : <Trouble error={error} again={() => void refetch()} />)}
          {data !== undefined && tables.length === 0 && <Text size="sm">{t("publishNowhere")}</Text>}
          {tables.length > 0 && <TwoRows draft={draft} onChange={change} tables={tables} problems={{ ...fieldProblems(preview.error), ...fieldProblems(ask.error) }} {...{ open, linkRow }} />}
          {preview.shown !== null && (
            <Stack gap="sm" role="status">
              {preview.shown.rows.map((row) => (
                <RowForeseen key={`${row.table} ${row.key}`} row={row} passcode="samePasscode" />
              ))}
            </Stack>
          )}
          <FormTrouble beside={[...(open.link ? ["link", "link.key"] : []), ...(open.passcode ? ["passcode", "passcode.key"] : [])]} error={ask.error ?? preview.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {common("back")}
            </Button>
            <ActButton type="submit" loading={ask.isPending} whyNot={whyNot(classroom.whyNot.publish) ?? missing}>
              {t("publish")}
            </ActButton>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
} // prettier-ignore
