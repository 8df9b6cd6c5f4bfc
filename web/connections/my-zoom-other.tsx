import { Alert, Group, Stack, Text } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import type { MyZoom } from "../../src/connections/personal/contract.ts";
import { ActButton } from "../shell/act-button.tsx";
import { send } from "../shell/api.ts";
import { useSaying } from "../shell/saying.tsx";
import { useRefresh } from "./connecting-queries.ts";
import { previewQuery } from "./my-zoom-queries.ts";

/** Another Zoom user than the one that is connected: nothing changes before the reader says so. */
export function OtherZoomUser({ candidate, now }: { candidate: NonNullable<MyZoom["candidate"]>; now: string }) {
  const t = useTranslations("myZoom.candidate");
  const saying = useSaying();
  const refresh = useRefresh();
  const navigate = useNavigate();
  const { data: preview } = useQuery(previewQuery);
  const decide = useMutation({
    mutationFn: (what: "confirm" | "refuse") => send("POST", `/api/my-zoom/candidates/${encodeURIComponent(candidate.id)}/${what}`),
    onSuccess: async (_, what) => {
      saying.done(t(what === "confirm" ? "confirmed" : "refused"));
      await navigate({ to: "/account", search: {} });
    },
    onError: saying.failed,
    onSettled: refresh,
  });
  const doing = decide.isPending ? decide.variables : null;
  return (
    <Alert color="yellow" variant="light" title={t("title")} role="status">
      <Stack gap="sm">
        <Text size="sm" style={{ overflowWrap: "anywhere" }}>
          {t("text", { email: candidate.email, now })}
        </Text>
        {preview !== undefined && <Text size="sm">{t("affected", { count: preview.counts.stays })}</Text>}
        <Group>
          <ActButton loading={doing === "confirm"} onClick={() => decide.mutate("confirm")}>
            {t("confirm")}
          </ActButton>
          <ActButton variant="default" loading={doing === "refuse"} onClick={() => decide.mutate("refuse")}>
            {t("refuse")}
          </ActButton>
        </Group>
      </Stack>
    </Alert>
  );
}
