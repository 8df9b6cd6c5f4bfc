import { Anchor, Group, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { PlugZap } from "lucide-react";
import { useTranslations } from "use-intl";
import { isAdmin, useMe } from "./me.ts";
import classes from "./shell.module.css";

const TOLD = { "reconnect needed": "reconnect_needed", paused: "paused", disconnected: "disconnected" } as const;

/** On every page while somebody has to do something about Zoom, with the way to where it is done. Organizers can't mend it: they hear that it is known. */
export function ZoomBanner() {
  const me = useMe();
  const t = useTranslations("life.banner");
  const { state } = me.zoom;
  if (state !== "reconnect needed" && state !== "paused" && state !== "disconnected") return null;
  if (!isAdmin(me) && state === "paused") return null;
  return (
    <Group className={classes.zoom} gap={8} px="sm" py={6} role="status">
      <PlugZap size={15} aria-hidden style={{ flex: "none" }} />
      <Text size="xs" component="span">
        {isAdmin(me) ? t(TOLD[state]) : t("organizers")}
      </Text>
      {isAdmin(me) && (
        <Anchor component={Link} to="/connection" size="xs" underline="always">
          {t("goThere")}
        </Anchor>
      )}
    </Group>
  );
}
