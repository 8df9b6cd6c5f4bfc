import { ActionIcon, Menu, Stack, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { ArrowRightLeft, ChartColumn, CircleX, EllipsisVertical, PencilLine, Repeat, Square } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { SessionDetail } from "../../src/sessions/contract.ts";
import { MoveDialog } from "../rooms/move-dialog.tsx";
import { ActButton } from "../shell/act-button.tsx";
import { useConfirm } from "../shell/confirm.tsx";
import { ButtonLink } from "../shell/links.tsx";
import { useMinute } from "../shell/now.ts";
import { useWhyNot } from "../shell/trouble.tsx";
import { ChangeDialog } from "./change-dialog.tsx";
import { ExtendMenu } from "./extend-menu.tsx";
import { canUncancel } from "./hold.ts";
import { useSessionAct } from "./session-act.ts";

/** What can be done with a session now. What can't be at the moment says why; what makes no sense any more isn't there. */
export function SessionActions({ session }: { session: SessionDetail }) {
  const t = useTranslations("session.actions");
  const whyNot = useWhyNot();
  const [open, setOpen] = useState<"change" | "move" | null>(null);
  const close = (): void => setOpen(null);
  const ahead = ["waiting", "confirmed", "handed over"].includes(session.state);
  const live = session.state === "live";
  const opened = session.state === "handed over";
  return (
    <>
      {session.reportState !== "none yet" && (
        <ButtonLink to="/sessions/$id/report" params={{ id: session.id }} leftSection={<ChartColumn size={17} aria-hidden />}>
          {t("report")}
        </ButtonLink>
      )}
      {(live || (opened && session.whyNot.extend === null)) && <ExtendMenu session={session} />}
      {(live || (opened && session.whyNot.end === null)) && <EndButton session={session} />}
      {ahead && (
        <ActButton
          variant="default"
          leftSection={<PencilLine size={16} aria-hidden />}
          whyNot={whyNot(session.whyNot.change)}
          onClick={() => setOpen("change")}
        >
          {t("change")}
        </ActButton>
      )}
      {session.room !== null && ahead && (
        <ActButton
          variant="default"
          leftSection={<ArrowRightLeft size={16} aria-hidden />}
          whyNot={whyNot(session.whyNot.move)}
          onClick={() => setOpen("move")}
        >
          {t("move")}
        </ActButton>
      )}
      {ahead && <CancelButton session={session} />}
      <MoreMenu session={session} />
      {open === "change" && <ChangeDialog session={session} onClose={close} />}
      {open === "move" && <MoveDialog session={{ ...session, whyNotMove: session.whyNot.move }} zone={session.zone} onClose={close} />}
    </>
  );
}

function EndButton({ session }: { session: SessionDetail }) {
  const t = useTranslations("session.end");
  const whyNot = useWhyNot();
  const confirm = useConfirm();
  const act = useSessionAct(session.id);
  const end = async (): Promise<void> => {
    if (await confirm({ title: t("title"), text: t("text"), yes: t("yes"), danger: true })) act.mutate({ verb: "end", done: t("done") });
  };
  return (
    <ActButton
      variant="default"
      leftSection={<Square size={15} aria-hidden />}
      loading={act.isPending}
      whyNot={whyNot(session.whyNot.end)}
      onClick={() => void end()}
    >
      {t("button")}
    </ActButton>
  );
}

function CancelButton({ session }: { session: SessionDetail }) {
  const t = useTranslations("session.cancel");
  const whyNot = useWhyNot();
  const confirm = useConfirm();
  const act = useSessionAct(session.id);
  const cancel = async (): Promise<void> => {
    const sure = await confirm({ title: t("title"), text: <CancelText session={session} />, yes: t("yes"), no: t("no"), danger: true });
    if (sure) act.mutate({ verb: "cancel", body: { revision: session.revision } });
  };
  return (
    <ActButton
      variant="default"
      c={session.whyNot.cancel === null ? "red" : "dimmed"}
      leftSection={<CircleX size={16} aria-hidden />}
      loading={act.isPending}
      whyNot={whyNot(session.whyNot.cancel)}
      onClick={() => void cancel()}
    >
      {t("button")}
    </ActButton>
  );
}

/** What comes of cancelling, as it is while the question stands there: the half hour before the start may begin meanwhile. */
function CancelText({ session }: { session: SessionDetail }) {
  const t = useTranslations("session.cancel");
  const now = useMinute();
  const { sent, queued, ambiguous } = session.mails.links;
  const linked = sent + queued + ambiguous;
  const waiting = session.state === "waiting";
  return (
    <Stack gap="xs">
      <Text>
        {t(waiting ? "request" : session.host === null ? "room" : "host")} {linked > 0 ? t("told", { n: linked }) : t("nobodyTold")}
      </Text>
      <Text>{t(canUncancel(session, now) ? "undo" : "forGood")}</Text>
    </Stack>
  );
}

function MoreMenu({ session }: { session: SessionDetail }) {
  const t = useTranslations("session.actions");
  const common = useTranslations("common");
  const go = useNavigate();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size={36} aria-label={common("more")}>
          <EllipsisVertical size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<Repeat size={16} aria-hidden />} onClick={() => void go({ to: "/ask", search: { again: session.id } })}>
          {t("again")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
