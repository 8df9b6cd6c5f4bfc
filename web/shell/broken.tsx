import { Alert, Box, Button, Group, Stack, Text } from "@mantine/core";
import { useRouter, type ErrorComponentProps } from "@tanstack/react-router";
import { TriangleAlert } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { NoAnswerError } from "./api.ts";
import { readAnew, readAnewOnce } from "./page-code.ts";
import { Page } from "./page.tsx";

/** Stands where a page should, within the frame: its code could not be had, or drawing it failed. What was saved before is not known here, so nothing is said of it but that. */
export function Broken({ error, reset }: ErrorComponentProps) {
  const t = useTranslations("common.trouble");
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const missing = error instanceof NoAnswerError;
  useEffect(() => {
    if (missing) void readAnewOnce();
  }, [missing]);
  const again = async (): Promise<void> => {
    setBusy(true);
    if (missing) await readAnew();
    else await router.invalidate();
    setBusy(false);
    if (!missing) reset();
  };
  return (
    <Page title={t("broken")} width="narrow">
      <Alert color="red" variant="light" icon={<TriangleAlert aria-hidden />} role="alert">
        <Stack gap="sm" align="flex-start">
          <Text size="sm">{t(missing ? "noAnswer" : "brokenText")}</Text>
          <Button size="xs" variant="default" loading={busy} onClick={() => void again()}>
            {t("again")}
          </Button>
        </Stack>
      </Alert>
    </Page>
  );
}

/** The frame itself is broken: there is no menu to leave by. */
export function BrokenFrame(props: ErrorComponentProps) {
  const t = useTranslations("common.trouble");
  return (
    <Box component="main" p="md">
      <Stack>
        <Broken {...props} />
        <Group justify="center">
          <Button component="a" href="/" variant="subtle">
            {t("home")}
          </Button>
        </Group>
      </Stack>
    </Box>
  );
}
