import { Button, Group, Modal, Stack } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { useTranslations } from "use-intl";
import type { ClassroomView } from "../../../src/classrooms/contract.ts";
import { ActButton } from "../../shell/act-button.tsx";
import { freshId } from "../../shell/fresh-id.ts";
import { useReturnFocus } from "../../shell/return-focus.ts";
import { FormTrouble } from "../../shell/trouble.tsx";
import { useAskForRun } from "../queries.ts";
import type { Farewell } from "./farewell-choice.tsx";
import { ItsFarewell } from "./its-farewell.tsx";

/** `to`: the end of its route under the classroom. `whyNot`: why it can't be done with this choice. `children`: what is told before. */
type Props = {
  classroom: ClassroomView;
  title: string;
  to: "retire" | "farewell";
  act: string;
  whyNot: (farewell: Farewell) => string | null;
  onClose: () => void;
  children: ReactNode;
};

/** Asks what becomes of the Zoom user of a classroom, and does it. */
export function FarewellDialog({ classroom, title, to, act, whyNot, onClose, children }: Props) {
  const t = useTranslations("classrooms.changing");
  const common = useTranslations("common");
  const go = useNavigate();
  const [runId] = useState(freshId);
  const [farewell, setFarewell] = useState<Farewell>("nothing");
  const ask = useAskForRun((run) => void go({ to: "/runs/$id", params: { id: run.id } }));
  const path = `/api/classrooms/${encodeURIComponent(classroom.id)}/${to}`;
  useReturnFocus();
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ "aria-label": common("close") }}>
      <Stack>
        {children}
        <ItsFarewell classroom={classroom} label={t("farewell")} value={farewell} onChange={setFarewell} />
        <FormTrouble error={ask.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {common("back")}
          </Button>
          <ActButton color="red" loading={ask.isPending} whyNot={whyNot(farewell)} onClick={() => ask.mutate({ path, body: { runId, farewell } })}>
            {act}
          </ActButton>
        </Group>
      </Stack>
    </Modal>
  );
}
