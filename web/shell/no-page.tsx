import { Box, Button, Group } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import { Page } from "./page.tsx";

/** For an address that leads nowhere. */
export function NoPage() {
  const t = useTranslations("common.trouble");
  return (
    <Box component="main" p="md">
      <Page title={t("noPage")} text={t("noPageText")} width="narrow">
        <Group>
          <Button component={Link} to="/">
            {t("home")}
          </Button>
        </Group>
      </Page>
    </Box>
  );
}
