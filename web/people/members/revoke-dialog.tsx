import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { InvitationView } from "../../../src/people/members/contract.ts";
import type { Farewell } from "../../classrooms/changing/farewell-choice.tsx";
import { FormTrouble } from "../../shell/trouble.tsx";
import { LeavingZoomUser } from "./leaving-zoom-user.tsx";
import { useAct } from "./queries.ts";

/** Before an invitation is taken back: that its link opens no more, and what becomes of the Zoom user that was made for it. */
export function RevokeDialog({ invitation, onClose }: { invitation: InvitationView; onClose: () => void }) {
  const t = useTranslations("members");
  const common = useTranslations("common");
  const [zoomUser, setZoomUser] = useState<Farewell>("nothing");
  const act = useAct(true);
  const path = `/api/invitations/${encodeURIComponent(invitation.id)}?${new URLSearchParams({ zoomUser }).toString()}`;
  return (
    <Modal opened onClose={onClose} title={t("revoking.title")} closeButtonProps={{ "aria-label": common("close") }}>
      <Stack>
        <Text style={{ overflowWrap: "anywhere" }}>{t("revoking.text", { email: invitation.email })}</Text>
        <LeavingZoomUser of={`invitations/${invitation.id}`} value={zoomUser} onChange={setZoomUser} />
        <FormTrouble error={act.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {common("back")}
          </Button>
          <Button color="red" loading={act.isPending} onClick={() => act.mutate({ method: "DELETE", path, said: t("said.revoked") }, { onSuccess: onClose })}>
            {t("revoking.button")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
