import { Alert, Button, Card, Group, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { CalendarOff, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { holidayCalendars, type CalendarView } from "../../../src/courses/holidays/contract.ts";
import { dayOf } from "../../../src/lib/time.ts";
import { ActButton } from "../../shell/act-button.tsx";
import { send } from "../../shell/api.ts";
import { useConfirm } from "../../shell/confirm.tsx";
import { useWhyNot } from "../../shell/may.ts";
import { useQuarter } from "../../shell/now.ts";
import { Page } from "../../shell/page.tsx";
import { useSaying } from "../../shell/saying.tsx";
import { Empty, Loading } from "../../shell/states.tsx";
import { useTimes } from "../../shell/times.tsx";
import { Trouble } from "../../shell/trouble.tsx";
import { AddCalendar } from "./add-calendar.tsx";
import { Days, useDayText } from "./days.tsx";
import { holidaysQuery } from "./queries.ts";

/** The calendars of days without lessons. */
export function HolidaysPage() {
  const t = useTranslations("holidays");
  const { data, error, refetch } = useQuery(holidaysQuery);
  return (
    <Page title={t("title")} text={t("text")} width="narrow">
      {data === undefined && (error === null ? <Loading rows={2} height={120} /> : <Trouble error={error} again={() => void refetch()} />)}
      {data?.calendars.length === 0 && <Empty icon={CalendarOff} title={t("empty")} text={t("emptyText")} />}
      {data?.calendars.map((calendar) => (
        <One key={calendar.id} calendar={calendar} />
      ))}
      {data !== undefined && <AddCalendar />}
    </Page>
  );
}

function One({ calendar }: { calendar: CalendarView }) {
  const t = useTranslations("holidays");
  const times = useTimes();
  const text = useDayText();
  const { name, host, days, readAt, trouble } = calendar;
  const [all, setAll] = useState(false);
  const today = dayOf(useQuarter(), times.reader);
  const next = days.find((one) => one.day >= today);
  const origin = host === null ? t("fromFile") : t("fromHost", { host, at: times.moment(readAt) });
  return (
    <Card component="section" aria-label={name}>
      <Stack gap="sm">
        <div>
          <Title order={2} size="h4" style={{ overflowWrap: "anywhere" }}>
            {name}
          </Title>
          <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
            {[t("dayCount", { n: days.length, to: text(days.at(-1)!.day) }), origin].join(" · ")}
          </Text>
        </div>
        <Text style={{ overflowWrap: "anywhere" }}>
          {next === undefined
            ? t("nothingAhead")
            : next.name === ""
              ? t("nextUnnamed", { day: text(next.day) })
              : t("next", { day: text(next.day), name: next.name })}
        </Text>
        {trouble !== null && (
          <Alert color="yellow" icon={<TriangleAlert aria-hidden />} title={t("trouble", { at: times.moment(trouble.at) })}>
            {t("troubleMore", { message: trouble.message, since: times.moment(readAt) })}
          </Alert>
        )}
        {all && <Days name={name} days={days} />}
        <Group>
          <Button variant="default" aria-expanded={all} onClick={() => setAll(!all)}>
            {t(all ? "hide" : "show")}
          </Button>
          {host !== null && <ReadNow calendar={calendar} />}
          <Remove calendar={calendar} />
        </Group>
      </Stack>
    </Card>
  );
}

function ReadNow({ calendar: { id, name } }: { calendar: CalendarView }) {
  const t = useTranslations("holidays");
  const saying = useSaying();
  const queries = useQueryClient();
  const whyNot = useWhyNot();
  const read = useMutation({
    mutationFn: () => send("POST", `/api/holidays/${id}/read`, {}, holidayCalendars),
    onSuccess: (view) => {
      queries.setQueryData(holidaysQuery.queryKey, view);
      if (view.calendars.find((one) => one.id === id)?.trouble === null) saying.done(t("isRead", { name }));
    },
    onError: (error) => saying.failed(error),
  });
  return (
    <ActButton
      variant="default"
      loading={read.isPending}
      aria-label={t("readNowOf", { name })}
      whyNot={whyNot("POST /api/holidays/:id/read")}
      onClick={() => read.mutate()}
    >
      {t("readNow")}
    </ActButton>
  );
}

function Remove({ calendar: { id, name } }: { calendar: CalendarView }) {
  const t = useTranslations("holidays");
  const confirm = useConfirm();
  const saying = useSaying();
  const queries = useQueryClient();
  const whyNot = useWhyNot();
  const remove = useMutation({
    mutationFn: () => send("DELETE", `/api/holidays/${id}`, undefined, holidayCalendars),
    onSuccess: (view) => {
      saying.done(t("removed", { name }));
      queries.setQueryData(holidaysQuery.queryKey, view);
    },
    onError: (error) => saying.failed(error),
    onSettled: () => queries.invalidateQueries({ queryKey: holidaysQuery.queryKey }),
  });
  return (
    <ActButton
      variant="default"
      loading={remove.isPending}
      aria-label={t("removeOf", { name })}
      whyNot={whyNot("DELETE /api/holidays/:id")}
      onClick={() =>
        void confirm({ title: t("removeSure", { name }), text: t("removeText"), yes: t("remove"), danger: true }).then((yes) =>
          yes ? remove.mutate() : undefined,
        )
      }
    >
      {t("remove")}
    </ActButton>
  );
}
