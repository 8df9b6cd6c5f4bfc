import { Alert, Button, Card, Group, Stack, Text, Title } from "@mantine/core";
import { queryOptions, useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Mailbox, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { mailboxList, type MailboxView } from "../../src/classrooms/mailboxes/contract.ts";
import { ActButton } from "../shell/act-button.tsx";
import { get, send } from "../shell/api.ts";
import { useConfirm } from "../shell/confirm.tsx";
import { AnchorLink } from "../shell/links.tsx";
import { Page } from "../shell/page.tsx";
import { queryClient } from "../shell/queries.ts";
import { useSaying } from "../shell/saying.tsx";
import { Empty, Loading } from "../shell/states.tsx";
import { useTimes } from "../shell/times.tsx";
import { FormTrouble, Trouble } from "../shell/trouble.tsx";
import { begunFor } from "./mailbox-draft.ts";
import { MailboxForm } from "./mailbox-form.tsx";
import { runQuery } from "./queries.ts";
import { useWhy } from "./runs/why.ts";

export const mailboxesQuery = queryOptions({ queryKey: ["mailboxes"], queryFn: () => get("/api/mailboxes", mailboxList) });

/** Where the mails of Zoom users arrive, in so far as Bedel may look there. */
export function MailboxesPage() {
  const t = useTranslations("mailboxes");
  const { data, error, refetch } = useQuery(mailboxesQuery);
  const { email, run } = useSearch({ from: "/frame/mailboxes" });
  const go = useNavigate();
  const [adds, setAdds] = useState(email !== undefined);
  const close = (): void => {
    setAdds(false);
    void go({ to: "/mailboxes", search: run === undefined ? {} : { run }, replace: true });
  };
  return (
    <Page title={t("title")} text={t("intro")} aside={<Button onClick={() => setAdds(true)}>{t("attach")}</Button>}>
      {run !== undefined && <BackTo runId={run} />}
      {data === undefined && (error === null ? <Loading rows={3} /> : <Trouble error={error} again={() => void refetch()} />)}
      {data?.mailboxes.length === 0 && <Empty icon={Mailbox} title={t("none")} text={t("noneWhy")} />}
      <Stack>
        {data?.mailboxes.map((mailbox) => (
          <One key={mailbox.id} mailbox={mailbox} />
        ))}
      </Stack>
      {adds && data !== undefined && <MailboxForm of={null} first={begunFor(email ?? "", data.mailboxes)} onClose={close} />}
    </Page>
  );
}

/** For whoever came from what waits for a mail. Nothing where there is no such run. */
function BackTo({ runId }: { runId: string }) {
  const t = useTranslations("mailboxes");
  const { data } = useQuery(runQuery(runId));
  if (data === undefined) return null;
  return (
    <Text style={{ overflowWrap: "anywhere" }}>
      <AnchorLink to="/runs/$id" params={{ id: runId }} fw={600}>
        {t("backTo", { name: data.about })}
      </AnchorLink>
    </Text>
  );
}

/** Where mails are to be deleted: what this server makes of that, and what is still to be done. */
function Deleting({ mailbox: { afterwards, deletes, undeleted } }: { mailbox: MailboxView }) {
  const t = useTranslations("mailboxes");
  if (afterwards === "leave") return null;
  return (
    <>
      {(deletes === "to the trash" || deletes === "only marked") && (
        <Text size="sm">{t(deletes === "to the trash" ? "deletes.toTrash" : "deletes.onlyMarked")}</Text>
      )}
      {undeleted > 0 && <Text size="sm">{t("undeleted")}</Text>}
    </>
  );
}

function One({ mailbox }: { mailbox: MailboxView }) {
  const t = useTranslations("mailboxes");
  const why = useWhy();
  const times = useTimes();
  const saying = useSaying();
  const confirm = useConfirm();
  const [changes, setChanges] = useState(false);
  const detach = useMutation({
    mutationFn: () => send("DELETE", `/api/mailboxes/${encodeURIComponent(mailbox.id)}`, undefined, mailboxList),
    onSuccess: () => saying.done(t("detached")),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["mailboxes"] }),
  });
  const ask = async (): Promise<void> => {
    if (await confirm({ title: t("detachOf", { email: mailbox.email }), text: t("detachWhat"), yes: t("detach"), danger: true })) detach.mutate();
  };
  return (
    <Card component="section">
      <Stack gap="sm">
        <div style={{ overflowWrap: "anywhere" }}>
          <Title order={2} size="h4">
            {mailbox.email}
          </Title>
          <Text size="sm" c="dimmed">
            {t("at", { userName: mailbox.userName, host: mailbox.host, port: String(mailbox.port) })}
          </Text>
          {mailbox.trouble === null && (
            <Text size="sm" c="dimmed">
              {t("works")}
              {mailbox.triedAt !== null && ` · ${t("tried")} ${times.moment(mailbox.triedAt)}`}
            </Text>
          )}
        </div>
        <Deleting mailbox={mailbox} />
        {mailbox.trouble !== null && (
          <Alert color="yellow" icon={<TriangleAlert aria-hidden />}>
            {why(mailbox.trouble, {})}
          </Alert>
        )}
        <Group gap="xs">
          <Button size="xs" variant="default" onClick={() => setChanges(true)}>
            {t("change")}
          </Button>
          <ActButton size="xs" variant="default" loading={detach.isPending} onClick={() => void ask()}>
            {t("detach")}
          </ActButton>
        </Group>
        <FormTrouble error={detach.error} />
      </Stack>
      {changes && <MailboxForm of={mailbox} first={mailbox} onClose={() => setChanges(false)} />}
    </Card>
  );
}
