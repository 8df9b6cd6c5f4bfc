import { Card, Group, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { FlaskConicalOff, Trash2 } from "lucide-react";
import { useTranslations } from "use-intl";
import { demo, type DemoPreview } from "../../src/example/removing/contract.ts";
import { get, send } from "../shell/api.ts";
import { useConfirm } from "../shell/confirm.tsx";
import { ActButton } from "../shell/act-button.tsx";
import { Page } from "../shell/page.tsx";
import { queryClient } from "../shell/queries.ts";
import { useSaying } from "../shell/saying.tsx";
import { Empty, Loading } from "../shell/states.tsx";
import { Trouble } from "../shell/trouble.tsx";

/** What the demo beside one's own institution holds, and how to be rid of it. */
export function DemoPage() {
  const t = useTranslations("real.demo");
  const { data, error, refetch } = useQuery({ queryKey: ["demo"], queryFn: () => get("/api/demo", demo) });
  return (
    <Page title={t("title")} text={t("text")} width="narrow">
      {data === undefined && (error === null ? <Loading rows={1} height={160} /> : <Trouble error={error} again={() => void refetch()} />)}
      {data?.demo === null && <Empty icon={FlaskConicalOff} title={t("none")} text={t("noneText")} />}
      {data !== undefined && data.demo !== null && <Removing preview={data.demo} />}
    </Page>
  );
}

function Removing({ preview }: { preview: DemoPreview }) {
  const t = useTranslations("real.demo");
  const goes = useTranslations("real")("goes", preview);
  const confirm = useConfirm();
  const saying = useSaying();
  const remove = useMutation({
    mutationFn: () => send("POST", "/api/demo/remove", {}),
    onSuccess: () => saying.done(t("removed")),
    onError: saying.failed,
    onSettled: () => queryClient.invalidateQueries(),
  });
  const ask = async (): Promise<void> => {
    if (await confirm({ title: t("confirm"), text: `${goes} ${t("apart")}`, yes: t("yes"), danger: true })) remove.mutate();
  };
  return (
    <Card padding="lg">
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t("what")}
        </Title>
        <Text style={{ overflowWrap: "anywhere" }}>{goes}</Text>
        <Text c="dimmed">{t("apart")}</Text>
        <Group>
          <ActButton color="red" variant="light" leftSection={<Trash2 size={16} aria-hidden />} loading={remove.isPending} onClick={() => void ask()}>
            {t("button")}
          </ActButton>
        </Group>
      </Stack>
    </Card>
  );
}
