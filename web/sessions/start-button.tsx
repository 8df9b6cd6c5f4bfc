import { useMutation } from "@tanstack/react-query";
import { Video } from "lucide-react";
import { useTranslations } from "use-intl";
import { startLink, type SessionDetail } from "../../src/sessions/contract.ts";
import { ActButton } from "../shell/act-button.tsx";
import { send } from "../shell/api.ts";
import { useSaying } from "../shell/saying.tsx";
import { useTimes } from "../shell/times.tsx";
import { useWhyNot } from "../shell/trouble.tsx";

/** Opens the meeting as its host, through an address that is fetched at the click and kept nowhere. */
export function StartButton({ session, size = "md" }: { session: SessionDetail; size?: "md" | "lg" }) {
  const t = useTranslations("sessions.start");
  const times = useTimes();
  const whyNot = useWhyNot();
  const saying = useSaying();
  const start = useMutation({
    mutationFn: async (tab: Window | null) => {
      try {
        const { url } = await send("POST", `/api/sessions/${session.id}/start`, {}, startLink);
        if (tab === null || tab.closed) location.assign(url);
        else tab.location.replace(url);
      } catch (error) {
        tab?.close();
        throw error;
      }
    },
    onError: (error) => saying.failed(error),
  });
  // The tab is opened by the click itself, or browsers would take it for an advertisement.
  const click = (): void => {
    const tab = window.open("", "_blank");
    if (tab !== null) tab.opener = null;
    start.mutate(tab);
  };
  const why = whyNot(session.whyNot.start);
  const when = `${times.moment(session.opensAt, session.zone)} ${times.zone(session.zone)}`;
  const early = session.source === "pool" && session.whyNot.start !== null && (session.state === "confirmed" || session.state === "waiting");
  return (
    <ActButton
      size={size}
      variant={session.source === "pool" && session.handover !== "start link" ? "default" : "filled"}
      leftSection={<Video size={18} aria-hidden />}
      loading={start.isPending}
      whyNot={why === null ? null : early ? `${why} ${t("from", { when })}` : why}
      onClick={click}
    >
      {t("button")}
    </ActButton>
  );
}

/** In credentials mode the start link is only a way out, shown when it works. */
export const offersStart = (session: SessionDetail): boolean =>
  session.handover === "start link" ? !["ended", "cancelled", "declined"].includes(session.state) : session.whyNot.start === null;
