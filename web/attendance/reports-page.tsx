import { Button, Card, Group, TextInput } from "@mantine/core";
import { DatePickerInput } from "@mantine/dates";
import { useDebouncedCallback, useMediaQuery } from "@mantine/hooks";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { BarChart3, CalendarDays, Search } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { addDays, dayOf } from "../../src/lib/time.ts";
import { useCalendar } from "../shell/calendar.ts";
import { isAdmin, useMe } from "../shell/me.ts";
import { useMinute } from "../shell/now.ts";
import { Page } from "../shell/page.tsx";
import { Empty, Loading } from "../shell/states.tsx";
import { Trouble } from "../shell/trouble.tsx";
import { reportsQuery } from "./queries.ts";
import { ReportsList } from "./reports-list.tsx";
import { Summary } from "./summary/summary.tsx";

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const dayIn = (text: string | undefined): string | null => (text !== undefined && DAY.test(text) ? text : null);

/** Who attended what: an organizer's own sessions, or all of the institution's. */
export function ReportsPage() {
  const t = useTranslations("reports");
  const me = useMe();
  const search = useSearch({ from: "/frame/reports" });
  const wanted = { q: search.q ?? "", from: dayIn(search.from), to: dayIn(search.to) };
  const asked = { ...wanted, zone: me.institution.zone };
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(reportsQuery(asked));
  const reports = data?.pages.flatMap((page) => page.reports);
  const narrowed = wanted.q !== "" || wanted.from !== null || wanted.to !== null;
  return (
    <Page title={t("title")} text={t(isAdmin(me) ? "textAdmin" : "textOwn")}>
      <Filter {...wanted} narrowed={narrowed} />
      {reports === undefined && error === null && <Loading rows={5} height={52} />}
      {reports === undefined && error !== null && <Trouble error={error} again={() => void refetch()} />}
      {reports !== undefined && reports.length > 0 && (
        <>
          <Summary wanted={asked} />
          <ReportsList reports={reports} more={hasNextPage ? () => void fetchNextPage() : null} loading={isFetchingNextPage} />
        </>
      )}
      {reports?.length === 0 && (
        <Card>
          <Empty icon={BarChart3} title={t(narrowed ? "nothing.title" : "empty.title")} text={t(narrowed ? "nothing.text" : "empty.text")} />
        </Card>
      )}
    </Page>
  );
}

type FilterProps = { q: string; from: string | null; to: string | null; narrowed: boolean };

/** Kept in the address, so that a narrowed list can be sent on. */
function Filter({ q, from, to, narrowed }: FilterProps) {
  const t = useTranslations("reports");
  const navigate = useNavigate({ from: "/reports" });
  const calendar = useCalendar();
  const wide = useMediaQuery("(min-width: 36em)", true);
  const today = dayOf(useMinute(), useMe().institution.zone);
  const lately = (days: number): [string, string] => [addDays(today, -days), today];
  const presets = [
    { value: lately(30), label: t("lately.month") },
    { value: lately(90), label: t("lately.quarter") },
    { value: lately(365), label: t("lately.year") },
  ];
  const [words, setWords] = useState(q);
  const [days, setDays] = useState<[string | null, string | null]>([from, to]);
  const go = (next: { q: string; days: [string | null, string | null] }): void => {
    const [first, last] = next.days;
    const search = { ...(next.q === "" ? {} : { q: next.q }), ...(first === null ? {} : { from: first }), ...(last === null ? {} : { to: last }) };
    void navigate({ search, replace: true });
  };
  const soon = useDebouncedCallback((text: string) => go({ q: text.trim(), days }), 300);
  const chooseDays = (chosen: [string | null, string | null]): void => {
    setDays(chosen);
    // Of a range half chosen nothing is asked yet.
    if ((chosen[0] === null) === (chosen[1] === null)) go({ q: words.trim(), days: chosen });
  };
  const clear = (): void => {
    setWords("");
    setDays([null, null]);
    go({ q: "", days: [null, null] });
  };
  return (
    <Group gap="sm">
      <TextInput
        type="search"
        aria-label={t("search")}
        placeholder={t("search")}
        leftSection={<Search size={16} aria-hidden />}
        value={words}
        onChange={(event) => {
          setWords(event.currentTarget.value);
          soon(event.currentTarget.value);
        }}
        style={{ flex: "1 1 260px" }}
        maw={420}
      />
      <DatePickerInput
        {...calendar}
        type="range"
        allowSingleDateInRange
        clearable
        aria-label={t("dates")}
        placeholder={t("datesPlaceholder")}
        leftSection={<CalendarDays size={16} aria-hidden />}
        clearButtonProps={{ "aria-label": t("clearDates") }}
        value={days}
        onChange={chooseDays}
        valueFormat="D MMM YYYY"
        {...(wide ? { presets } : {})}
        style={{ flex: "1 1 230px" }}
        maw={320}
      />
      {narrowed && (
        <Button variant="subtle" onClick={clear}>
          {t("clear")}
        </Button>
      )}
    </Group>
  );
}
