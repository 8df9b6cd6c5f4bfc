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

/** The Zoom user of a classroom that was replaced or retired, where it was left as it was. */
export function FormerDialog({ classroom, onClose }: { classroom: ClassroomView; onClose: () => void }) {
  const t = useTranslations("classrooms.changing");
  const common = useTranslations("common");
  const whyNot = useWhyNot();
  const go = useNavigate();
  const [runId] = useState(freshId);
  const [farewell, setFarewell] = useState<Farewell>("nothing");
  const ask = useAskForRun((run) => void go({ to: "/runs/$id", params: { id: run.id } }));
  const path = `/api/classrooms/${encodeURIComponent(classroom.id)}/farewell`;
  useReturnFocus();
  return (
    <Modal opened onClose={onClose} title={t("formerTitle", { name: classroom.name })} closeButtonProps={{ "aria-label": common("close") }}>
      <Stack>
        <Text size="sm" style={{ overflowWrap: "anywhere" }}>
          {t("formerText", { email: classroom.email })}
        </Text>
        <ItsFarewell id={classroom.id} label={t("farewell")} value={farewell} onChange={setFarewell} />
        <FormTrouble error={ask.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {common("back")}
          </Button>
          <ActButton
            color="red"
            loading={ask.isPending}
            whyNot={whyNot(classroom.whyNot.farewell) ?? (farewell === "nothing" ? t("formerChoose") : null)}
            onClick={() => ask.mutate({ path, body: { runId, farewell } })}
          >
            {t("formerDo")}
          </ActButton>
        </Group>
      </Stack>
    </Modal>
  );
}
