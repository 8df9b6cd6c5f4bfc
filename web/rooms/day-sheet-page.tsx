import { Button, Card, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { ArrowLeft, Printer } from "lucide-react";
import { useMemo } from "react";
import { useTranslations } from "use-intl";
import { dayOf, startOfDay } from "../../src/lib/time.ts";
import { useMe } from "../shell/me.ts";
import { useMinute } from "../shell/now.ts";
import { Page } from "../shell/page.tsx";
import { Loading } from "../shell/states.tsx";
import { useTimes } from "../shell/times.tsx";
import { Trouble } from "../shell/trouble.tsx";
import { onDay } from "./day-sheet-day.ts";
import { DaySheet } from "./day-sheet.tsx";
import { timelineQuery } from "./timeline-queries.ts";
import classes from "./day-sheet.module.css";

/** What hangs at the porter's door: the day, on paper. */
export function DaySheetPage() {
  const t = useTranslations("timeline");
  const times = useTimes();
  const { institution } = useMe();
  const zone = institution.zone;
  const now = useMinute();
  const search = useSearch({ strict: false }) as { date?: string };
  const day = search.date !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(search.date) && !Number.isNaN(Date.parse(search.date)) ? search.date : dayOf(now, zone);
  const days = useMemo(() => [day], [day]);
  const { data, error, refetch, isPlaceholderData } = useQuery(timelineQuery(days, zone));
  const shown = useMemo(() => (data === undefined || isPlaceholderData ? null : onDay(data, day, zone)), [data, day, isPlaceholderData, zone]);
  const sessions = shown?.sessions ?? [];
  const rooms = new Set(sessions.map((session) => session.room?.id)).size;
  const tools = (
    <>
      <Button component={Link} to="/timeline" search={{ date: day } as never} variant="default" leftSection={<ArrowLeft size={16} aria-hidden />}>
        {t("sheet.back")}
      </Button>
      <Button leftSection={<Printer size={16} aria-hidden />} onClick={() => window.print()}>
        {t("sheet.print")}
      </Button>
    </>
  );
  return (
    <div>
      <div className={classes.screen}>
        <Page title={t("sheet.title")} aside={tools}>
          {null}
        </Page>
      </div>
      <Card className={classes.paper ?? ""} maw={1180} mx="auto">
        <div className={classes.head}>
          <Title order={2} size="h3">
            {t("sheet.heading", { institution: institution.name, day: times.longDay(startOfDay(day, zone), zone) })}
          </Title>
          <Text size="sm" c="dimmed">
            {shown !== null && t("sheet.summary", { sessions: sessions.length, rooms, zone: times.city(zone) })}{" "}
            {t("sheet.printedAt", { time: times.moment(now, zone) })}
          </Text>
        </div>
        {shown === null && error === null && <Loading rows={6} height={32} />}
        {error !== null && <Trouble error={error} again={() => void refetch()} />}
        {shown !== null && <DaySheet timeline={shown} zone={zone} />}
        {shown !== null && sessions.length + shown.waiting.length === 0 && <Text mt="md">{t("sheet.none")}</Text>}
      </Card>
    </div>
  );
}
