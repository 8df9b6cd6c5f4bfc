import { Box, Button, Group } from "@mantine/core";
import { Link, Outlet, createRootRoute } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import { BrokenFrame } from "./broken.tsx";
import { Page } from "./page.tsx";

export const root = createRootRoute({ component: Outlet, notFoundComponent: NoPage, errorComponent: BrokenFrame });

function NoPage() {
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
