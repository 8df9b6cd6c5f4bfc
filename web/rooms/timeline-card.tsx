import { Anchor, Button, Group, Popover, Stack, Text } from "@mantine/core";
import { ArrowRightLeft } from "lucide-react";
import { Link } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import { StateBadge } from "../sessions/state-badge.tsx";
import { ActButton } from "../shell/act-button.tsx";
import { useWhyNot as useWhyNotCall } from "../shell/may.ts";
import { Range } from "../shell/times.tsx";
import { useWhyNot } from "../shell/trouble.tsx";
import { titleOf } from "./timeline-queries.ts";
import type { TimelineSession } from "./timeline-rows.ts";
import classes from "./timeline.module.css";

type Props = {
  session: TimelineSession;
  zone: string;
  /** The part of the block that is in sight, in the window. */
  box: { left: number; top: number; width: number; height: number };
  /** Opened on purpose: takes the keyboard and stays. */
  pinned: boolean;
  onClose: () => void;
  onMove: () => void;
  onStay: (stays: boolean) => void;
};

/** All that a block is too small to say, and what can be done with it. */
export function TimelineCard({ session, zone, box, pinned, onClose, onMove, onStay }: Props) {
  const t = useTranslations("timeline");
  const title = titleOf(session, t("privateTitle"));
  return (
    <Popover
      withRoles={false}
      opened
      onChange={(open) => !open && onClose()}
      withArrow
      shadow="md"
      width={320}
      radius="md"
      trapFocus={pinned}
      returnFocus={pinned}
      position="bottom"
    >
      <Popover.Target>
        <div className={classes.anchor} style={box} />
      </Popover.Target>
      <Popover.Dropdown role="dialog" onPointerEnter={() => onStay(true)} onPointerLeave={() => onStay(false)} aria-label={title}>
        <Stack gap={8}>
          <Group justify="space-between" align="flex-start" wrap="nowrap" gap="xs">
            <Text fw={650} lineClamp={3} title={title} style={{ overflowWrap: "anywhere" }}>
              {title}
            </Text>
            <StateBadge state={session.state} size="md" />
          </Group>
          <Facts session={session} zone={zone} />
          <Doings session={session} onMove={onMove} />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function Facts({ session, zone }: { session: TimelineSession; zone: string }) {
  const t = useTranslations("timeline");
  const c = useTranslations("common");
  return (
    <Stack gap={3} fz="sm">
      <Fact name={t("time")}>
        <Range start={session.start} end={session.end} zone={zone} />
      </Fact>
      {session.reserved !== null && session.room !== null && (
        <Fact name={t("taken")}>
          <Range start={session.reserved.start} end={session.reserved.end} zone={zone} timeOnly />
        </Fact>
      )}
      {session.host === null ? <Fact name={t("room")}>{session.room?.name ?? t("noRoomYet")}</Fact> : <Fact name={t("host")}>{session.host.name}</Fact>}
      {session.organizer.name !== "" && <Fact name={t("organizer")}>{session.organizer.name}</Fact>}
      <Fact name={t("kind")}>{c(`kind.${session.kind}`)}</Fact>
      {session.title !== "" && <Fact name={t("expected")}>{session.expected ?? t("notTold")}</Fact>}
      {session.alarm && (
        <Text size="sm" c="red">
          {t("alarm")}
        </Text>
      )}
    </Stack>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <Text size="sm" component="div" style={{ overflowWrap: "anywhere" }}>
      <Text span c="dimmed" inherit>
        {name}:
      </Text>{" "}
      {children}
    </Text>
  );
}

function Doings({ session, onMove }: { session: TimelineSession; onMove: () => void }) {
  const t = useTranslations("timeline");
  const whyNot = useWhyNot();
  const whyNotCall = useWhyNotCall();
  if (session.title === "") return null; // somebody else's: there is nothing to open
  const reason = whyNotCall(session.room === null ? "POST /api/sessions/:id/assign" : "POST /api/sessions/:id/move") ?? whyNot(session.whyNotMove ?? null);
  return (
    <>
      <Group gap="xs">
        <Anchor component={Link} to="/sessions/$id" params={{ id: session.id } as never} underline="never">
          <Button size="xs" component="span">
            {t("open")}
          </Button>
        </Anchor>
        <ActButton size="xs" variant="default" whyNot={reason} onClick={onMove} leftSection={<ArrowRightLeft size={14} aria-hidden />}>
          {session.room === null && session.host === null ? t("assign") : t("move")}
        </ActButton>
      </Group>
      {reason !== null && (
        <Text size="xs" c="dimmed">
          {reason}
        </Text>
      )}
    </>
  );
}
