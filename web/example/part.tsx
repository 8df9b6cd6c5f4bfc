import { Card, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";

/** One thing to do on the sandbox's page. */
export function Part({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  return (
    <Card component="section">
      <Title order={2} size="h5">
        {title}
      </Title>
      {text !== undefined && (
        <Text size="sm" c="dimmed" mt={2}>
          {text}
        </Text>
      )}
      {children}
    </Card>
  );
}
