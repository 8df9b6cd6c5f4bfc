import { List, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useNavigate } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import { FATES, type Preview } from "../../src/connections/personal/contract.ts";
import { ActButton } from "../shell/act-button.tsx";
import { send } from "../shell/api.ts";
import { useConfirm } from "../shell/confirm.tsx";
import { useSaying } from "../shell/saying.tsx";
import { Moment } from "../shell/times.tsx";
import { useRefresh } from "./connecting-queries.ts";
import { previewQuery } from "./my-zoom-queries.ts";

/** Says first which sessions are concerned, and how. */
export function DisconnectMyZoom() {
  const t = useTranslations("myZoom");
  const words = useTranslations("myZoom.disconnecting");
  const confirm = useConfirm();
  const saying = useSaying();
  const queries = useQueryClient();
  const refresh = useRefresh();
  const navigate = useNavigate();
  const disconnect = useMutation({
    mutationFn: async () => {
      const preview = await queries.fetchQuery(previewQuery);
      const sure = await confirm({ title: words("title"), text: affected(preview), yes: words("yes"), no: words("no"), danger: true });
      if (!sure) return false;
      await send("POST", "/api/my-zoom/disconnect");
      return true;
    },
    onSuccess: async (isDone) => {
      if (!isDone) return;
      saying.done(words("done"));
      await navigate({ to: "/account", search: {} }); // how coming back from Zoom ended is no news any more
    },
    onError: saying.failed,
    onSettled: refresh,
  });
  return (
    <ActButton variant="default" loading={disconnect.isPending} onClick={() => disconnect.mutate()}>
      {t("disconnect")}
    </ActButton>
  );
}

const affected = (preview: Preview): ReactNode => <Affected preview={preview} />;

function Affected({ preview: { counts, next } }: { preview: Preview }) {
  const t = useTranslations("myZoom.disconnecting");
  const fates = FATES.filter((fate) => counts[fate] > 0);
  return (
    <Stack gap="sm">
      <Text>{t("text")}</Text>
      {fates.length === 0 && <Text>{t("nothing")}</Text>}
      {fates.map((fate) => (
        <Text key={fate}>{t(fate, { count: counts[fate] })}</Text>
      ))}
      {next.length > 0 && (
        <List size="sm" spacing={4} style={{ maxHeight: 220, overflowY: "auto", overflowWrap: "anywhere" }}>
          {next.map(({ id, title, start, zone, fate }) => (
            <List.Item key={id}>
              {title}, <Moment at={start} zone={zone} />: {t(`fate.${fate}`)}
            </List.Item>
          ))}
        </List>
      )}
    </Stack>
  );
}
