import { Badge, Box, Tooltip } from "@mantine/core";
import { CircleCheck, PlugZap, WifiOff } from "lucide-react";
import { useTranslations } from "use-intl";
import { useMe } from "./me.ts";
import { useTimes } from "./times.tsx";

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
  const since = zoom.since === null ? null : times.time(zoom.since, institution.zone);
  if (zoom.state === "connected") {
    return (
      <Pill label={t("connectedText")} color="green" icon={<CircleCheck size={13} aria-hidden />}>
        {t("connected")}
      </Pill>
    );
  }
  if (zoom.state === "reconnect needed") {
    return (
      <Pill label={t("reconnectText")} color="red" icon={<PlugZap size={13} aria-hidden />}>
        {t("reconnect")}
      </Pill>
    );
  }
  const label = since === null ? t("unreachable") : t("unreachableText", { time: since, zone: times.zone(institution.zone) });
  return (
    <Pill label={label} color="yellow" icon={<WifiOff size={13} aria-hidden />}>
      {since === null ? t("unreachable") : t("unreachableSince", { time: since, zone: times.zone(institution.zone) })}
    </Pill>
  );
}

function Pill({ label, color, icon, children }: { label: string; color: string; icon: React.ReactNode; children: string }) {
  return (
    <Tooltip label={label}>
      <Badge variant="light" color={color} size="lg" leftSection={icon} tabIndex={0} role="status" maw="100%" h="auto" mih={26} py={3} styles={wrapping}>
        {children}
      </Badge>
    </Tooltip>
  );
}

/** In the menu and on phones it is longer than there is room. */
const wrapping = { label: { whiteSpace: "normal", lineHeight: 1.35 } } as const;
