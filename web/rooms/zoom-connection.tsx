import { Alert, Text } from "@mantine/core";
import { PlugZap } from "lucide-react";
import { useTranslations } from "use-intl";
import { useMe } from "../shell/me.ts";
import { useTimes } from "../shell/times.tsx";

/** Zoom refuses the connection: why, and who does what about it. The header's pill says only that it is so. */
export function ConnectionTrouble() {
  const t = useTranslations("common.zoom");
  const times = useTimes();
  const { zoom, institution } = useMe();
  if (zoom.because === null) return null;
  const { zone } = institution;
  return (
    <Alert color="red" icon={<PlugZap aria-hidden />} title={t("reconnect")}>
      <Text size="sm">{t(`because.${zoom.because}`)}</Text>
      {zoom.since !== null && (
        <Text size="sm" mt={4}>
          {t("sinceThen", { time: times.moment(zoom.since, zone), zone: times.zone(zone) })}
        </Text>
      )}
    </Alert>
  );
}
