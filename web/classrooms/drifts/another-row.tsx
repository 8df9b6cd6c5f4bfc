import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { DriftView } from "../../../src/classrooms/drift/contract.ts";
import { freshId } from "../../shell/fresh-id.ts";
import { useReturnFocus } from "../../shell/return-focus.ts";
import { FormTrouble } from "../../shell/trouble.tsx";
import { RowChoice } from "../making/row-choice.tsx";
import { useDrifts } from "./queries.ts";

/** Which row takes the place of the one that is gone. */
export function AnotherRow({ drift: { classroom, place, seen }, path, onClose }: { drift: DriftView; path: string; onClose: () => void }) {
  const t = useTranslations("drifts");
  const common = useTranslations("common");
  const [runId] = useState(freshId);
  const [key, setKey] = useState<string | null>(null);
  const settle = useDrifts();
  useReturnFocus();
  if (place === null) return null;
  const go = (): void => {
    const asked = { path, body: { way: "in another row", seen, runId, key } };
    settle.mutate(asked, {
      onSuccess: () => {
        notifications.show({ message: t("settling") });
        onClose();
      },
    });
  };
  return (
    <Modal opened onClose={onClose} title={t("anotherTitle", { classroom })} closeButtonProps={{ "aria-label": common("close") }}>
      <Stack>
        <Text size="sm" style={{ overflowWrap: "anywhere" }}>
          {t("anotherText", place)}
        </Text>
        <RowChoice tableId={place.tableId} label={t("anotherRow")} value={key} onChange={(row) => setKey(row?.key ?? null)} />
        <FormTrouble error={settle.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {common("back")}
          </Button>
          <Button loading={settle.isPending} disabled={key === null} onClick={go}>
            {t("anotherYes")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
