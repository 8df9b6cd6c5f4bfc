import { Center, Skeleton, Stack, Text, ThemeIcon, Title } from "@mantine/core";
import { Inbox, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";

/** `order` 1: it is all that the page says. */
type EmptyProps = { title: string; text?: string; icon?: LucideIcon; order?: 1 | 2; children?: ReactNode };

/** Nothing here yet, and what one may do about it. */
export function Empty({ title, text, icon: Icon = Inbox, order = 2, children }: EmptyProps) {
  return (
    <Center py={48} px="md">
      <Stack align="center" gap="sm" maw={440} ta="center">
        <ThemeIcon size={56} radius="xl" variant="light" aria-hidden>
          <Icon size={28} />
        </ThemeIcon>
        <Title order={order} size="h4" style={{ overflowWrap: "anywhere" }}>
          {title}
        </Title>
        {text !== undefined && <Text c="dimmed">{text}</Text>}
        {children}
      </Stack>
    </Center>
  );
}

/** The shape of what is coming, quiet enough not to flicker. */
export function Loading({ rows = 3, height = 72 }: { rows?: number; height?: number }) {
  const t = useTranslations("common");
  return (
    <Stack role="status" aria-label={t("loading")}>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={height} radius="lg" />
      ))}
    </Stack>
  );
}
