import { Alert, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { CalendarCheck, CircleCheck } from "lucide-react";
import { useTranslations } from "use-intl";
import { alarms, waitingQueue } from "../../src/sessions/contract.ts";
import { get } from "../shell/api.ts";
import { Page } from "../shell/page.tsx";
import { live } from "../shell/queries.ts";
import { Empty, Loading } from "../shell/states.tsx";
import { Trouble } from "../shell/trouble.tsx";
import { groupsOf } from "./alarm-groups.ts";
import { AlarmGroupCard } from "./waiting-page-alarm.tsx";
import { WaitingRequest } from "./waiting-page-request.tsx";

/** Requests that found no room, and what Bedel could not do: what waits for an administrator. */
export function WaitingPage() {
  const t = useTranslations("waiting");
  const queue = useQuery({ queryKey: ["waiting"], queryFn: () => get("/api/waiting", waitingQueue), ...live });
  const trouble = useQuery({ queryKey: ["alarms"], queryFn: () => get("/api/alarms", alarms), ...live });
  return (
    <Page title={t("title")} text={t("about")}>
      <Stack gap="xl">
        <Stack component="section" aria-label={t("tabs.waiting")}>
          {queue.data === undefined &&
            (queue.error === null ? <Loading rows={3} height={130} /> : <Trouble error={queue.error} again={() => void queue.refetch()} />)}
          {queue.data?.waiting.length === 0 && <Empty icon={CalendarCheck} title={t("empty")} text={t("emptyMore")} />}
          {queue.data?.waiting.map((request, index) => (
            <WaitingRequest key={request.id} request={request} place={index + 1} />
          ))}
        </Stack>
        <Stack component="section" aria-label={t("tabs.alarms")} gap="sm">
          <div>
            <Title order={2} size="h3">
              {t("alarms")}
            </Title>
            <Text c="dimmed">{t("alarmsAbout")}</Text>
          </div>
          {trouble.data === undefined &&
            (trouble.error === null ? <Loading rows={2} height={80} /> : <Trouble error={trouble.error} again={() => void trouble.refetch()} />)}
          {trouble.data?.alarms.length === 0 && (
            <Alert role="note" color="green" variant="light" icon={<CircleCheck aria-hidden />} title={t("alarmsNone")}>
              <Group>{t("alarmsNoneMore")}</Group>
            </Alert>
          )}
          {groupsOf(trouble.data?.alarms ?? []).map((group) => (
            <AlarmGroupCard key={group.because} group={group} />
          ))}
        </Stack>
      </Stack>
    </Page>
  );
}
