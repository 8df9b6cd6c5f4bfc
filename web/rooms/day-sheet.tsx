import { Table } from "@mantine/core";
import { useTranslations } from "use-intl";
import type { Timeline } from "../../src/sessions/showing/contract.ts";
import { useTimes } from "../shell/times.tsx";
import { titleOf } from "./timeline-queries.ts";
import { HOST_LABELS, type TimelineRoom, type TimelineSession } from "./timeline-rows.ts";
import classes from "./day-sheet.module.css";

type Props = { timeline: Timeline; zone: string };

/** The day by room, then by time, small enough for one page of a normal day. `timeline` holds that day only. */
export function DaySheet({ timeline, zone }: Props) {
  const t = useTranslations("timeline");
  const groups = timeline.rooms.map((room) => ({ room, sessions: inOrder(timeline.sessions.filter((session) => session.room?.id === room.id)) }));
  const hosts = timeline.hosts.map((host) => ({ host, sessions: inOrder(timeline.sessions.filter((session) => session.host?.id === host.id)) }));
  const used = groups.filter((group) => group.sessions.length > 0 || group.room.outages.length > 0);
  const free = groups.filter((group) => !used.includes(group)).map((group) => group.room.name);
  const columns = ["time", "taken", "title", "organizer", "kind", "admission"] as const;
  return (
    <div className={classes.scroll} role="region" aria-label={t("sheet.title")} tabIndex={0}>
      <Table className={classes.sheet ?? ""} verticalSpacing={4} horizontalSpacing={8}>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column} scope="col">
                {t(`sheet.columns.${column}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        {used.map(({ room, sessions }) => (
          <RoomGroup key={room.id} room={room} sessions={sessions} zone={zone} />
        ))}
        {hosts
          .filter((group) => group.sessions.length > 0)
          .map(({ host, sessions }) => (
            <Table.Tbody key={host.id}>
              <GroupName name={`${host.name} · ${t(HOST_LABELS[host.source])}`} />
              {sessions.map((session) => (
                <Line key={session.id} session={session} zone={zone} />
              ))}
            </Table.Tbody>
          ))}
        {timeline.waiting.length > 0 && (
          <Table.Tbody>
            <GroupName name={t("sheet.waiting")} />
            {inOrder(timeline.waiting).map((session) => (
              <Line key={session.id} session={session} zone={zone} />
            ))}
          </Table.Tbody>
        )}
      </Table>
      {free.length > 0 && (
        <p className={classes.free}>
          <b>{t("sheet.freeRooms")}:</b> {free.join(" · ")}
        </p>
      )}
    </div>
  );
}

const inOrder = <T extends { start: string }>(sessions: readonly T[]): T[] => sessions.toSorted((a, b) => a.start.localeCompare(b.start));

function RoomGroup({ room, sessions, zone }: { room: TimelineRoom; sessions: readonly TimelineSession[]; zone: string }) {
  const t = useTranslations("timeline");
  const times = useTimes();
  return (
    <Table.Tbody>
      <GroupName name={room.name} />
      {sessions.map((session) => (
        <Line key={session.id} session={session} zone={zone} />
      ))}
      {room.outages.map((outage) => (
        <Table.Tr key={outage.from}>
          <Table.Td colSpan={6}>{t("sheet.outage", { time: times.range(outage.from, outage.to, zone), reason: outage.reason })}</Table.Td>
        </Table.Tr>
      ))}
    </Table.Tbody>
  );
}

function GroupName({ name }: { name: string }) {
  return (
    <Table.Tr className={classes.group ?? ""}>
      <Table.Th colSpan={6} scope="rowgroup">
        {name}
      </Table.Th>
    </Table.Tr>
  );
}

function Line({ session, zone }: { session: TimelineSession; zone: string }) {
  const t = useTranslations("timeline");
  const c = useTranslations("common");
  const times = useTimes();
  return (
    <Table.Tr>
      <Table.Td className={classes.time ?? ""}>{times.timeRange(session.start, session.end, zone)}</Table.Td>
      <Table.Td className={classes.time ?? ""} c="dimmed">
        {session.room !== null && session.reserved !== null ? times.timeRange(session.reserved.start, session.reserved.end, zone) : "–"}
      </Table.Td>
      <Table.Td className={classes.title ?? ""}>
        <span title={session.title}>{titleOf(session, t("privateTitle"))}</span>
      </Table.Td>
      <Table.Td className={classes.who ?? ""}>{session.organizer.name}</Table.Td>
      <Table.Td>{c(`kind.${session.kind}`)}</Table.Td>
      <Table.Td>{t(`sheet.admission.${session.admission}`)}</Table.Td>
    </Table.Tr>
  );
}
