import { Box, Container, Group, Stack, Text, Title } from "@mantine/core";
import { useEffect, type ReactNode } from "react";
import { useTranslations } from "use-intl";
import { LanguageSwitch, ThemeSwitch } from "../shell/switches.tsx";
import classes from "../shell/shell.module.css";

/** A page for somebody without an account here: nothing but what it says, in the language that its reader chooses. */
export function PlainPage({ title, children }: { title: string; children: ReactNode }) {
  const product = useTranslations("common")("product");
  useEffect(() => {
    document.title = `${title} · Bedel`;
  }, [title]);
  return (
    <Box component="main" mih="100dvh" p="md" style={{ background: "var(--app-canvas)" }}>
      <Container size={720} p={0}>
        <Stack gap="lg">
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
          <Title order={1} size="h2" style={{ overflowWrap: "anywhere" }}>
            {title}
          </Title>
          {children}
        </Stack>
      </Container>
    </Box>
  );
}
