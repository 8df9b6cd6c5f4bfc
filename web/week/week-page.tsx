import { Card, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { CalendarRange } from "lucide-react";
import { useTranslations } from "use-intl";
import type { Week } from "../../src/courses/contract.ts";
import { addDays, dayOf, startOfDay } from "../../src/lib/time.ts";
import { useMay } from "../shell/may.ts";
import { useMe } from "../shell/me.ts";
import { useMinute } from "../shell/now.ts";
import { Page } from "../shell/page.tsx";
import { Empty, Loading } from "../shell/states.tsx";
import { useTimes } from "../shell/times.tsx";
import { Trouble } from "../shell/trouble.tsx";
import { weekQuery, type Of, type Wanted } from "./queries.ts";
import { WeekChoice } from "./week-choice.tsx";
import { columnsOf, mondayOf } from "./week-geometry.ts";
import { WeekPicture } from "./week-picture.tsx";
import classes from "./week.module.css";

/** What is on in one week, as a picture to look at and to hang up. */
export function WeekPage() {
  const t = useTranslations("week");
  const wanted = useWanted();
  const today = dayOf(useMinute(), useMe().institution.zone);
  const { data, error, refetch, isPlaceholderData } = useQuery(weekQuery(wanted));
  const chosen = wanted.of === "institution" || wanted.id !== null;
  return (
    <div>
      <div className={classes.screen}>
        <Page title={t("title")} text={t("text")}>
          <WeekChoice wanted={wanted} thisMonday={mondayOf(today)} />
          {!chosen && (
            <Card>
              <Empty icon={CalendarRange} title={t("choose")} text={t("chooseText")} />
            </Card>
          )}
          {chosen && error !== null && <Trouble error={error} again={() => void refetch()} />}
          {chosen && error === null && data === undefined && <Loading rows={1} height={480} />}
        </Page>
      </div>
      {chosen && error === null && data !== undefined && <Paper week={data} kind={wanted.of} busy={isPlaceholderData} today={today} />}
    </div>
  );
}

/** What is printed. */
function Paper({ week, kind, busy, today }: { week: Week; kind: Of; busy: boolean; today: string }) {
  const t = useTranslations("week");
  const times = useTimes();
  const columns = columnsOf(week);
  const from = startOfDay(week.monday, week.zone);
  const to = startOfDay(addDays(week.monday, 6), week.zone);
  return (
    <Card className={classes.paper ?? ""} aria-busy={busy} style={{ opacity: busy ? 0.55 : 1 }}>
      <div className={classes.head}>
        <Title order={2} size="h3" style={{ overflowWrap: "anywhere" }}>
          {week.name}
        </Title>
        <Text size="sm" c="dimmed">
          {times.days(from, to, week.zone)} · {t("sessions", { n: week.sessions.filter(({ cancelled }) => !cancelled).length })} · {times.zone(week.zone)}
        </Text>
      </div>
      {week.sessions.length === 0 && <Text mb="md">{t("none")}</Text>}
      <WeekPicture columns={columns} of={week} kind={kind} today={today} />
    </Card>
  );
}

const kinds: readonly string[] = ["teacher", "room", "group", "institution"] satisfies Of[];
const isDay = (text: string | undefined): text is string => text !== undefined && /^2[01]\d\d-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));

/** As the address says; else an organizer's own week, and for administrators the institution's. */
function useWanted(): Wanted {
  const search = useSearch({ from: "/frame/week" });
  const { member, institution } = useMe();
  const may = useMay();
  const today = dayOf(useMinute(), institution.zone);
  const monday = mondayOf(isDay(search.monday) ? search.monday : today);
  if (search.of !== undefined && kinds.includes(search.of))
    return { of: search.of as Of, id: search.of === "institution" ? null : (search.id ?? null), monday };
  return may("GET /api/members") ? { of: "institution", id: null, monday } : { of: "teacher", id: member.id, monday };
}
