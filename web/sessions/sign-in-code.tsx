import { ActionIcon, Button, CopyButton, Group, Stack, Text, Tooltip } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { Check, Copy, MailSearch } from "lucide-react";
import { useTranslations } from "use-intl";
import { signInCode } from "../../src/classrooms/mailboxes/contract.ts";
import type { SessionDetail } from "../../src/sessions/contract.ts";
import { useWhy } from "../classrooms/runs/why.ts";
import { send } from "../shell/api.ts";
import { useMe } from "../shell/me.ts";
import { Moment } from "../shell/times.tsx";
import { FormTrouble } from "../shell/trouble.tsx";
import classes from "./credentials.module.css";

/** Zoom may ask for a code by mail at a new sign-in: whoever has the room sees the one in its mailbox, read there and then, and kept nowhere. */
export function SignInCode({ session }: { session: SessionDetail }) {
  const t = useTranslations("mailboxes.code");
  const look = useMutation({ mutationFn: () => send("POST", `/api/sessions/${encodeURIComponent(session.id)}/sign-in-code`, {}, signInCode), gcTime: 0 });
  return (
    <Stack gap={6} align="flex-start">
      <Text size="sm" fw={600}>
        {t("ask")}
      </Text>
      <Button variant="default" size="compact-md" leftSection={<MailSearch size={15} aria-hidden />} loading={look.isPending} onClick={() => look.mutate()}>
        {t(look.data === undefined ? "look" : "again")}
      </Button>
      <div role="status">{look.data !== undefined && <Found found={look.data} session={session} />}</div>
      <FormTrouble error={look.error} />
    </Stack>
  );
}

function Found({
  found: { code, cameAt, trouble },
  session,
}: {
  found: { code: string | null; cameAt: string | null; trouble: string | null };
  session: SessionDetail;
}) {
  const t = useTranslations("mailboxes.code");
  const common = useTranslations("common");
  const why = useWhy();
  const { contact } = useMe().institution;
  if (trouble === "mailbox_none") return <Text size="sm">{why(trouble, {})}</Text>;
  if (trouble !== null) return <Text size="sm">{t("unreadable", { contact: contact.name === "" ? contact.email : contact.name })}</Text>;
  if (code === null) return <Text size="sm">{t("none")}</Text>;
  return (
    <>
      <Group gap="xs">
        <Text size="sm" c="dimmed">
          {t("yours")}
        </Text>
        <code className={classes.value} translate="no">
          {code}
        </code>
        <CopyButton value={code}>
          {({ copied, copy }) => (
            <Tooltip label={copied ? common("copied") : t("copy")}>
              <ActionIcon variant="default" size={36} onClick={copy} aria-label={copied ? common("copied") : t("copy")}>
                {copied ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />}
              </ActionIcon>
            </Tooltip>
          )}
        </CopyButton>
      </Group>
      <Text size="sm" c="dimmed">
        {cameAt !== null && (
          <>
            {t("came")} <Moment at={cameAt} zone={session.zone} />.{" "}
          </>
        )}
        {t("onlyHere")}
      </Text>
    </>
  );
}
