import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { RunView } from "../../../src/classrooms/runs/contract.ts";
import { ActButton } from "../../shell/act-button.tsx";
import { FormTrouble } from "../../shell/trouble.tsx";
import { FarewellChoice, type Farewell } from "../changing/farewell-choice.tsx";
import { useAskForRun } from "../queries.ts";

/** Where Zoom would not do what was asked with a user who is needed no more: something else. */
export function Otherwise({ run }: { run: RunView }) {
  const t = useTranslations("classrooms.runPage");
  const [isOpen, { open, close }] = useDisclosure(false);
  if (run.whyNot.otherwise !== null) return null;
  return (
    <>
      <ActButton variant="default" whyNot={null} onClick={open}>
        {t("otherwise")}
      </ActButton>
      {isOpen && <Choosing run={run} onClose={close} />}
    </>
  );
}

function Choosing({ run, onClose }: { run: RunView; onClose: () => void }) {
  const t = useTranslations("classrooms.runPage");
  const common = useTranslations("common");
  const [farewell, setFarewell] = useState<Farewell>("nothing");
  const ask = useAskForRun(onClose);
  const because = run.steps.find(({ state }) => state === "failed")?.because ?? "";
  return (
    <Modal opened onClose={onClose} title={t("otherwiseTitle")} closeButtonProps={{ "aria-label": common("close") }}>
      <Stack>
        <Text size="sm">{t("otherwiseText")}</Text>
        <FarewellChoice label={run.email ?? run.about} value={farewell} onChange={setFarewell} />
        <FormTrouble error={ask.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {common("back")}
          </Button>
          <Button
            loading={ask.isPending}
            onClick={() => ask.mutate({ path: `/api/runs/${encodeURIComponent(run.id)}/otherwise`, body: { farewell, because } })}
          >
            {t("otherwiseYes")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
