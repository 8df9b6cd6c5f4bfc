import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { Users } from "lucide-react";
import { useTranslations } from "use-intl";
import type { SessionDetail } from "../../src/sessions/contract.ts";
import { useWhyNot } from "../shell/trouble.tsx";
import { useSessionAct } from "./session-act.ts";

/** More people than the room holds, and the larger one that could be had. */
export function CrowdNotice({ session }: { session: SessionDetail }) {
  const t = useTranslations("session.crowd");
  const whyNot = useWhyNot();
  const act = useSessionAct(session.id);
  const { crowd } = session;
  if (crowd === null) return null;
  const { people, capacity } = crowd;
  const isWaiting = session.state === "waiting";
  const room = crowd.larger?.name ?? "";
  return (
    <Alert color="yellow" icon={<Users aria-hidden />} title={t(crowd.because, { people, capacity })} role="status">
      <Stack gap="sm">
        <Text size="sm">
          {t(isWaiting ? "waiting" : "text", { capacity })} {!isWaiting && whyNot(crowd.whyNot)}
        </Text>
        {crowd.larger !== null && (
          <Group>
            <Button
              variant="default"
              loading={act.isPending}
              onClick={() => act.mutate({ verb: "larger-room", body: { revision: session.revision }, done: t("moved", { room }) })}
            >
              {t("move", { room })}
            </Button>
          </Group>
        )}
      </Stack>
    </Alert>
  );
}
