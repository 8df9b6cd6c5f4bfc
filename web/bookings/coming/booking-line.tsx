import { Badge, Card, Group, Spoiler, Stack, Text, Tooltip } from "@mantine/core";
import { useTranslations } from "use-intl";
import type { BookingRow } from "../../../src/bookings/contract.ts";
import { AnchorLink } from "../../shell/links.tsx";
import { Range, sameWall, useTimes } from "../../shell/times.tsx";
import { useTypeWords } from "../words.ts";
import classes from "../bookings.module.css";
import type { When } from "../queries.ts";
import { BookingActs } from "./booking-acts.tsx";

/** One appointment: when, who, where, and what can be done about it. */
export function BookingLine({ booking, when }: { booking: BookingRow; when: When }) {
  const t = useTranslations("bookings.line");
  const times = useTimes();
  const words = useTypeWords();
  const { start, end, zone, name, email, guests, type, hosts, message, place, sessionId, cancelledBecause, status } = booking;
  const cancelled = status === "cancelled";
  const common = { to: "/sessions/$id", size: "sm" } as const;
  return (
    <Card component="li" data-cancelled={cancelled || undefined}>
      <Stack gap={6}>
        <Group justify="space-between" align="flex-start" gap="xs">
          <div className={classes.what}>
            <Text fw={600} td={cancelled ? "line-through" : undefined}>
              <Range start={start} end={end} zone={times.reader} />
            </Text>
            {!sameWall(start, zone, times.reader) && (
              <Text size="sm" c="dimmed">
                {t("guest", { time: times.range(start, end, zone), name, city: times.city(zone) })}
              </Text>
            )}
          </div>
          <States booking={booking} />
        </Group>
        <Text className={classes.what ?? ""}>
          {name}{" "}
          <Text span size="sm" c="dimmed">
            {email} {guests > 0 && t("others", { n: guests })}
          </Text>
        </Text>
        <Text size="sm" c="dimmed" className={classes.what ?? ""}>
          {[type, words.place(place), t("with", { names: words.names(hosts) })].join(" · ")}
        </Text>
        {message !== "" && <Said label={t("message")} text={message} />}
        {cancelledBecause !== "" && <Said label={t(booking.cancelledBy === "guest" ? "cancelledGuest" : "cancelledHost")} text={cancelledBecause} />}
        <Group gap="xs" mt={4}>
          {sessionId !== null && (
            <AnchorLink {...common} params={{ id: sessionId }} aria-label={t("sessionOf", { name })}>
              {t("session")}
            </AnchorLink>
          )}
          <BookingActs booking={booking} when={when} />
        </Group>
      </Stack>
    </Card>
  );
}

function States({ booking: { status, cancelledBy, noShow, zoomPending } }: { booking: BookingRow }) {
  const t = useTranslations("bookings.line");
  if (status === "cancelled")
    return (
      <Badge color="gray" variant="outline" size="lg">
        {t(cancelledBy === "guest" ? "cancelledGuest" : "cancelledHost")}
      </Badge>
    );
  return (
    <>
      {zoomPending && (
        <Tooltip label={t("pendingText")}>
          <Badge color="yellow" variant="light" size="lg" tabIndex={0}>
            {t("pending")}
          </Badge>
        </Tooltip>
      )}
      {noShow && (
        <Badge color="gray" variant="light" size="lg">
          {t("noShow")}
        </Badge>
      )}
    </>
  );
}

/** What somebody wrote, however long. */
function Said({ label, text }: { label: string; text: string }) {
  const t = useTranslations("common");
  return (
    <Spoiler styles={{ control: { fontSize: "var(--mantine-font-size-sm)" } }} maxHeight={84} showLabel={t("more")} hideLabel={t("close")}>
      <Text size="sm" className={classes.said ?? ""}>
        <Text span size="sm" c="dimmed">
          {label}:{" "}
        </Text>
        {text}
      </Text>
    </Spoiler>
  );
}
