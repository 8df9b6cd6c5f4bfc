import { Button, Card, Collapse, Group, Stack, Text, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { UserPlus } from "lucide-react";
import { useTranslations } from "use-intl";
import type { AttendeeListDetail } from "../../src/attendees/lists/contract.ts";
import { AddAttendees } from "../attendees/add-attendees.tsx";
import { Page } from "../shell/page.tsx";
import { Loading } from "../shell/states.tsx";
import { Trouble } from "../shell/trouble.tsx";
import { ListActions } from "./list-actions.tsx";
import { ListCourses } from "./list-courses.tsx";
import { ListGroups } from "./list-groups.tsx";
import { ListPeople } from "./list-people.tsx";
import { ListSessions } from "./list-sessions.tsx";
import { listQuery, pathOf } from "./queries.ts";
import { RegistrationCard } from "./registration-card.tsx";

/** One list: what it serves, who is on it, and whether people can put themselves there. */
export function ListPage() {
  const { id } = useParams({ from: "/frame/lists/$id" });
  const t = useTranslations("lists.page");
  const { data, error, refetch } = useQuery(listQuery(id));
  if (data === undefined)
    return <Page title={t("title")}>{error === null ? <Loading rows={3} /> : <Trouble error={error} again={() => void refetch()} />}</Page>;
  return (
    <Page title={data.name} text={t("text")} width="narrow" aside={<ListActions list={data} />}>
      {data.courses.length === 0 ? <ListSessions list={data} /> : <ListCourses courses={data.courses} />}
      <ListGroups list={data} />
      <RegistrationCard path={`${pathOf(id)}/registration`} queryKey={["lists", id, "registration"]} />
      <People list={data} />
    </Page>
  );
}

function People({ list }: { list: AttendeeListDetail }) {
  const t = useTranslations("lists.page");
  const [adding, add] = useDisclosure(false);
  const title = t("peopleTitle", { n: list.people.length });
  return (
    <Card component="section" aria-label={title}>
      <Stack gap="md">
        <Group justify="space-between">
          <Title order={2} size="h4">
            {title}
          </Title>
          {!adding && (
            <Button variant="light" leftSection={<UserPlus size={17} aria-hidden />} onClick={add.open}>
              {t("add")}
            </Button>
          )}
        </Group>
        <Collapse expanded={adding}>{adding && <AddAttendees path={`${pathOf(list.id)}/people`} onClose={add.close} />}</Collapse>
        {list.people.length === 0 ? (
          <Text c="dimmed">{t("nobody")}</Text>
        ) : (
          <ListPeople people={list.people} path={`${pathOf(list.id)}/people`} words="lists.page" />
        )}
      </Stack>
    </Card>
  );
}
