import { Button, Stack, Text } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { DoorOpen } from "lucide-react";
import { useMemo } from "react";
import { useTranslations } from "use-intl";
import { startOfDay } from "../../src/lib/time.ts";
import { useMay } from "../shell/may.ts";
import { useMe } from "../shell/me.ts";
import { useMinute } from "../shell/now.ts";
import { Page } from "../shell/page.tsx";
import { Empty, Loading } from "../shell/states.tsx";
import { sameWall, useTimes } from "../shell/times.tsx";
import { Trouble } from "../shell/trouble.tsx";
import { TimelineBoard } from "./timeline-board.tsx";
import { TimelineControls } from "./timeline-controls.tsx";
import { daysOf, lookedAt, type Asked } from "./timeline-days.ts";
import { TimelineLegend } from "./timeline-legend.tsx";
import { timelineQuery } from "./timeline-queries.ts";

/** A day or a week of all rooms. */
export function TimelinePage() {
  const t = useTranslations("timeline");
  const me = useMe();
  const may = useMay();
  const canMove = may("POST /api/sessions/:id/move");
  const zone = me.institution.zone;
  const search = useSearch({ strict: false }) as Asked;
  const { today, day, view } = lookedAt(search, useMinute(), zone);
  const days = useMemo(() => daysOf(view, day), [day, view]);
  const { data, error, refetch, isPlaceholderData } = useQuery(timelineQuery(days, zone));
  const touch = useMediaQuery("(pointer: coarse)") ?? false;
  const nothing = data !== undefined && !isPlaceholderData && data.sessions.length + data.waiting.length === 0;
  return (
    <Page title={t("title")} text={<ZoneNote zone={zone} day={day} />} aside={<TimelineControls day={day} today={today} view={view} />} width="full">
      <Stack gap="sm">
        <TimelineLegend />
        {data === undefined && error === null && <Loading rows={8} height={40} />}
        {error !== null && <Trouble error={error} again={() => void refetch()} />}
        {data !== undefined && data.rooms.length + data.hosts.length > 0 && <TimelineBoard timeline={data} days={days} day={day} zone={zone} />}
        {data !== undefined && data.rooms.length + data.hosts.length === 0 && (
          <Empty icon={DoorOpen} title={t("emptyRooms")} text={t("emptyRoomsMore")}>
            {may("GET /api/rooms") && (
              <Button component={Link} to="/rooms">
                {t("toRooms")}
              </Button>
            )}
          </Empty>
        )}
        {nothing && data.rooms.length > 0 && <Text role="status">{view === "day" ? t("emptyDay") : t("emptyWeek")}</Text>}
        <Text size="xs" c="dimmed">
          {t("buffers")}. {canMove ? t("dragHint") : t("onlyAdmins")} {touch ? canMove && t("dragTouchHint") : `${t("keys")} ${canMove ? t("keysMove") : ""}`}
        </Text>
      </Stack>
    </Page>
  );
}

function ZoneNote({ zone, day }: { zone: string; day: string }) {
  const t = useTranslations("timeline");
  const times = useTimes();
  const differs = !sameWall(startOfDay(day, zone), zone, times.reader);
  return differs ? t("yourZoneNote", { zone: times.city(zone), own: times.city(times.reader) }) : t("zoneNote", { zone: times.city(zone) });
}
