import { List, Stack, Text, Title } from "@mantine/core";
import { useTranslations } from "use-intl";

type Leads = { generation: number; links: number };

/** What will be made in the Zoom account by itself, and when. */
export function ByItself({ leads }: { leads: Leads }) {
  const t = useTranslations("connecting.before");
  const whole = leads.generation % 60 === 0;
  return (
    <>
      <List.Item>{whole ? t("generation", { hours: leads.generation / 60 }) : t("generationMinutes", { minutes: leads.generation })}</List.Item>
      <List.Item>{t("links", { minutes: leads.links })}</List.Item>
    </>
  );
}

/** That, and how to take it back there: said before anybody leaves for Zoom. */
export function BeforeLeaving({ leads }: { leads: Leads }) {
  const t = useTranslations("connecting.before");
  return (
    <Stack gap="xs">
      <Title order={3} size="h5">
        {t("title")}
      </Title>
      <List size="sm" spacing={4}>
        <ByItself leads={leads} />
        <List.Item>{t("nothingElse")}</List.Item>
        <List.Item>{t("licence")}</List.Item>
        <List.Item>{t("keeps")}</List.Item>
      </List>
      <TakingBack />
    </Stack>
  );
}

export function TakingBack() {
  const t = useTranslations("connecting.before");
  return (
    <>
      <Title order={3} size="h5">
        {t("remove")}
      </Title>
      <List type="ordered" size="sm" spacing={4}>
        {t("removeSteps")
          .split("\n")
          .map((line) => (
            <List.Item key={line}>{line}</List.Item>
          ))}
      </List>
      <Text size="sm" c="dimmed">
        {t("removeAfter")}
      </Text>
    </>
  );
}
