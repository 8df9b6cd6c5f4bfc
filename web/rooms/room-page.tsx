import { Anchor, Card, Grid, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { ArrowLeft, CalendarDays, CalendarRange } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { RoomDetail } from "../../src/rooms/contract.ts";
import { CalendarCard } from "../sessions/calendar-card.tsx";
import { AnchorLink } from "../shell/links.tsx";
import { useMe } from "../shell/me.ts";
import { Page } from "../shell/page.tsx";
import { Loading } from "../shell/states.tsx";
import { Range } from "../shell/times.tsx";
import { Trouble } from "../shell/trouble.tsx";
import { RoomConflictAlert } from "./room-conflict.tsx";
import { RoomName } from "./room-name.tsx";
import { RoomOpening } from "./room-opening.tsx";
import { RoomOutages } from "./room-outages.tsx";
import { RoomActive, RoomAssignment, RoomCapacity, RoomPassword } from "./room-parts.tsx";
import { RoomPreflight } from "./room-preflight.tsx";
import { roomQuery, useChangeRoom, type RoomConflict } from "./rooms-queries.ts";

/** All about one room. */
export function RoomPage() {
  const t = useTranslations("rooms");
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const { data, error, refetch } = useQuery(roomQuery(id));
  return (
    <Page
      title={data?.room.name ?? t("room")}
      text={
        <Anchor component={Link} to="/rooms" size="sm">
          <Group gap={4} component="span">
            <ArrowLeft size={14} aria-hidden />
            {t("all")}
          </Group>
        </Anchor>
      }
    >
      {data === undefined && (error === null ? <Loading rows={4} height={110} /> : <Trouble error={error} again={() => void refetch()} />)}
      {data !== undefined && <Detail detail={data} />}
    </Page>
  );
}

function Detail({ detail }: { detail: RoomDetail }) {
  const { room, preflight } = detail;
  const zone = useMe().institution.zone;
  const [conflict, setConflict] = useState<RoomConflict | null>(null);
  const change = useChangeRoom(setConflict);
  return (
    <Stack>
      {conflict !== null && <RoomConflictAlert conflict={conflict} onClose={() => setConflict(null)} />}
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 6 }}>
          <Stack>
            <Facts detail={detail} zone={zone} onChange={(of, fields, said) => change.mutate({ room: of, fields, said })} />
            <RoomOpening
              room={room}
              credentialsWork={preflight.some((one) => one.mode === "credentials" && one.works)}
              saving={change.isPending}
              onChange={(fields, said) => change.mutate({ room, fields, said })}
            />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 6 }}>
          <Stack>
            <RoomPreflight preflight={preflight} />
            <RoomOutages room={room} zone={zone} />
            <CalendarCard path={`/api/rooms/${room.id}/calendar`} of="room" />
          </Stack>
        </Grid.Col>
      </Grid>
    </Stack>
  );
}

type FactsProps = { detail: RoomDetail; zone: string; onChange: React.ComponentProps<typeof RoomName>["onChange"] };

function Facts({ detail: { room }, zone, onChange }: FactsProps) {
  const t = useTranslations("rooms");
  return (
    <Card component="section" aria-label={t("details")}>
      <Stack gap="md">
        <Title order={2} size="h4">
          {t("details")}
        </Title>
        <RoomName room={room} onChange={onChange} />
        <Group justify="space-between">
          <RoomCapacity room={room} />
          <RoomPassword room={room} />
        </Group>
        <Text size="sm" c="dimmed">
          {t(`passwordMore.${room.password}`)}
        </Text>
        <Group justify="space-between">
          <RoomAssignment room={room} onChange={onChange} />
          <RoomActive room={room} onChange={onChange} label={t("fields.active")} />
        </Group>
        <Text size="sm" c="dimmed">
          {t("assignmentMore")}
        </Text>
        <Coming room={room} zone={zone} />
      </Stack>
    </Card>
  );
}

function Coming({ room, zone }: { room: RoomDetail["room"]; zone: string }) {
  const t = useTranslations("rooms");
  const session = room.now ?? room.next;
  return (
    <div>
      <Text size="sm" fw={600}>
        {t("next")}
      </Text>
      {session === null && (
        <Text size="sm" c="dimmed">
          {t("noNext")}
        </Text>
      )}
      {session !== null && (
        <Anchor component={Link} to="/sessions/$id" params={{ id: session.sessionId } as never} style={{ overflowWrap: "anywhere" }}>
          {room.now === null ? session.title : t("nowIn", { title: session.title })}
        </Anchor>
      )}
      {room.now === null && room.next !== null && (
        <Text size="sm">
          <Range start={room.next.start} end={room.next.end} zone={zone} />
        </Text>
      )}
      <Group gap="md" mt={6}>
        <Anchor component={Link} to="/timeline" size="sm">
          <Group gap={4} component="span">
            <CalendarRange size={14} aria-hidden />
            {t("toTimeline")}
          </Group>
        </Anchor>
        <AnchorLink to="/week" search={{ of: "room", id: room.id }} size="sm">
          <Group gap={4} component="span">
            <CalendarDays size={14} aria-hidden />
            {t("toWeek")}
          </Group>
        </AnchorLink>
      </Group>
    </div>
  );
}
