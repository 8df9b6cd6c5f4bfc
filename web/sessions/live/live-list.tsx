import { Alert, Card, Stack, Text, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { EarOff, Search } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { LiveView, Present, silence } from "../../../src/attendance/contract.ts";
import type { z } from "zod";
import type { SessionDetail } from "../../../src/sessions/contract.ts";
import { Loading } from "../../shell/states.tsx";
import { Moment } from "../../shell/times.tsx";
import { Trouble } from "../../shell/trouble.tsx";
import { PresentPeople } from "./present-people.tsx";
import { liveQuery } from "./queries.ts";

const words = { "never heard": "neverHeard", refused: "refused", "start not told": "startNotTold" } as const satisfies Record<z.infer<typeof silence>, string>;

/** Who is in now, as far as Zoom told, and how old that is. Where Zoom tells nothing, nobody is said to be away. */
export function LiveList({ session }: { session: SessionDetail }) {
  const t = useTranslations("session.live");
  const { data, error, refetch } = useQuery(liveQuery(session.id));
  if (data !== undefined && data.running === null) return null;
  return (
    <Card component="section" aria-labelledby="live">
      <Stack gap="md">
        <div>
          <Title order={2} size="h4" id="live">
            {t("title")}
          </Title>
          {data !== undefined && <Age view={data} zone={session.zone} />}
        </div>
        {error !== null && <Trouble error={error} again={() => void refetch()} />}
        {data === undefined && error === null && <Loading rows={2} height={36} />}
        {data !== undefined && <Inside view={data} session={session} />}
      </Stack>
    </Card>
  );
}

function Age({ view: { running, heardAt }, zone }: { view: LiveView; zone: string }) {
  const t = useTranslations("session.live");
  if (running === null) return null;
  return (
    <Text size="sm" c="dimmed">
      {t("since")} <Moment at={running.since} zone={zone} timeOnly /> · {t("checked")} <Moment at={running.checkedAt} zone={zone} timeOnly />
      {heardAt !== null && (
        <>
          {" · "}
          {t("heard")} <Moment at={heardAt} zone={zone} timeOnly />
        </>
      )}
    </Text>
  );
}

const MANY = 12;

function Inside({ view, session }: { view: LiveView; session: SessionDetail }) {
  const t = useTranslations("session.live");
  const [sought, setSought] = useState("");
  const { people, waiting, organizers } = view;
  const isSilent = view.silence !== null;
  const found = (those: readonly Present[]): Present[] => those.filter((one) => plain(`${one.name} ${one.email ?? ""}`).includes(plain(sought.trim())));
  return (
    <>
      {view.silence !== null && (
        <Alert color="yellow" variant="light" icon={<EarOff aria-hidden />} title={t("silent")}>
          {t(`silence.${words[view.silence]}`)}
        </Alert>
      )}
      {(!isSilent || people.length > 0) && (
        <Text fw={650} size="lg" role="status">
          {t(isSilent ? "insideAtLeast" : "inside", { n: people.length })}
        </Text>
      )}
      {people.length + waiting.length > MANY && (
        <TextInput
          type="search"
          size="sm"
          aria-label={t("search")}
          placeholder={t("search")}
          leftSection={<Search size={16} aria-hidden />}
          value={sought}
          onChange={(event) => setSought(event.currentTarget.value)}
        />
      )}
      <PresentPeople title={t("door")} text={t("doorText", { n: waiting.length })} people={found(waiting)} zone={session.zone} />
      <PresentPeople title={t("in")} people={found(people)} zone={session.zone} />
      <PresentPeople title={t("organizer")} people={organizers} zone={session.zone} organizers />
    </>
  );
}

const plain = (text: string): string => text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
