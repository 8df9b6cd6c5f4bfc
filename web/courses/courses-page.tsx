import { Card, Group, Stack, Switch, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { CalendarRange, Plus, Search } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { ButtonLink } from "../shell/links.tsx";
import { useMay } from "../shell/may.ts";
import { Page } from "../shell/page.tsx";
import { Empty, Loading } from "../shell/states.tsx";
import { Trouble } from "../shell/trouble.tsx";
import { CourseLine } from "./course-line.tsx";
import { coursesQuery } from "./queries.ts";

/** What recurs: an organizer's own courses, for administrators everybody's. */
export function CoursesPage() {
  const t = useTranslations("courses");
  const may = useMay();
  const search = useSearch({ from: "/frame/courses" });
  const [q, past] = [search.q ?? "", search.past === "yes"];
  const { data, error, refetch } = useQuery(coursesQuery(q, past));
  const none = data?.courses.length === 0;
  const empty = none && q === "" && past;
  return (
    <Page title={t("title")} text={t(may("GET /api/members") ? "textAll" : "textOwn")} width="wide" aside={!empty && <Make />}>
      {!empty && <Filter q={q} past={past} />}
      {data === undefined && (error === null ? <Loading rows={4} /> : <Trouble error={error} again={() => void refetch()} />)}
      {none && (
        <Card>
          {q !== "" ? (
            <Empty icon={Search} title={t("nothing.title")} text={t("nothing.text")} />
          ) : (
            <Empty icon={CalendarRange} title={t(past ? "empty.title" : "empty.ahead")} text={t("empty.text")}>
              <Group justify="center">
                <Make />
              </Group>
            </Empty>
          )}
        </Card>
      )}
      {data !== undefined && !none && (
        <Stack component="ul" m={0} p={0} gap="xs" style={{ listStyle: "none" }}>
          {data.courses.map((course) => (
            <CourseLine key={course.id} course={course} />
          ))}
        </Stack>
      )}
    </Page>
  );
}

function Make() {
  const t = useTranslations("courses");
  const imports = useTranslations("importing");
  return (
    <>
      <ButtonLink to="/courses/import" variant="default">
        {imports("open")}
      </ButtonLink>
      <ButtonLink to="/courses/new" leftSection={<Plus size={17} aria-hidden />}>
        {t("make")}
      </ButtonLink>
    </>
  );
}

/** Kept in the address, so that a narrowed list can be sent on. */
function Filter({ q, past }: { q: string; past: boolean }) {
  const t = useTranslations("courses");
  const navigate = useNavigate({ from: "/courses" });
  const [words, setWords] = useState(q);
  const go = (next: { q: string; past: boolean }): void =>
    void navigate({ search: { ...(next.q === "" ? {} : { q: next.q }), ...(next.past ? { past: "yes" } : {}) }, replace: true });
  const soon = useDebouncedCallback((text: string) => go({ q: text.trim(), past }), 300);
  return (
    <Group gap="md">
      <TextInput
        type="search"
        aria-label={t("search")}
        placeholder={t("search")}
        leftSection={<Search size={16} aria-hidden />}
        maxLength={100}
        flex={{ base: "1 1 100%", xs: "0 1 340px" }}
        value={words}
        onChange={(event) => {
          setWords(event.currentTarget.value);
          soon(event.currentTarget.value);
        }}
      />
      <Switch label={t("past")} checked={past} onChange={(event) => go({ q: words.trim(), past: event.currentTarget.checked })} />
    </Group>
  );
}
