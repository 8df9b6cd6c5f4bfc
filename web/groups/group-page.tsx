import { Button, Card, Collapse, Group, Stack, Text, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { UserPlus } from "lucide-react";
import { useTranslations } from "use-intl";
import type { AttendeeGroupDetail } from "../../src/attendees/groups/contract.ts";
import { AddAttendees } from "../attendees/add-attendees.tsx";
import { ListPeople } from "../lists/list-people.tsx";
import { Page } from "../shell/page.tsx";
import { Loading } from "../shell/states.tsx";
import { Trouble } from "../shell/trouble.tsx";
import { GroupActions } from "./group-actions.tsx";
import { GroupLists } from "./group-lists.tsx";
import { groupQuery, pathOf } from "./queries.ts";

/** One group: who is in it, and what it is registered with. */
export function GroupPage() {
  const { id } = useParams({ from: "/frame/groups/$id" });
  const t = useTranslations("groups");
  const { data, error, refetch } = useQuery(groupQuery(id));
  if (data === undefined)
    return <Page title={t("title")}>{error === null ? <Loading rows={3} /> : <Trouble error={error} again={() => void refetch()} />}</Page>;
  return (
    <Page title={data.name} text={t("text")} width="narrow" aside={<GroupActions group={data} />}>
      <GroupLists group={data} />
      <People group={data} />
    </Page>
  );
}

function People({ group }: { group: AttendeeGroupDetail }) {
  const t = useTranslations("groups");
  const [adding, add] = useDisclosure(false);
  const title = t("peopleTitle", { n: group.people.length });
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
        <Collapse expanded={adding}>{adding && <AddAttendees path={`${pathOf(group.id)}/people`} onClose={add.close} />}</Collapse>
        {group.people.length === 0 ? (
          <Text c="dimmed">{t("nobody")}</Text>
        ) : (
          <ListPeople people={group.people} path={`${pathOf(group.id)}/people`} words="groups" />
        )}
      </Stack>
    </Card>
  );
}
