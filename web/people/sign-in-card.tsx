import { Card, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { Door } from "../shell/door.tsx";

type Props = { title: string; text?: string; above?: ReactNode; children: ReactNode };

/** Every page of signing in: before the door, on one card. */
export function SignInCard({ title, text, above, children }: Props) {
  return (
    <Door title={title} width={460}>
      {above}
      <Card padding="xl">
        <Stack>
          <div>
            <Title order={1} size="h3">
              {title}
            </Title>
            {text !== undefined && (
              <Text c="dimmed" size="sm">
                {text}
              </Text>
            )}
          </div>
          {children}
        </Stack>
      </Card>
    </Door>
  );
}
