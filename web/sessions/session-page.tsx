import { Alert, Card, Grid, Stack, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useLocation, useParams } from "@tanstack/react-router";
import { Ban, CircleCheck, TriangleAlert } from "lucide-react";
import { useTranslations } from "use-intl";
import type { SessionDetail } from "../../src/sessions/contract.ts";
import { AttendeesCard } from "../attendees/attendees-card.tsx";
import { RegistrationCard } from "../lists/registration-card.tsx";
import { Page } from "../shell/page.tsx";
import { Loading } from "../shell/states.tsx";
import { Moment } from "../shell/times.tsx";
import { Trouble } from "../shell/trouble.tsx";
import { CrowdNotice } from "./crowd-notice.tsx";
import { HostClash, HostOutOfReach, HostStarts, isHosted } from "./host-facts.tsx";
import { LiveList } from "./live/live-list.tsx";
import { NoRoomYet } from "./no-room-yet.tsx";
import { OpenRoom, canBeOpened } from "./open-room.tsx";
import { sessionQuery } from "./queries.ts";
import { SessionActions } from "./session-actions.tsx";
import { SessionFacts } from "./session-facts.tsx";
import { SessionHistory } from "./session-history.tsx";
import { StateBadge } from "./state-badge.tsx";
import { StepsRow } from "./steps-row.tsx";
import { goesOn } from "./step-word.ts";
import { UndoBar } from "./undo-bar.tsx";

export function SessionPage() {
  const { id } = useParams({ from: "/frame/sessions/$id" });
  const t = useTranslations("session");
  const { data, error, refetch } = useQuery(sessionQuery(id));
  if (data === undefined) {
    return <Page title={t("title")}>{error === null ? <Loading rows={4} /> : <Trouble error={error} again={() => void refetch()} />}</Page>;
  }
  return (
    <Page title={data.title} aside={<SessionActions session={data} />} text={<StateBadge state={data.state} />}>
      <Notices session={data} />
      {data.state === "waiting" && <NoRoomYet session={data} />}
      {data.steps.length > 0 && (
        <Section title={t("steps.title")}>
          <StepsRow session={data} />
        </Section>
      )}
      <Grid gap="lg" align="flex-start">
        <Grid.Col span={{ base: 12, md: 8 }}>
          <Stack gap="lg">
            {canBeOpened(data) && (
              <Section title={t(isHosted(data) ? "host.start" : "open")}>
                {isHosted(data) ? <HostStarts session={data} /> : <OpenRoom session={data} />}
              </Section>
            )}
            {data.live !== null && <LiveList session={data} />}
            <AttendeesCard session={data} />
            <RegistrationCard path={`/api/sessions/${encodeURIComponent(data.id)}/registration`} queryKey={["sessions", data.id, "registration"]} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 4 }}>
          <Stack gap="lg">
            <Section title={t("facts.title")}>
              <SessionFacts session={data} />
            </Section>
            <Section title={t("history")}>
              <SessionHistory session={data} />
            </Section>
          </Stack>
        </Grid.Col>
      </Grid>
    </Page>
  );
}

function Section({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <Card component="section" aria-label={title}>
      <Stack gap="md">
        <Title order={2} size="h4">
          {title}
        </Title>
        <div>{children}</div>
      </Stack>
    </Card>
  );
}

const PLACED = { credentials: "placedCredentials", "start link": "placedStart", "alternative host": "placedOwnZoom" } as const;

/** What deserves to be read first: the greeting after asking, what can be undone, what went wrong. */
function Notices({ session }: { session: SessionDetail }) {
  const t = useTranslations("session.notices");
  const justAsked = useLocation({ select: (location) => location.state.justAsked === true });
  const placed = justAsked && session.room !== null && session.state === "confirmed";
  return (
    <>
      {placed && (
        <Alert color="green" icon={<CircleCheck aria-hidden />} title={t("placed", { room: session.room?.name ?? "" })} role="status">
          {t(PLACED[session.handover])} <Moment at={session.opensAt} zone={session.zone} />
        </Alert>
      )}
      {justAsked && isHosted(session) && session.state === "confirmed" && (
        <Alert color="green" icon={<CircleCheck aria-hidden />} title={t("hosted")} role="status">
          {t("hostedText", { name: session.host.name })}
        </Alert>
      )}
      <HostClash session={session} />
      {session.crowd?.because === "expected" && <CrowdNotice session={session} />}
      <HostOutOfReach session={session} />
      <UndoBar session={session} />
      {session.state === "declined" && (
        <Alert color="red" icon={<Ban aria-hidden />} title={t("declined")}>
          {session.declinedBecause === "no_room_in_time" ? t("inVain") : session.declinedBecause}
        </Alert>
      )}
      {session.alarm && (
        <Alert color="yellow" icon={<TriangleAlert aria-hidden />} title={t("alarm")} role="status">
          {t(goesOn(session.steps) ? "alarmText" : "alarmOver")}
        </Alert>
      )}
    </>
  );
}
