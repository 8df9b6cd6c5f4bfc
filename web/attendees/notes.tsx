import { Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { notesSent, type NoteSent } from "../../src/attendees/mails/contract.ts";
import type { SessionDetail } from "../../src/sessions/contract.ts";
import { get } from "../shell/api.ts";
import { live } from "../shell/queries.ts";
import { Moment } from "../shell/times.tsx";

/** What was written to all, and to how many it has gone. */
export function Notes({ session }: { session: SessionDetail }) {
  const t = useTranslations("session.attendees.note");
  const { data } = useQuery({
    queryKey: ["sessions", session.id, "notes"],
    queryFn: () => get(`/api/sessions/${encodeURIComponent(session.id)}/notes`, notesSent),
    ...live,
  });
  if (data === undefined || data.notes.length === 0) return null;
  return (
    <Stack gap="xs" component="section" aria-label={t("list")}>
      <Title order={3} size="h5">
        {t("list")}
      </Title>
      {data.notes.map((note) => (
        <OneNote key={note.id} note={note} zone={session.zone} />
      ))}
    </Stack>
  );
}

function OneNote({ note, zone }: { note: NoteSent; zone: string }) {
  const t = useTranslations("session.attendees.note");
  const { sent, of, failed } = note.mails;
  const state = [t("state", { sent, of }), ...(failed > 0 ? [t("failed", { n: failed })] : [])].join(" · ");
  return (
    <div>
      <Text size="sm" fw={500} style={{ overflowWrap: "anywhere" }}>
        {note.subject === "" ? t("erased") : note.subject}
      </Text>
      <Text size="xs" c="dimmed">
        {note.who} · <Moment at={note.at} zone={zone} /> · {state}
      </Text>
    </div>
  );
}
