import { Badge, Button, Card, Group, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Hourglass, OctagonX, RefreshCw } from "lucide-react";
import { useId } from "react";
import { useTranslations } from "use-intl";
import type { Messages } from "../../src/notices/messages/en.ts";
import { send } from "../shell/api.ts";
import { useCause } from "../shell/cause.ts";
import { AnchorLink } from "../shell/links.tsx";
import { useMe } from "../shell/me.ts";
import { useSaying } from "../shell/saying.tsx";
import { Moment } from "../shell/times.tsx";
import type { Alarm, AlarmGroup, AlarmSubject } from "./alarm-groups.ts";
import classes from "./alarm.module.css";

/** What Bedel gave up or keeps failing at for one reason: the reason once, then each thing. */
export function AlarmGroupCard({ group }: { group: AlarmGroup }) {
  const t = useTranslations("waiting");
  const reasonOf = useCause();
  const id = useId();
  const count = group.subjects.flatMap(({ alarms }) => alarms).length;
  return (
    <Card component="section" aria-labelledby={id} padding="md">
      <Title order={3} size="h5" id={id}>
        {reasonOf(group.because)}
      </Title>
      {count > 1 && (
        <Text size="sm" c="dimmed">
          {t("affected", { count })}
        </Text>
      )}
      <ul className={classes.lines}>
        {group.subjects.map((subject) => (
          <li key={subject.alarms[0].key}>
            <SubjectTitle subject={subject} />
            {subject.alarms.map((alarm) => (
              <AlarmLine key={alarm.key} alarm={alarm} />
            ))}
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** What was to be done; a name that this page does not know is told as something. */
function useDoing(): (alarm: Alarm) => string {
  const t = useTranslations("waiting.doing");
  return ({ step }) => (t.has(step as never) ? t(step as keyof Messages["waiting"]["doing"]) : t("other"));
}

/** One thing: what, for which session, how often tried, and again at the press of a button. */
function AlarmLine({ alarm }: { alarm: Alarm }) {
  const t = useTranslations("waiting");
  const what = useDoing()(alarm);
  return (
    <Group component="article" justify="space-between" align="flex-start" gap="sm" mt={6} aria-label={alarm.title === "" ? what : `${what}: ${alarm.title}`}>
      <Stack gap={2} style={{ flex: "1 1 300px", minWidth: 0 }}>
        <Group gap="xs">
          <AlarmBadge alarm={alarm} />
          <Text>{what}</Text>
        </Group>
        <AlarmTries alarm={alarm} />
        {alarm.detail !== "" && (
          <details className={classes.detail}>
            <summary>{t(alarm.step === "aside" ? "detailOfBedel" : "detailOfZoom")}</summary>
            <code>{alarm.detail}</code>
          </details>
        )}
      </Stack>
      {alarm.again && <RetryButton alarm={alarm} what={what} />}
    </Group>
  );
}

function AlarmBadge({ alarm }: { alarm: Alarm }) {
  const t = useTranslations("waiting");
  const Icon = alarm.dead ? OctagonX : alarm.again ? RefreshCw : Hourglass;
  return (
    <Badge color={alarm.dead ? "red" : "yellow"} variant="light" leftSection={<Icon size={12} aria-hidden />}>
      {alarm.dead ? t("gaveUp") : alarm.again ? t("keepsFailing") : t("waits")}
    </Badge>
  );
}

/** The session, with the way there; or the room's name. */
function SubjectTitle({ subject: { sessionId, title } }: { subject: AlarmSubject }) {
  if (title === "") return null;
  if (sessionId === null)
    return (
      <Text fw={600} style={{ overflowWrap: "anywhere" }}>
        {title}
      </Text>
    );
  return (
    <AnchorLink to="/sessions/$id" params={{ id: sessionId }} fw={600} lineClamp={2} title={title} style={{ overflowWrap: "anywhere" }}>
      {title}
    </AnchorLink>
  );
}

function AlarmTries({ alarm }: { alarm: Alarm }) {
  const t = useTranslations("waiting");
  const zone = useMe().institution.zone;
  if (!alarm.again && alarm.nextAt === null) return null;
  return (
    <Text size="sm" c="dimmed" component="div">
      {alarm.again && t("attempts", { count: alarm.attempts })}
      {alarm.nextAt !== null && (
        <>
          {" · "}
          {t("nextAt")} <Moment at={alarm.nextAt} zone={zone} />
        </>
      )}
    </Text>
  );
}

function RetryButton({ alarm, what }: { alarm: Alarm; what: string }) {
  const t = useTranslations("waiting");
  const saying = useSaying();
  const queries = useQueryClient();
  const retry = useMutation({
    mutationFn: () => send("POST", `/api/alarms/${encodeURIComponent(alarm.key)}/retry`, {}),
    onSuccess: () => saying.done(`${t("retried")}. ${t("retriedMore")}`),
    onError: saying.failed,
    onSettled: () => queries.invalidateQueries(),
  });
  return (
    <Button variant="default" size="xs" loading={retry.isPending} onClick={() => retry.mutate()} aria-label={t("retryOne", { what, title: alarm.title })}>
      {t("retry")}
    </Button>
  );
}
