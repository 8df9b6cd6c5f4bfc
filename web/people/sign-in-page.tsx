import { Card, Center, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslations } from "use-intl";
import { SandboxPeople } from "./sign-in-sandbox.tsx";
import { SignInForm } from "./sign-in-form.tsx";
import { sandboxQuery } from "../shell/sandbox-clock.ts";
import { LanguageSwitch, ThemeSwitch } from "../shell/switches.tsx";
import classes from "../shell/shell.module.css";

export function SignInPage() {
  const t = useTranslations("signIn");
  const product = useTranslations("common")("product");
  const { data: sandbox } = useQuery({ ...sandboxQuery, refetchInterval: false });
  useEffect(() => {
    document.title = `${t("title")} · Bedel`;
  }, [t]);
  return (
    <Center component="main" mih="100dvh" p="md" style={{ background: "var(--app-canvas)" }}>
      <Stack w="100%" maw={460} gap="md">
        <Group justify="space-between">
          <Group gap={10}>
            <span className={classes.mark} aria-hidden>
              b
            </span>
            <Text fw={650} size="lg">
              {product}
            </Text>
          </Group>
          <Group gap="xs">
            <LanguageSwitch />
            <ThemeSwitch />
          </Group>
        </Group>
        {sandbox !== undefined && sandbox.people.length > 0 && <SandboxPeople people={sandbox.people} />}
        <Card padding="xl">
          <Stack>
            <div>
              <Title order={1} size="h3">
                {t("title")}
              </Title>
              <Text c="dimmed" size="sm">
                {t("text")}
              </Text>
            </div>
            <SignInForm />
          </Stack>
        </Card>
      </Stack>
    </Center>
  );
}
