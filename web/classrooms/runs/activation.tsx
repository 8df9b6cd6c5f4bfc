import { Alert, Anchor, Button, Group, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { MailOpen } from "lucide-react";
import { useTranslations } from "use-intl";
import { activation, type RunView } from "../../../src/classrooms/runs/contract.ts";
import { ToCopy } from "../../people/to-copy.tsx";
import { get, send } from "../../shell/api.ts";
import { AnchorLink } from "../../shell/links.tsx";
import { useSaying } from "../../shell/saying.tsx";
import { useTimes } from "../../shell/times.tsx";
import { FormTrouble } from "../../shell/trouble.tsx";
import { useWhy } from "./why.ts";

/** The invitation has to be accepted: a classroom's by whoever looks after it, a person's by nobody else. */
export const Activation = ({ run }: { run: RunView }) => (run.kind === "zoom user" ? <Theirs run={run} /> : <Ours run={run} />);

const pathOf = ({ id }: RunView): string => `/api/runs/${encodeURIComponent(id)}`;

function Theirs({ run }: { run: RunView }) {
  const t = useTranslations("classrooms.runPage.activation");
  return (
    <Alert variant="light" icon={<MailOpen aria-hidden />} mt={6}>
      <Stack gap="sm">
        <Title order={3} size="h5">
          {t("titleTheirs")}
        </Title>
        <Text size="sm">{t("textTheirs", { email: run.email ?? "" })}</Text>
        <Group gap="sm">
          <Resend run={run} />
        </Group>
      </Stack>
    </Alert>
  );
}

/** The address in its mail, as far as the attached mailbox holds it. It is read only when asked for. */
function Ours({ run }: { run: RunView }) {
  const t = useTranslations("classrooms.runPage.activation");
  const times = useTimes();
  const why = useWhy();
  const path = pathOf(run);
  const look = useMutation({ mutationFn: () => get(`${path}/activation`, activation) });
  const found = look.data;
  return (
    <Alert variant="light" icon={<MailOpen aria-hidden />} mt={6}>
      <Stack gap="sm">
        <Title order={3} size="h5">
          {t("title")}
        </Title>
        <Text size="sm">{t("text", { email: run.email ?? "" })}</Text>
        {run.mailCameAt !== null && found?.address == null && (
          <Text size="sm" fw={600} role="status">
            {t("hasCome", { time: `${times.moment(run.mailCameAt)} ${times.zone()}` })}
          </Text>
        )}
        {found !== undefined && found.address !== null && (
          <>
            <ToCopy label={t("address")} value={found.address} copyLabel={t("address")} />
            {found.cameAt !== null && (
              <Text size="sm" c="dimmed">
                {t("came", { time: `${times.moment(found.cameAt)} ${times.zone()}` })}
              </Text>
            )}
          </>
        )}
        {found !== undefined && found.address === null && <Text size="sm">{found.trouble === null ? t("none") : why(found.trouble, {})}</Text>}
        <FormTrouble error={look.error} />
        <Group gap="sm">
          {found?.address != null && (
            <Anchor href={found.address} target="_blank" rel="noreferrer" size="sm" fw={600}>
              {t("open")}
            </Anchor>
          )}
          <Button size="xs" variant={found?.address == null ? "filled" : "default"} loading={look.isPending} onClick={() => look.mutate()}>
            {t(found === undefined ? "show" : "look")}
          </Button>
          {found !== undefined && found.trouble !== null && found.trouble !== "no_mailbox" && (
            <AnchorLink to="/mailboxes" search={{ run: run.id }} size="sm" fw={600}>
              {t("toMailboxes")}
            </AnchorLink>
          )}
          {found?.trouble === "no_mailbox" && run.email !== null && (
            <AnchorLink to="/mailboxes" search={{ email: run.email, run: run.id }} size="sm" fw={600}>
              {t("attach")}
            </AnchorLink>
          )}
          <Resend run={run} />
        </Group>
      </Stack>
    </Alert>
  );
}

/** Zoom forgets an invitation after thirty days, and people lose mails. */
export function Resend({ run: { id, resent } }: { run: Pick<RunView, "id" | "resent"> }) {
  const t = useTranslations("classrooms.runPage");
  const queries = useQueryClient();
  const saying = useSaying();
  const resend = useMutation({
    mutationFn: () => send("POST", `/api/runs/${encodeURIComponent(id)}/resend`, { resent }),
    onSuccess: () => saying.done(t("resent")),
    onError: (error) => saying.failed(error),
    onSettled: () => Promise.all([queries.invalidateQueries({ queryKey: ["runs"] }), queries.invalidateQueries({ queryKey: ["zoom-users"] })]),
  });
  return (
    <Button size="xs" variant="default" loading={resend.isPending} onClick={() => resend.mutate()}>
      {t("activation.resend")}
    </Button>
  );
}
