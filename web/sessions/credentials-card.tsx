import { ActionIcon, Anchor, Button, CopyButton, Group, Stack, Text, Tooltip } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Check, Copy, ExternalLink, Eye, EyeOff } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslations } from "use-intl";
import { credentials, type SessionDetail } from "../../src/sessions/contract.ts";
import { get } from "../shell/api.ts";
import { useMe } from "../shell/me.ts";
import { Moment } from "../shell/times.tsx";
import { Loading } from "../shell/states.tsx";
import { Trouble } from "../shell/trouble.tsx";
import classes from "./credentials.module.css";
import { SignInCode } from "./sign-in-code.tsx";

/** User name and password of the room, fetched only when they are to be seen and forgotten when they are hidden; `beside`, the other way in. */
export function Credentials({ session, beside }: { session: SessionDetail; beside: ReactNode }) {
  const t = useTranslations("sessions.credentials");
  const [shown, setShown] = useState(false);
  if (!shown) {
    return (
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{t("ready")}</Text>
        <Group gap="sm">
          <Button size="md" leftSection={<Eye size={16} aria-hidden />} onClick={() => setShown(true)}>
            {t("show")}
          </Button>
          {beside}
        </Group>
      </Stack>
    );
  }
  return (
    <Stack gap="sm" w="100%">
      <Shown session={session} />
      <Group>
        {beside}
        <Button variant="subtle" size="compact-sm" leftSection={<EyeOff size={14} aria-hidden />} onClick={() => setShown(false)}>
          {t("hide")}
        </Button>
      </Group>
    </Stack>
  );
}

function Shown({ session }: { session: SessionDetail }) {
  const me = useMe();
  const t = useTranslations("sessions.credentials");
  const { data, error, refetch } = useQuery({
    queryKey: ["credentials", session.id],
    queryFn: () => get(`/api/sessions/${session.id}/credentials`, credentials),
    gcTime: 0,
    staleTime: 0,
    retry: false,
    refetchInterval: 30_000,
  });
  if (error !== null) return <Trouble error={error} again={() => void refetch()} />;
  if (data === undefined) return <Loading rows={2} height={36} />;
  return (
    <Stack gap="xs">
      <Group gap={6}>
        <ExternalLink size={16} aria-hidden />
        <Anchor href={data.signInUrl} target="_blank" rel="noreferrer" underline="always" style={{ overflowWrap: "anywhere" }}>
          {t("openZoom")}
        </Anchor>
      </Group>
      <Secret label={t("user")} value={data.userName} copyLabel={t("copyUser")} />
      <Secret label={t("password")} value={data.password} copyLabel={t("copyPassword")} />
      <Text size="sm" c="dimmed">
        {t("validUntil")} <Moment at={data.validUntil} zone={session.zone} />
      </Text>
      {/* To nobody else it would be told. */}
      {session.organizer.id === me.member.id && <SignInCode session={session} />}
    </Stack>
  );
}

function Secret({ label, value, copyLabel }: { label: string; value: string; copyLabel: string }) {
  const t = useTranslations("common");
  return (
    <div className={classes.secret}>
      <Text size="sm" c="dimmed" className={classes.label ?? ""}>
        {label}
      </Text>
      <code className={classes.value} translate="no">
        {value}
      </code>
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? t("copied") : copyLabel}>
            <ActionIcon variant="default" size={36} onClick={copy} aria-label={copied ? t("copied") : copyLabel}>
              {copied ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </div>
  );
}
