import { Card, Group, MultiSelect, Stack, Text, Title } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { attendeeListDetail, type AttendeeListDetail, type SessionOfList } from "../../src/attendees/lists/contract.ts";
import { ActButton } from "../shell/act-button.tsx";
import { send } from "../shell/api.ts";
import { AnchorLink } from "../shell/links.tsx";
import { queryClient } from "../shell/queries.ts";
import { useSaying } from "../shell/saying.tsx";
import { Range, useTimes } from "../shell/times.tsx";
import { FormTrouble } from "../shell/trouble.tsx";
import { pathOf } from "./queries.ts";

/** What the list serves, and choosing more. */
export function ListSessions({ list }: { list: AttendeeListDetail }) {
  const t = useTranslations("lists.page");
  return (
    <Card component="section" aria-label={t("serves")}>
      <Stack gap="md">
        <Title order={2} size="h4">
          {t("serves")}
        </Title>
        {list.sessions.length === 0 ? (
          <Text c="dimmed">{t("servesNone")}</Text>
        ) : (
          <Stack component="ul" m={0} p={0} gap="sm" style={{ listStyle: "none" }}>
            {list.sessions.map((session) => (
              <One key={session.id} session={session} />
            ))}
          </Stack>
        )}
        <Choose list={list} />
      </Stack>
    </Card>
  );
}

function One({ session: { id, title, start, end, zone, over, cancelled } }: { session: SessionOfList }) {
  const t = useTranslations("lists.page");
  const state = cancelled ? t("cancelled") : over ? t("over") : null;
  return (
    <li>
      <AnchorLink to="/sessions/$id" params={{ id }} fw={600} c="inherit" style={{ overflowWrap: "anywhere" }}>
        {title}
      </AnchorLink>
      <Text size="sm" c="dimmed" component="div">
        <Range start={start} end={end} zone={zone} />
        {state !== null && ` · ${state}`}
      </Text>
    </li>
  );
}

function Choose({ list }: { list: AttendeeListDetail }) {
  const t = useTranslations("lists.page");
  const times = useTimes();
  const saying = useSaying();
  const served = list.sessions.filter((session) => !session.over).map(({ id }) => id);
  const [chosen, setChosen] = useState<string[] | null>(null);
  const save = useMutation({
    mutationFn: (sessions: string[]) => send("PUT", `${pathOf(list.id)}/sessions`, { sessions }, attendeeListDetail),
    onSuccess: () => {
      saying.done(t("saved"));
      setChosen(null);
    },
    onSettled: () => queryClient.invalidateQueries(),
  });
  const options = [...list.sessions.filter((session) => !session.over), ...list.choices];
  return (
    <Stack gap="sm">
      <MultiSelect
        label={t("choose")}
        description={t("servesText")}
        searchable
        data={options.map(({ id, title, start, zone }) => ({ value: id, label: `${title} · ${times.moment(start, zone)}` }))}
        value={chosen ?? served}
        onChange={setChosen}
      />
      <FormTrouble error={save.error} />
      {chosen !== null && (
        <Group>
          <ActButton loading={save.isPending} onClick={() => save.mutate(chosen)}>
            {t("save")}
          </ActButton>
        </Group>
      )}
    </Stack>
  );
}
