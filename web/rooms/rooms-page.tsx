import { Alert, Button, Checkbox, Group, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { DoorOpen, RefreshCw, Search, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { Room } from "../../src/rooms/contract.ts";
import { useCause } from "../shell/cause.ts";
import { useMe } from "../shell/me.ts";
import { Page } from "../shell/page.tsx";
import { Empty, Loading } from "../shell/states.tsx";
import { Moment, useTimes } from "../shell/times.tsx";
import { Trouble } from "../shell/trouble.tsx";
import { RoomConflictAlert } from "./room-conflict.tsx";
import { RoomsList } from "./rooms-list.tsx";
import { roomsQuery, useChangeRoom, useOrderRooms, useReadFromZoom, type RoomConflict } from "./rooms-queries.ts";
import { reordered, useOrderDrag } from "./use-order-drag.ts";
import { ConnectionTrouble } from "./zoom-connection.tsx";
import { TellingTrouble, ToldAt } from "./zoom-telling.tsx";

/** Which of the account's users are rooms, in which order, and how each stands. */
export function RoomsPage() {
  const t = useTranslations("rooms");
  const { institution, zoom } = useMe();
  const { zone } = institution;
  const { data, error, refetch } = useQuery(roomsQuery);
  const read = useReadFromZoom();
  const readButton = (
    <Button leftSection={<RefreshCw size={16} aria-hidden />} loading={read.isPending} onClick={() => read.mutate()}>
      {t("read")}
    </Button>
  );
  return (
    <Page title={t("title")} text={t("about")} aside={readButton}>
      <Stack gap="md">
        {data?.syncTrouble != null && zoom.because === null && (
          <ReadTrouble why={data.syncTrouble} readAt={data.syncedAt} zone={zone}>
            <Button size="compact-sm" variant="default" loading={read.isPending} onClick={() => read.mutate()}>
              {t("readAgain")}
            </Button>
          </ReadTrouble>
        )}
        <ConnectionTrouble />
        {data !== undefined && <TellingTrouble telling={data.telling} zone={zone} />}
        {data === undefined && (error === null ? <Loading rows={6} height={60} /> : <Trouble error={error} again={() => void refetch()} />)}
        {data !== undefined && data.rooms.length === 0 && (
          <Empty icon={DoorOpen} title={t("empty")} text={t("emptyMore")}>
            {readButton}
          </Empty>
        )}
        {data !== undefined && data.rooms.length > 0 && <Rooms rooms={data.rooms} zone={zone} />}
        {data !== undefined && (
          <Text size="sm" c="dimmed">
            <ToldAt telling={data.telling} zone={zone} />
            <br />
            <ReadAt at={data.syncedAt} zone={zone} />
          </Text>
        )}
      </Stack>
    </Page>
  );
}

function ReadAt({ at, zone }: { at: string | null; zone: string }) {
  const times = useTimes();
  const t = useTranslations("rooms");
  if (at === null) return t("neverRead");
  return (
    <>
      {t("lastRead")} <Moment at={at} zone={zone} /> · {t("timesIn", { zone: times.city(zone) })}
    </>
  );
}

type ReadTroubleProps = { why: string; readAt: string | null; zone: string; children: React.ReactNode };

/** Stays until a reading succeeds, which may be long after Zoom is well again: so it tells of the past. */
function ReadTrouble({ why, readAt, zone, children }: ReadTroubleProps) {
  const t = useTranslations("rooms");
  const times = useTimes();
  const causeOf = useCause();
  return (
    <Alert color="yellow" icon={<TriangleAlert aria-hidden />} title={why === "unreachable" ? t("readSilent") : t("readTrouble", { why: causeOf(why) })}>
      <Group gap="sm">
        {readAt !== null && <Text size="sm">{t("readBefore", { time: `${times.moment(readAt, zone)} ${times.zone(zone)}` })}</Text>}
        {children}
      </Group>
    </Alert>
  );
}

function Rooms({ rooms, zone }: { rooms: readonly Room[]; zone: string }) {
  const t = useTranslations("rooms");
  const [text, setText] = useState("");
  const [onlyActive, setOnlyActive] = useState(false);
  const [conflict, setConflict] = useState<RoomConflict | null>(null);
  const change = useChangeRoom(setConflict);
  const order = useOrderRooms();
  const shown = rooms.filter(
    (room) => (!onlyActive || room.active) && `${room.name} ${room.code} ${room.email}`.toLowerCase().includes(text.trim().toLowerCase()),
  );
  const ids = rooms.map((room) => room.id);
  const put = (id: string, over: string, below: boolean): void => {
    const next = reordered(ids, id, over, below);
    const name = rooms.find((room) => room.id === id)?.name ?? "";
    order.mutate({ ids: next, before: ids, said: t("changes.order", { room: name, place: next.indexOf(id) + 1 }) });
  };
  const { drag, start } = useOrderDrag(put);
  const move = (id: string, by: -1 | 1): void => {
    const neighbour = ids[ids.indexOf(id) + by];
    if (neighbour !== undefined) put(id, neighbour, by > 0);
  };
  return (
    <>
      <Group justify="space-between">
        <Group>
          <TextInput
            aria-label={t("search")}
            placeholder={t("search")}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            leftSection={<Search size={16} aria-hidden />}
            w={{ base: "100%", xs: 290 }}
          />
          <Checkbox label={t("onlyActive")} checked={onlyActive} onChange={(event) => setOnlyActive(event.currentTarget.checked)} />
        </Group>
        <Text size="sm" c="dimmed">
          {t("counts", { active: rooms.filter((room) => room.active).length, all: rooms.length })}
        </Text>
      </Group>
      {conflict !== null && <RoomConflictAlert conflict={conflict} onClose={() => setConflict(null)} />}
      {shown.length > 0 ? (
        <RoomsList
          rooms={shown}
          zone={zone}
          orderWhyNot={shown.length < rooms.length ? t("orderFiltered") : null}
          drag={drag}
          onDragStart={start}
          onMove={move}
          onChange={(room, fields, said) => change.mutate({ room, fields, said })}
        />
      ) : (
        <Empty icon={Search} title={t("noneFound")}>
          <Button
            variant="default"
            onClick={() => {
              setText("");
              setOnlyActive(false);
            }}
          >
            {t("clear")}
          </Button>
        </Empty>
      )}
    </>
  );
}
