import { Badge, Box, Tooltip } from "@mantine/core";
import { CircleCheck, PlugZap, Unplug, WifiOff } from "lucide-react";
import { useTranslations } from "use-intl";
import { useMe } from "./me.ts";
import { useQuarter } from "./now.ts";
import { isToday, useTimes } from "./times.tsx";

/** On phones, where the pill is in the closed menu: a line under the header for as long as something is wrong. */
export function ZoomTrouble() {
  if (useMe().zoom.state === "connected") return null;
  return (
    <Box px="sm" pb={6} hiddenFrom="sm">
      <ZoomPill />
    </Box>
  );
}

/** How Zoom is: an icon and words, the colour only besides. */
export function ZoomPill() {
  const { zoom, institution } = useMe();
  const t = useTranslations("common.zoom");
  const times = useTimes();
  const now = useQuarter();
  if (zoom.state === "connected") {
    return (
      <Pill label={t("connectedText")} color="green" icon={<CircleCheck size={13} aria-hidden />}>
        {t("connected")}
      </Pill>
    );
  }
  if (zoom.state === "reconnect needed") {
    return (
      <Pill label={zoom.because === null ? t("reconnectText") : t(`because.${zoom.because}`)} color="red" icon={<PlugZap size={13} aria-hidden />}>
        {t("reconnect")}
      </Pill>
    );
  }
  if (zoom.state !== "unreachable")
    return (
      <Pill label={t(`standing.${zoom.state}Text`)} color="gray" icon={<Unplug size={13} aria-hidden />}>
        {t(`standing.${zoom.state}`)}
      </Pill>
    );
  const zone = times.zone(institution.zone);
  const text =
    zoom.since === null
      ? t("unreachable")
      : isToday(zoom.since, now, institution.zone)
        ? t("unreachableSince", { time: times.time(zoom.since, institution.zone), zone })
        : t("unreachableSinceDay", { time: times.moment(zoom.since, institution.zone), zone });
  return (
    <Pill label={t("unreachableText", { since: text })} color="yellow" icon={<WifiOff size={13} aria-hidden />}>
      {text}
    </Pill>
  );
}

function Pill({ label, color, icon, children }: { label: string; color: string; icon: React.ReactNode; children: string }) {
  return (
    <Tooltip label={label} multiline maw={320}>
      <Badge variant="light" color={color} size="lg" leftSection={icon} tabIndex={0} role="status" maw="100%" h="auto" mih={26} py={3} styles={wrapping}>
        {children}
      </Badge>
    </Tooltip>
  );
}

/** In the menu and on phones it is longer than there is room. */
const wrapping = { label: { whiteSpace: "normal", lineHeight: 1.35 } } as const;
