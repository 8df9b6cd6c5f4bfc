import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { RoomChoice } from "../../src/sessions/contract.ts";
import { ActButton } from "../shell/act-button.tsx";
import { useReturnFocus } from "../shell/return-focus.ts";
import { Loading } from "../shell/states.tsx";
import { Range } from "../shell/times.tsx";
import { Trouble } from "../shell/trouble.tsx";
import { RoomChoiceList } from "./room-choice.tsx";
import { roomChoicesQuery, titleOf, useMove } from "./timeline-queries.ts";
import type { TimelineSession } from "./timeline-rows.ts";

type Props = {
  session: TimelineSession;
  zone: string;
  onClose: () => void;
  /** Where the page knows them already; otherwise they are asked for. */
  rooms?: readonly RoomChoice[];
};

/** The same as dragging, for whoever can't or won't drag: choose another room for a session, or the first for a waiting request. */
export function MoveDialog({ session, zone, onClose, rooms }: Props) {
  useReturnFocus();
  const t = useTranslations("timeline");
  const c = useTranslations("common");
  const [roomId, setRoomId] = useState<string | null>(null);
  const { data, error, refetch } = useQuery({ ...roomChoicesQuery(session), enabled: rooms === undefined });
  const choices = (rooms ?? data?.rooms)?.filter((each) => each.id !== session.room?.id);
  const move = useMove(onClose);
  const waits = session.room === null;
  const room = choices?.find((each) => each.id === roomId && each.whyNot === null);
  return (
    <Modal opened onClose={onClose} title={waits ? t("assignTitle") : t("moveTitle")} closeButtonProps={{ "aria-label": c("close") }}>
      <Stack>
        <div>
          <Text fw={600} lineClamp={3} title={session.title} style={{ overflowWrap: "anywhere" }}>
            {titleOf(session, t("privateTitle"))}
          </Text>
          <Text size="sm">
            <Range start={session.start} end={session.end} zone={zone} />
          </Text>
          {session.room !== null && (
            <Text size="sm" c="dimmed">
              {t("currentRoom", { room: session.room.name })} {t(session.state === "handed over" ? "moveOpened" : "moveIntro")}
            </Text>
          )}
        </div>
        {choices !== undefined && <RoomChoiceList rooms={choices} value={roomId} onChange={setRoomId} />}
        {choices === undefined && (error === null ? <Loading rows={3} height={36} /> : <Trouble error={error} again={() => void refetch()} />)}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {c("cancel")}
          </Button>
          <ActButton
            loading={move.isPending}
            whyNot={room === undefined ? t("chooseFirst") : null}
            onClick={() => room !== undefined && move.mutate({ session, room })}
          >
            {waits ? t("assignNow") : t("moveNow")}
          </ActButton>
        </Group>
      </Stack>
    </Modal>
  );
}
