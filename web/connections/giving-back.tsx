import { Alert, Stack, Text } from "@mantine/core";
import { Info } from "lucide-react";
import { useTranslations } from "use-intl";
import type { GivingBackView } from "../../src/connections/authorizing/contract.ts";
import { useMe } from "../shell/me.ts";
import { Moment } from "../shell/times.tsx";

/** What is not used here and lives on at Zoom until Zoom confirms its end; nothing where all is confirmed. */
export function GivingBack({ all }: { all: readonly GivingBackView[] }) {
  const t = useTranslations("connecting.givingBack");
  const { zone } = useMe().member;
  if (all.length === 0) return null;
  return (
    <Alert color="yellow" variant="light" icon={<Info aria-hidden />} title={t("title")} role="status">
      <Stack gap="xs">
        {all.map(({ id, email, tellAt }) => (
          <div key={id}>
            <Text size="sm" style={{ overflowWrap: "anywhere" }}>
              {t("text", { email: email ?? "none" })}
            </Text>
            <Text size="sm" c="dimmed">
              {t("next")}: <Moment at={tellAt} zone={zone} />
            </Text>
          </div>
        ))}
        <Text size="sm">{t("meanwhile")}</Text>
      </Stack>
    </Alert>
  );
}
