import { Box, Container, Group, Stack, Text, Title } from "@mantine/core";
import { useEffect, type ReactNode } from "react";

type Props = {
  title: string;
  /** One quiet sentence under the title. */
  text?: ReactNode;
  /** Buttons and badges at the right of the title; under it on a phone. */
  aside?: ReactNode;
  /** `narrow` for reading and forms, `wide` for tables, `full` for the timeline. */
  width?: "narrow" | "wide" | "full";
  children: ReactNode;
};

const widths = { narrow: 820, wide: 1180, full: "100%" } as const;

/** Every page: its title, what can be done there, and its content. */
export function Page({ title, text, aside, width = "wide", children }: Props) {
  useEffect(() => {
    document.title = `${title} · Bedel`;
  }, [title]);
  return (
    <Container size={widths[width]} fluid={width === "full"} px={{ base: 0, sm: "xs" }} py={{ base: 4, sm: "xs" }}>
      <Stack gap="lg">
        <Group justify="space-between" align="flex-start" gap="md">
          <Box style={{ minWidth: 0, flex: "1 1 320px" }}>
            <Title order={1} size="h2" style={{ overflowWrap: "anywhere" }}>
              {title}
            </Title>
            {text !== undefined && (
              <Text c="dimmed" mt={4} component="div">
                {text}
              </Text>
            )}
          </Box>
          {aside !== undefined && <Group gap="sm">{aside}</Group>}
        </Group>
        {children}
      </Stack>
    </Container>
  );
}
