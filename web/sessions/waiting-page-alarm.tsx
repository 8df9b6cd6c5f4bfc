import { Anchor, Badge, Button, Card, Group, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Hourglass, OctagonX, RefreshCw } from "lucide-react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { stepName, type alarms } from "../../src/sessions/contract.ts";
import { send } from "../shell/api.ts";
import { useMe } from "../shell/me.ts";
import { useSaying } from "../shell/saying.tsx";
import { Moment } from "../shell/times.tsx";

type Alarm = z.infer<typeof alarms>["alarms"][number];

/** One thing that Bedel gave up or keeps failing at: what, for which session, why, and again at the press of a button. */
export function AlarmCard({ alarm }: { alarm: Alarm }) {
  const t = useTranslations("waiting");
  const reasons = useTranslations("refusals");
  const notes = useTranslations("stepNotes");
  const zone = useMe().institution.zone;
  const saying = useSaying();
  const queries = useQueryClient();
  const retry = useMutation({
    mutationFn: () => send("POST", `/api/alarms/${encodeURIComponent(alarm.key)}/retry`, {}),
    onSuccess: () => saying.done(`${t("retried")}. ${t("retriedMore")}`),
    onError: saying.failed,
    onSettled: () => queries.invalidateQueries(),
  });
  const step = stepName.or(z.literal("secureRoom")).safeParse(alarm.step);
  const what = t(`doing.${step.success ? step.data : "other"}`);
  const key = alarm.because as never;
  const because = notes.has(key) ? notes(key) : reasons.has(key) ? reasons(key) : "";
  return (
    <Card component="article" aria-label={alarm.title === "" ? what : `${what}: ${alarm.title}`} padding="md">
      <Group justify="space-between" align="flex-start">
        <Stack gap={4} style={{ flex: "1 1 340px", minWidth: 0 }}>
          <Group gap="xs">
            <Badge
              color={alarm.dead ? "red" : "yellow"}
              variant="light"
              leftSection={
                alarm.dead ? <OctagonX size={12} aria-hidden /> : alarm.again ? <RefreshCw size={12} aria-hidden /> : <Hourglass size={12} aria-hidden />
              }
            >
              {alarm.dead ? t("gaveUp") : alarm.again ? t("keepsFailing") : t("waits")}
            </Badge>
            <Text fw={650}>{what}</Text>
          </Group>
          {alarm.sessionId === null ? (
            alarm.title !== "" && <Text style={{ overflowWrap: "anywhere" }}>{alarm.title}</Text>
          ) : (
            <Anchor
              component={Link}
              to="/sessions/$id"
              params={{ id: alarm.sessionId } as never}
              lineClamp={2}
              title={alarm.title}
              style={{ overflowWrap: "anywhere" }}
            >
              {alarm.title}
            </Anchor>
          )}
          {because !== "" && <Text size="sm">{because}</Text>}
          {alarm.detail !== "" && (
            <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
              {alarm.detail}
            </Text>
          )}
          <Text size="sm" c="dimmed" component="div">
            {alarm.again && t("attempts", { count: alarm.attempts })}
            {alarm.nextAt !== null && (
              <>
                {" · "}
                {t("nextAt")} <Moment at={alarm.nextAt} zone={zone} />
              </>
            )}
          </Text>
        </Stack>
        {alarm.again && (
          <Button variant="default" loading={retry.isPending} onClick={() => retry.mutate()} aria-label={t("retryOne", { what, title: alarm.title })}>
            {t("retry")}
          </Button>
        )}
      </Group>
    </Card>
  );
}
