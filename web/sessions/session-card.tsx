import { Card, Divider, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { DoorOpen, UserRound, Users } from "lucide-react";
import { useTranslations } from "use-intl";
import type { SessionDetail, SessionView } from "../../src/sessions/contract.ts";
import { AnchorLink } from "../shell/links.tsx";
import { Range } from "../shell/times.tsx";
import { Loading } from "../shell/states.tsx";
import { Countdown } from "./countdown.tsx";
import { HostStarts, isHosted } from "./host-facts.tsx";
import { OpenRoom } from "./open-room.tsx";
import { sessionQuery } from "./queries.ts";
import { StateBadge } from "./state-badge.tsx";
import { StepsRow } from "./steps-row.tsx";

type Props = { known: SessionView; label: string; brief?: boolean };

/** A session that is open, or comes next, large: when, where, how to open the room, and how far Bedel has got with it; not the latter if it is `brief` and the room can be opened. */
export function SessionCard({ known, label, brief = false }: Props) {
  const { id } = known;
  const { data } = useQuery(sessionQuery(id));
  const session = data ?? known;
  return (
    <Card component="section" aria-label={`${label}: ${session.title}`}>
      <Stack gap="md">
        <Group justify="space-between" align="flex-start" gap="sm">
          <div style={{ minWidth: 0, flex: "1 1 280px" }}>
            <Text size="sm" c="dimmed" fw={600}>
              {label}
            </Text>
            <Title order={2} size="h3" lineClamp={3} title={session.title} style={{ overflowWrap: "anywhere" }}>
              <AnchorLink to="/sessions/$id" params={{ id }} inherit c="inherit">
                {session.title}
              </AnchorLink>
            </Title>
          </div>
          <StateBadge state={session.state} />
        </Group>
        <Group gap="xl" align="flex-end">
          <Countdown start={session.start} end={session.end} live={session.state === "live"} fz={{ base: 26, sm: 32 }} fw={700} lh={1.1} />
          <Facts session={session} />
        </Group>
        {data === undefined ? <Loading rows={1} height={90} /> : <Detail session={data} brief={brief} />}
      </Stack>
    </Card>
  );
}

function Facts({ session }: { session: SessionView }) {
  const t = useTranslations("sessions");
  return (
    <Stack gap={2}>
      <Text size="sm" fw={500}>
        <Range start={session.start} end={session.end} zone={session.zone} />
      </Text>
      <Group gap="md">
        <Fact
          icon={session.host === null ? <DoorOpen size={15} aria-hidden /> : <UserRound size={15} aria-hidden />}
          text={session.room?.name ?? session.host?.name ?? t("noRoom")}
        />
        <Fact icon={<Users size={15} aria-hidden />} text={t("attendees", { n: session.attendees })} />
      </Group>
    </Stack>
  );
}

function Fact({ icon, text }: { icon: React.ReactNode; text: string }) {
  return (
    <Group gap={6} wrap="nowrap" c="dimmed">
      {icon}
      <Text size="sm">{text}</Text>
    </Group>
  );
}

function Detail({ session, brief }: { session: SessionDetail; brief: boolean }) {
  const steps = session.steps.length > 0 && !(brief && (session.whyNot.credentials === null || session.whyNot.start === null));
  return (
    <>
      {isHosted(session) ? <HostStarts session={session} size="lg" /> : <OpenRoom session={session} size="lg" />}
      {steps && (
        <>
          <Divider />
          <div>
            <StepsRow session={session} />
          </div>
        </>
      )}
    </>
  );
}
