import { Anchor, Group, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { PlugZap } from "lucide-react";
import { useTranslations } from "use-intl";
import { useMay } from "./may.ts";
import { useMe } from "./me.ts";
import classes from "./shell.module.css";

const TOLD = { "reconnect needed": "reconnect_needed", paused: "paused", disconnected: "disconnected" } as const;

/** On every page while somebody has to do something about Zoom, with the way to where it is done. Organizers can't mend it: they hear that it is known. */
export function ZoomBanner() {
  const me = useMe();
  const t = useTranslations("life.banner");
  const { state } = me.zoom;
  const canMend = useMay()("GET /api/connection");
  if (state !== "reconnect needed" && state !== "paused" && state !== "disconnected") return null;
  if (!canMend && state === "paused") return null;
  return (
    <Group className={classes.zoom} gap={8} px="sm" py={6} role="status" wrap="nowrap">
      <PlugZap size={15} aria-hidden style={{ flex: "none" }} />
      <Group gap="0 8px">
        <Text size="xs" component="span">
          {canMend ? t(TOLD[state]) : t("organizers")}
        </Text>
        {canMend && (
          <Anchor component={Link} to="/connection" size="xs" underline="always">
            {t("goThere")}
          </Anchor>
        )}
      </Group>
    </Group>
  );
}
