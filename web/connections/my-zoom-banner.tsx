import { Anchor, Group, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { PlugZap } from "lucide-react";
import { useTranslations } from "use-intl";
import { myZoomQuery } from "./my-zoom-queries.ts";

/** For the member alone whose own Zoom has to be connected again. */
export function MyZoomBanner() {
  const t = useTranslations("myZoom");
  const { data } = useQuery(myZoomQuery);
  if (data?.own.standing !== "reconnect needed") return null;
  return (
    <Group role="status" gap="xs" px="md" py={6} justify="center" style={{ borderTop: "1px solid var(--app-line)" }}>
      <PlugZap size={16} aria-hidden />
      <Text size="sm">{t("banner")}</Text>
      <Anchor component={Link} to="/account" size="sm" underline="always">
        {t("bannerLink")}
      </Anchor>
    </Group>
  );
}
