import { Group, Text } from "@mantine/core";
import { Users } from "lucide-react";
import { useTranslations } from "use-intl";
import type { SessionDetail } from "../../src/sessions/contract.ts";
import { Moment } from "../shell/times.tsx";

/** How many people are inside, and when Zoom said so. */
export function LiveCount({ live, zone }: { live: NonNullable<SessionDetail["live"]>; zone: string }) {
  const t = useTranslations("session.live");
  return (
    <Group gap="sm" mt="md" align="center" wrap="nowrap">
      <Users size={22} aria-hidden />
      <div>
        <Text fw={650} size="lg">
          {t("inside", { n: live.inside })}
        </Text>
        <Text size="sm" c="dimmed">
          {t("since")} <Moment at={live.since} zone={zone} timeOnly /> · {t("checked")} <Moment at={live.checkedAt} zone={zone} timeOnly />
        </Text>
      </div>
    </Group>
  );
}
