import { Button, Card, Collapse, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Search, UserPlus, Users } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { attendeeList, type Attendee, type AttendeeList } from "../../src/attendees/contract.ts";
import type { SessionDetail } from "../../src/sessions/contract.ts";
import { ActButton } from "../shell/act-button.tsx";
import { get } from "../shell/api.ts";
import { AnchorLink } from "../shell/links.tsx";
import { live } from "../shell/queries.ts";
import { Empty, Loading } from "../shell/states.tsx";
import { useTimes } from "../shell/times.tsx";
import { Trouble, useWhyNot } from "../shell/trouble.tsx";
import { CrowdNotice } from "../sessions/crowd-notice.tsx";
import { AddAttendees } from "./add-attendees.tsx";
import { AttendeeRows } from "./attendee-rows.tsx";
import { Notes } from "./notes.tsx";
import { SendAllAgain } from "./send-again.tsx";
import { WriteNote } from "./write-note.tsx";

/** Who is registered, whether each has got the link, and adding more. */
export function AttendeesCard({ session }: { session: SessionDetail }) {
  const t = useTranslations("session.attendees");
  const whyNot = useWhyNot()(session.whyNot.addAttendees);
  const [adding, add] = useDisclosure(false);
  const { data, error, refetch } = useQuery({
    queryKey: ["sessions", session.id, "attendees"],
    queryFn: () => get(`/api/sessions/${encodeURIComponent(session.id)}/attendees`, attendeeList),
    ...live,
  });
  const people = data?.attendees;
  return (
    <Card component="section" aria-label={t("title")}>
      <Stack gap="md">
        <Group justify="space-between">
          <Title order={2} size="h4">
            {people === undefined ? t("title") : t("titleCount", { n: people.length })}
          </Title>
          {!adding && (
            <Group gap="xs">
              <WriteNote session={session} people={people?.filter((one) => !one.erased).length ?? 0} />
              <ActButton variant="light" leftSection={<UserPlus size={17} aria-hidden />} whyNot={whyNot} onClick={add.open}>
                {t("add")}
              </ActButton>
            </Group>
          )}
        </Group>
        <MailFacts session={session} />
        {session.crowd?.because === "registered" && <CrowdNotice session={session} />}
        {people !== undefined && <SendAllAgain session={session} people={people} />}
        <Collapse expanded={adding}>
          {adding && <AddAttendees path={`/api/sessions/${encodeURIComponent(session.id)}/attendees`} onClose={add.close} />}
        </Collapse>
        {people === undefined && (error === null ? <Loading rows={3} height={40} /> : <Trouble error={error} again={() => void refetch()} />)}
        {data !== undefined && data.later !== null && <Later session={session} later={data.later} />}
        {people?.length === 0 && !adding && data?.later == null && (
          <Empty icon={Users} title={t(whyNot === null ? "empty" : "emptyOver")} {...(whyNot === null ? { text: t("emptyText") } : {})}>
            {whyNot === null && (
              <Button variant="light" onClick={add.open}>
                {t("add")}
              </Button>
            )}
          </Empty>
        )}
        {people !== undefined && people.length > 0 && <Searchable session={session} people={people} />}
        <Notes session={session} />
      </Stack>
    </Card>
  );
}

/** A date of a course that is far ahead: who is on the course's list comes to it by themselves. */
function Later({ session, later: { people, at, listId } }: { session: SessionDetail; later: NonNullable<AttendeeList["later"]> }) {
  const t = useTranslations("session.attendees");
  const times = useTimes();
  return (
    <Text size="sm">
      {t("later", { n: people, when: times.day(at, session.zone) })}{" "}
      <AnchorLink to="/lists/$id" params={{ id: listId }}>
        {t("laterList")}
      </AnchorLink>
    </Text>
  );
}

const plain = (text: string): string =>
  text
    .normalize("NFD")
    .replaceAll(/\p{Diacritic}/gu, "")
    .toLowerCase();

function Searchable({ session, people }: { session: SessionDetail; people: Attendee[] }) {
  const t = useTranslations("session.attendees");
  const [sought, setSought] = useState("");
  const found = sought.trim() === "" ? people : people.filter((person) => plain(`${person.name} ${person.email}`).includes(plain(sought.trim())));
  return (
    <>
      {people.length > 5 && (
        <TextInput
          aria-label={t("search")}
          placeholder={t("search")}
          type="search"
          leftSection={<Search size={16} aria-hidden />}
          value={sought}
          onChange={(event) => setSought(event.currentTarget.value)}
        />
      )}
      {found.length === 0 ? <Text c="dimmed">{t("noneFound")}</Text> : <AttendeeRows session={session} people={found} />}
    </>
  );
}

/** How the links' mails went, once there are any; and whether Zoom knows the people by name. */
function MailFacts({ session }: { session: SessionDetail }) {
  const t = useTranslations("session.attendees");
  const notes = useTranslations("stepNotes");
  const { sent, queued, failed, ambiguous } = session.mails.links;
  const parts = [
    sent > 0 && t("mails.sent", { n: sent }),
    queued > 0 && t("mails.queued", { n: queued }),
    failed > 0 && t("mails.failed", { n: failed }),
    ambiguous > 0 && t("mails.ambiguous", { n: ambiguous }),
    session.registered.done > 0 && t("registered", { done: session.registered.done, of: session.registered.of }),
  ].filter((part) => part !== false);
  const { trouble } = session.registered;
  const why = trouble === "registration_refused" || trouble === "registration_dropped" ? notes(trouble) : null;
  return (
    <>
      {parts.length > 0 && (
        <Text size="sm" c="dimmed">
          {parts.join(" · ")}
        </Text>
      )}
      {why !== null && <Text size="sm">{why}</Text>}
    </>
  );
}
