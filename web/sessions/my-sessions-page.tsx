import { Button, Stack, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CalendarPlus } from "lucide-react";
import { useTranslations } from "use-intl";
import { Attending } from "../attendees/attending.tsx";
import { Page } from "../shell/page.tsx";
import { Empty, Loading } from "../shell/states.tsx";
import { Trouble } from "../shell/trouble.tsx";
import { SessionCard } from "./session-card.tsx";
import { folded, type Line } from "./folded.ts";
import { mySessionsQuery } from "./queries.ts";
import { SessionLine } from "./session-line.tsx";

/** An organizer's first page: what is open now, or else comes next; what comes later; what was. */
export function MySessionsPage() {
  const t = useTranslations("sessions");
  const { data, error, refetch } = useQuery(mySessionsQuery);
  const nothing = data !== undefined && data.next === null && data.open.length + data.coming.length + data.past.length === 0;
  return (
    <Page title={t("title")} aside={!nothing && <AskButton />}>
      <Attending />
      {data === undefined && (error === null ? <Loading rows={4} /> : <Trouble error={error} again={() => void refetch()} />)}
      {nothing && (
        <Empty icon={CalendarPlus} title={t("empty.title")} text={t("empty.text")}>
          <AskButton />
        </Empty>
      )}
      {data?.open.map((session) => (
        <SessionCard key={session.id} known={session} label={t("open.now")} brief={data.open.length > 1} />
      ))}
      {data?.next && <SessionCard key={data.next.id} known={data.next} label={t("next")} />}
      <Lines title={t("coming")} lines={folded(data?.coming ?? [], data?.next ?? null)} />
      <Lines title={t("past")} lines={(data?.past ?? []).map((session) => ({ session, further: 0 }))} />
    </Page>
  );
}

function AskButton() {
  const t = useTranslations("sessions");
  return (
    <Button component={Link} to="/ask" leftSection={<CalendarPlus size={18} aria-hidden />}>
      {t("ask")}
    </Button>
  );
}

function Lines({ title, lines }: { title: string; lines: Line[] }) {
  if (lines.length === 0) return null;
  return (
    <Stack gap="sm" component="section" aria-label={title}>
      <Title order={2} size="h4">
        {title}
      </Title>
      <Stack gap="xs" component="ul" m={0} p={0} style={{ listStyle: "none" }}>
        {lines.map(({ session, further }) => (
          <SessionLine key={session.id} session={session} further={further} />
        ))}
      </Stack>
    </Stack>
  );
}
