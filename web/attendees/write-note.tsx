import { Alert, Button, Group, Modal, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation } from "@tanstack/react-query";
import { Mail } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { notePreview, SUBJECT_MOST, TEXT_MOST } from "../../src/attendees/mails/contract.ts";
import type { SessionDetail } from "../../src/sessions/contract.ts";
import { send } from "../shell/api.ts";
import { queryClient } from "../shell/queries.ts";
import { useSaying } from "../shell/saying.tsx";
import { FormTrouble } from "../shell/trouble.tsx";

/** A note to all attendees: written, looked at, sent. What is typed stays when the window is closed. */
export function WriteNote({ session, people }: { session: SessionDetail; people: number }) {
  const t = useTranslations("session.attendees.note");
  const common = useTranslations("common");
  const [open, { open: show, close }] = useDisclosure(false);
  const [written, write] = useState({ subject: "", text: "" });
  if (people === 0 || session.state === "cancelled" || session.state === "declined") return null;
  return (
    <>
      <Button variant="subtle" leftSection={<Mail size={17} aria-hidden />} onClick={show}>
        {t("button")}
      </Button>
      <Modal opened={open} onClose={close} title={t("title")} size="lg" closeButtonProps={{ "aria-label": common("close") }}>
        <Form session={session} written={written} write={write} onSent={() => (write({ subject: "", text: "" }), close())} />
      </Modal>
    </>
  );
}

type Written = { subject: string; text: string };
type FormProps = { session: SessionDetail; written: Written; write: (written: Written) => void; onSent: () => void };

function Form({ session, written, write, onSent }: FormProps) {
  const t = useTranslations("session.attendees.note");
  const saying = useSaying();
  const [asked, ask] = useState(false);
  const url = `/api/sessions/${encodeURIComponent(session.id)}/notes`;
  const preview = useMutation({ mutationFn: () => send("POST", `${url}/preview`, written, notePreview) });
  const sending = useMutation({
    mutationFn: () => send("POST", url, written, z.object({ to: z.number() })),
    onSuccess: ({ to }) => {
      saying.done(t("sent", { n: to }));
      onSent();
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["sessions", session.id] }),
  });
  const tooLong = written.text.length - TEXT_MOST;
  const isMissing = (text: string): boolean => asked && text.trim() === "";
  const look = (): void => {
    ask(true);
    if (written.subject.trim() !== "" && written.text.trim() !== "" && tooLong <= 0) preview.mutate();
  };
  if (preview.data !== undefined) {
    const back = (): void => (preview.reset(), sending.reset());
    return <Preview preview={preview.data} back={back} error={sending.error} isSending={sending.isPending} onSend={() => sending.mutate()} />;
  }
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        {t("text")}
      </Text>
      <TextInput
        label={t("subject")}
        maxLength={SUBJECT_MOST}
        value={written.subject}
        error={isMissing(written.subject) ? t("missing") : undefined}
        onChange={(event) => write({ ...written, subject: event.currentTarget.value })}
      />
      <Textarea
        label={t("body")}
        description={t("bodyText", { most: TEXT_MOST })}
        autosize
        minRows={6}
        maxRows={16}
        value={written.text}
        error={tooLong > 0 ? t("left", { n: tooLong }) : isMissing(written.text) ? t("missing") : undefined}
        onChange={(event) => write({ ...written, text: event.currentTarget.value })}
      />
      <FormTrouble error={preview.error} />
      <Group justify="flex-end">
        <Button loading={preview.isPending} onClick={look}>
          {t("preview")}
        </Button>
      </Group>
    </Stack>
  );
}

type PreviewProps = { preview: z.infer<typeof notePreview>; back: () => void; error: Error | null; isSending: boolean; onSend: () => void };

/** The mail as it will arrive, and to how many it goes. */
function Preview({ preview: { subject, html, to, whyNot }, back, error, isSending, onSend }: PreviewProps) {
  const t = useTranslations("session.attendees.note");
  return (
    <Stack>
      <Text size="sm" style={{ overflowWrap: "anywhere" }}>
        {t("how", { n: to, subject })}
      </Text>
      <iframe
        title={t("frame")}
        sandbox=""
        srcDoc={html}
        style={{ width: "100%", height: 420, border: "1px solid var(--mantine-color-default-border)", borderRadius: 8 }}
      />
      {whyNot !== null && <Alert color="red">{whyNot}</Alert>}
      <FormTrouble error={error} />
      <Group justify="flex-end">
        <Button variant="subtle" onClick={back}>
          {t("back")}
        </Button>
        <Button loading={isSending} disabled={whyNot !== null} onClick={onSend}>
          {t("send", { n: to })}
        </Button>
      </Group>
    </Stack>
  );
}
