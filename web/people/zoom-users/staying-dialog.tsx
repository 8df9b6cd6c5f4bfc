import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { Farewell } from "../../classrooms/changing/farewell-choice.tsx";
import { useAskForRun } from "../../classrooms/queries.ts";
import { freshId } from "../../shell/fresh-id.ts";
import { FormTrouble } from "../../shell/trouble.tsx";
import { leavingQuery, pathOfUser, type WhoseUser } from "./leaving-query.ts";
import { LeavingZoomUser } from "../members/leaving-zoom-user.tsx";

type Props = { of: WhoseUser; name: string; text: string; onClose: () => void };

/** What becomes of the Zoom user of somebody who stays in Bedel, or never was a member; nothing, unless somebody says otherwise. */
export function StayingDialog({ of, name, text, onClose }: Props) {
  const t = useTranslations("zoomUsers.staying");
  const common = useTranslations("common");
  const go = useNavigate();
  const [runId] = useState(freshId);
  const [farewell, setFarewell] = useState<Farewell>("nothing");
  const ask = useAskForRun((run) => void go({ to: "/runs/$id", params: { id: run.id } }));
  const { data } = useQuery(leavingQuery(of, true));
  const isNobody = data?.hasUser === false;
  const send = (): void => (farewell === "nothing" ? onClose() : ask.mutate({ path: pathOfUser(of), body: { runId, farewell } }));
  return (
    <Modal opened onClose={onClose} title={t("title", { name })} closeButtonProps={{ "aria-label": common("close") }}>
      <Stack>
        <Text size="sm" style={{ overflowWrap: "anywhere" }}>
          {isNobody ? t("noUser") : text}
        </Text>
        <LeavingZoomUser of={of} stays value={farewell} onChange={setFarewell} />
        <FormTrouble error={ask.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {common("back")}
          </Button>
          {!isNobody && (
            <Button {...(farewell === "nothing" ? {} : { color: "red" })} loading={ask.isPending} onClick={send}>
              {t("yes")}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}
