import { Anchor, Badge, Button, Card, Group, Stack, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Hourglass } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { z } from "zod";
import type { waitingQueue } from "../../src/sessions/contract.ts";
import { MoveDialog } from "../rooms/move-dialog.tsx";
import { useMinute } from "../shell/now.ts";
import { Moment, Range, useTimes } from "../shell/times.tsx";
import { DeclineDialog } from "./waiting-page-decline.tsx";

export type Waiting = z.infer<typeof waitingQueue>["waiting"][number];

/** One request: what is asked for, what would fit, and what an administrator can do. */
export function WaitingRequest({ request, place }: { request: Waiting; place: number }) {
  const t = useTranslations("waiting");
  const c = useTranslations("common");
  const times = useTimes();
  const now = useMinute();
  const [open, setOpen] = useState<"assign" | "decline" | null>(null);
  const close = (): void => setOpen(null);
  const asked = times.length(now - Date.parse(request.askedAt));
  return (
    <Card component="article" aria-label={request.title}>
      <Group justify="space-between" align="flex-start" gap="md">
        <Stack gap={6} style={{ flex: "1 1 340px", minWidth: 0 }}>
          <Group gap="xs" align="flex-start" wrap="nowrap">
            <Badge variant="light" color="yellow" leftSection={<Hourglass size={12} aria-hidden />} mt={3} style={{ flex: "none" }}>
              {t("place", { place })}
            </Badge>
            <Anchor
              component={Link}
              to="/sessions/$id"
              params={{ id: request.id } as never}
              c="inherit"
              fw={650}
              size="lg"
              lineClamp={2}
              title={request.title}
              style={{ overflowWrap: "anywhere", minWidth: 0 }}
            >
              {request.title}
            </Anchor>
          </Group>
          <Text component="div">
            <Range start={request.start} end={request.end} zone={request.zone} />
          </Text>
          <Text size="sm" c="dimmed" component="div" style={{ overflowWrap: "anywhere" }}>
            {request.organizer.name} ({request.organizer.email}) · {c(`kind.${request.kind}`)} ·{" "}
            {request.expected === null ? t("expectedUnknown") : t("expected", { count: request.expected })} ·{" "}
            <span title={`${times.moment(request.askedAt, request.zone)} ${times.zone(request.zone)}`}>{t("since", { ago: asked })}</span>
          </Text>
          <Text size="sm">{request.noneProven ? t("noneProven") : t("noneFound")}</Text>
          <Nearest request={request} />
        </Stack>
        <Group gap="xs">
          <Button onClick={() => setOpen("assign")} aria-label={t("assignOne", { title: request.title })}>
            {t("assign")}
          </Button>
          <Button variant="default" onClick={() => setOpen("decline")} aria-label={t("declineOne", { title: request.title })}>
            {t("decline")}
          </Button>
        </Group>
      </Group>
      {open === "assign" && <MoveDialog session={request} rooms={request.rooms} zone={request.zone} onClose={close} />}
      {open === "decline" && <DeclineDialog request={request} onClose={close} />}
    </Card>
  );
}

function Nearest({ request }: { request: Waiting }) {
  const t = useTranslations("waiting");
  if (request.nearest.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t("noNearest")}
      </Text>
    );
  return (
    <Group gap={6} component="div">
      <Text size="sm" c="dimmed" span>
        {t("nearest")}:
      </Text>
      {request.nearest.map((at) => (
        <Badge key={at} variant="default" size="lg" fw={500} maw="100%" styles={{ label: { whiteSpace: "normal" }, root: { height: "auto", minHeight: 26 } }}>
          <Moment at={at} zone={request.zone} />
        </Badge>
      ))}
    </Group>
  );
}
