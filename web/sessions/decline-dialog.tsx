import { Button, Group, Modal, Stack, Text, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { SessionView } from "../../src/sessions/contract.ts";
import { ActButton } from "../shell/act-button.tsx";
import { FormTrouble, fieldProblems } from "../shell/trouble.tsx";
import { useSessionAct } from "./session-act.ts";

/** An administrator's no to a waiting request, with the reason that its organizer reads. */
export function DeclineDialog({ session, onClose }: { session: SessionView; onClose: () => void }) {
  const t = useTranslations("session.decline");
  const common = useTranslations("common");
  const [reason, setReason] = useState("");
  const act = useSessionAct(session.id, true);
  const decline = (): void =>
    act.mutate({ verb: "decline", body: { reason: reason.trim(), revision: session.revision }, done: t("done") }, { onSuccess: onClose });
  return (
    <Modal opened onClose={onClose} title={t("title")} closeButtonProps={{ "aria-label": common("close") }}>
      <Stack>
        <Text size="sm">{t("text", { name: session.organizer.name })}</Text>
        <Textarea
          label={t("reason")}
          required
          autosize
          minRows={3}
          maxRows={8}
          maxLength={500}
          data-autofocus
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={fieldProblems(act.error).reason}
        />
        <FormTrouble beside="all" error={act.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {common("back")}
          </Button>
          <ActButton color="red" loading={act.isPending} whyNot={reason.trim() === "" ? t("reasonMissing") : null} onClick={decline}>
            {t("button")}
          </ActButton>
        </Group>
      </Stack>
    </Modal>
  );
}
