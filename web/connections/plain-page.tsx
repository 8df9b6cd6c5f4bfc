import { Box, Container, Stack, Title } from "@mantine/core";
import { useEffect, type ReactNode } from "react";
import { DoorHead } from "../shell/door-head.tsx";

/** A page for somebody without an account here: nothing but what it says, in the language that its reader chooses. */
export function PlainPage({ title, children }: { title: string; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Bedel`;
  }, [title]);
  return (
    <Box component="main" mih="100dvh" p="md" style={{ background: "var(--app-canvas)" }}>
      <Container size={720} p={0}>
        <Stack gap="lg">
          <DoorHead />
          <Title order={1} size="h2" style={{ overflowWrap: "anywhere" }}>
            {title}
          </Title>
          {children}
        </Stack>
      </Container>
    </Box>
  );
}
