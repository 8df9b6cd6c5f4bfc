import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { DriftView } from "../../../src/classrooms/drift/contract.ts";
import { ActButton } from "../../shell/act-button.tsx";
import { freshId } from "../../shell/fresh-id.ts";
import { useReturnFocus } from "../../shell/return-focus.ts";
import { FormTrouble, isRefusal } from "../../shell/trouble.tsx";
import { useForeseen } from "../changing/use-foreseen.ts";
import { RowForeseen } from "../making/foreseen.tsx";
import { RowChoice } from "../making/row-choice.tsx";
import { useDrifts } from "./queries.ts";

/** Which row takes the place of the one that is gone, and what stands there now and afterwards. `path`: where it is settled. */
export function AnotherRow({ drift: { id, classroom, place, seen }, path, onClose }: { drift: DriftView; path: string; onClose: () => void }) {
  const t = useTranslations("drifts");
  const common = useTranslations("common");
  const [runId] = useState(freshId);
  const [key, setKey] = useState<string | null>(null);
  const settle = useDrifts();
  const preview = useForeseen(`/api/drifts/${encodeURIComponent(id)}/another-row`, { key }, key !== null);
  const changing = useTranslations("classrooms.changing");
  const isTroubled = preview.shown?.rows.some(({ trouble }) => trouble !== null) === true;
  const missing = key === null ? t("anotherPick") : preview.shown === null ? changing("publishLooking") : isTroubled ? changing("publishRow") : null;
  useReturnFocus();
  if (place === null) return null;
  const go = (): void => {
    const asked = { path, body: { way: "in another row", seen, runId, key, rowSeen: preview.shown?.seen ?? null } };
    settle.mutate(asked, {
      onSuccess: () => {
        notifications.show({ message: t("settling") });
        onClose();
      },
      onError: (why) => isRefusal(why, "row_changed") && preview.again(),
    });
  };
  return (
    <Modal opened onClose={onClose} size="lg" title={t("anotherTitle", { classroom })} closeButtonProps={{ "aria-label": common("close") }}>
      <Stack>
        <Text size="sm" style={{ overflowWrap: "anywhere" }}>
          {t("anotherText", place)}
        </Text>
        <RowChoice tableId={place.tableId} label={t("anotherRow")} value={key} onChange={(row) => setKey(row?.key ?? null)} />
        {preview.shown !== null && (
          <Stack gap="sm" role="status">
            {preview.shown.rows.map((row) => (
              <RowForeseen key={`${row.table} ${row.key}`} row={row} passcode="samePasscode" />
            ))}
          </Stack>
        )}
        <FormTrouble error={settle.error ?? preview.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {common("back")}
          </Button>
          <ActButton loading={settle.isPending} whyNot={missing} onClick={go}>
            {t("anotherYes")}
          </ActButton>
        </Group>
      </Stack>
    </Modal>
  );
}
