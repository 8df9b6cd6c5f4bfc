import { Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "use-intl";
import { notesSent, type NoteSent } from "../../src/attendees/mails/contract.ts";
import type { SessionDetail } from "../../src/sessions/contract.ts";
import { get } from "../shell/api.ts";
import { live } from "../shell/queries.ts";

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
        <OneNote key={note.id} note={note} />
      ))}
    </Stack>
  );
}

function OneNote({ note }: { note: NoteSent }) {
  const t = useTranslations("session.attendees.note");
  const format = useFormatter();
  const { sent, of, failed } = note.mails;
  const state = [t("state", { sent, of }), ...(failed > 0 ? [t("failed", { n: failed })] : [])].join(" · ");
  return (
    <div>
      <Text size="sm" fw={500} style={{ overflowWrap: "anywhere" }}>
        {note.subject === "" ? t("erased") : note.subject}
      </Text>
      <Text size="xs" c="dimmed">
        {t("by", { who: note.who, when: format.dateTime(new Date(note.at), { dateStyle: "medium", timeStyle: "short" }) })} · {state}
      </Text>
    </div>
  );
}
