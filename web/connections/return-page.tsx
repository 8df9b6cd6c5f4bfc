import { Card, Group, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { useSearch } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import { ButtonLink } from "../shell/links.tsx";
import { PlainOutcome } from "./outcome-notice.tsx";
import { PlainPage } from "./plain-page.tsx";

/** All that ends here; an address may say anything. */
const NOT_USED = ["begun_at_zoom", "unknown_state", "other_browser"] as const;

/** Where what can't be used ends, such as an authorization that was begun at Zoom: whose Zoom it was to be is asked here, and begun afresh. */
export function ReturnPage() {
  const t = useTranslations("connecting.returned");
  const { outcome } = useSearch({ from: "/zoom-return" });
  return (
    <PlainPage title={t("title")}>
      <Stack gap="md">
        <PlainOutcome outcome={NOT_USED.find((each) => each === outcome) ?? "unknown_state"} />
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <Choice title={t("institution")} text={t("institutionText")} to="/connection" />
          <Choice title={t("personal")} text={t("personalText")} to="/account" />
        </SimpleGrid>
      </Stack>
    </PlainPage>
  );
}

function Choice({ title, text, to }: { title: string; text: string; to: string }) {
  const t = useTranslations("connecting.returned");
  return (
    <Card>
      <Stack gap="sm" justify="space-between" h="100%">
        <div>
          <Title order={2} size="h5">
            {title}
          </Title>
          <Text size="sm" c="dimmed">
            {text}
          </Text>
        </div>
        <Group>
          <ButtonLink to="/sign-in" search={{ to }} variant="default" aria-label={`${t("signIn")}: ${title}`}>
            {t("signIn")}
          </ButtonLink>
        </Group>
      </Stack>
    </Card>
  );
}
