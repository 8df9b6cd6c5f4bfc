import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { ClassroomView } from "../../../src/classrooms/contract.ts";
import { ActButton } from "../../shell/act-button.tsx";
import { freshId } from "../../shell/fresh-id.ts";
import { useReturnFocus } from "../../shell/return-focus.ts";
import { FormTrouble, useWhyNot } from "../../shell/trouble.tsx";
import { useAskForRun } from "../queries.ts";
import type { Farewell } from "./farewell-choice.tsx";
import { ItsFarewell } from "./its-farewell.tsx";
import { ItsSessions } from "./its-sessions.tsx";
import { Written } from "./written.tsx";

/** A classroom that is needed no more. */
export function RetireDialog({ classroom, onClose }: { classroom: ClassroomView; onClose: () => void }) {
  const t = useTranslations("classrooms.changing");
  const common = useTranslations("common");
  const whyNot = useWhyNot();
  const go = useNavigate();
  const [runId] = useState(freshId);
  const [farewell, setFarewell] = useState<Farewell>("nothing");
  const ask = useAskForRun((run) => void go({ to: "/runs/$id", params: { id: run.id } }));
  const path = `/api/classrooms/${encodeURIComponent(classroom.id)}/retire`;
  useReturnFocus();
  return (
    <Modal opened onClose={onClose} title={t("retireTitle", { name: classroom.name })} closeButtonProps={{ "aria-label": common("close") }}>
      <Stack>
        <Text size="sm">{t("retireText")}</Text>
        <ItsSessions id={classroom.id} />
        <Written classroom={classroom} as="emptied" />
        <ItsFarewell id={classroom.id} label={t("farewell")} value={farewell} onChange={setFarewell} />
        <FormTrouble error={ask.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {common("back")}
          </Button>
          <ActButton
            color="red"
            loading={ask.isPending}
            whyNot={whyNot(classroom.whyNot.retire)}
            onClick={() => ask.mutate({ path, body: { runId, farewell } })}
          >
            {t("retire")}
          </ActButton>
        </Group>
      </Stack>
    </Modal>
  );
}
