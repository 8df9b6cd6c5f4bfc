import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { Send } from "lucide-react";
import { useTranslations } from "use-intl";
import type { Attendee } from "../../src/attendees/contract.ts";
import { linksSentAgain } from "../../src/attendees/mails/contract.ts";
import type { SessionDetail } from "../../src/sessions/contract.ts";
import { send } from "../shell/api.ts";
import { queryClient } from "../shell/queries.ts";
import { useSaying } from "../shell/saying.tsx";

const didNotArrive = ({ link, erased }: Attendee): boolean => !erased && (link === "failed" || link === "refused" || link === "bounced");

/** Says what was done, and who was left out. */
function useSending(session: SessionDetail, path: string) {
  const t = useTranslations("session.attendees.again");
  const saying = useSaying();
  return useMutation({
    mutationFn: () => send("POST", `/api/sessions/${encodeURIComponent(session.id)}/${path}`, {}, linksSentAgain),
    onSuccess: ({ sent, tooOften }) => saying.done([t("done", { n: sent }), ...(tooOften > 0 ? [t("tooOften", { n: tooOften })] : [])].join(" ")),
    onError: (error) => saying.failed(error),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["sessions", session.id] }),
  });
}

/** For one person, whatever became of the mail before. */
export function SendAgain({ session, person }: { session: SessionDetail; person: Attendee }) {
  const t = useTranslations("session.attendees.again");
  const sending = useSending(session, `attendees/${encodeURIComponent(person.id)}/link`);
  if (session.whyNot.addAttendees !== null || person.link === "not yet" || person.link === "queued") return null;
  return (
    <Tooltip label={t("one")}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={32}
        loading={sending.isPending}
        aria-label={t("oneTo", { name: person.name === "" ? person.email : person.name })}
        onClick={() => sending.mutate()}
      >
        <Send size={16} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

/** For all whom the link did not reach, where there are any. */
export function SendAllAgain({ session, people }: { session: SessionDetail; people: Attendee[] }) {
  const t = useTranslations("session.attendees.again");
  const sending = useSending(session, "links");
  const n = people.filter(didNotArrive).length;
  if (n === 0 || session.whyNot.addAttendees !== null) return null;
  return (
    <Button
      variant="light"
      color="red"
      leftSection={<Send size={16} aria-hidden />}
      loading={sending.isPending}
      onClick={() => sending.mutate()}
      h="auto"
      py={8}
      styles={{ root: { alignSelf: "flex-start", maxWidth: "100%" }, label: { whiteSpace: "normal", textAlign: "start" } }}
    >
      {t("all", { n })}
    </Button>
  );
}
