import { Group, Stack, Text, VisuallyHidden } from "@mantine/core";
import { CircleCheck, CircleX, TriangleAlert } from "lucide-react";
import { useTranslations } from "use-intl";
import type { Finding } from "../../src/classrooms/databases/contract.ts";

const SIGNS = { fine: [CircleCheck, "teal"], warning: [TriangleAlert, "yellow"], fault: [CircleX, "red"] } as const;

/** A finding of the server's as a sentence. */
export function useFound(): (because: string, values?: Finding["values"]) => string {
  const t = useTranslations("external.found");
  return (because, values = {}) => t(because as Parameters<typeof t>[0], values as never);
}

/** What was found of a mapping when it was tried. */
export function Findings({ findings }: { findings: readonly Finding[] }) {
  const t = useTranslations("external");
  const found = useFound();
  return (
    <Stack component="ul" gap={6} m={0} p={0} style={{ listStyle: "none" }}>
      {findings.map(({ is, because, values }) => {
        const [Icon, colour] = SIGNS[is];
        return (
          <Group key={because + JSON.stringify(values)} component="li" gap="xs" wrap="nowrap" align="flex-start">
            <Icon size={18} aria-hidden color={`var(--mantine-color-${colour}-6)`} style={{ flex: "none", marginTop: 1 }} />
            <Text size="sm" style={{ overflowWrap: "anywhere" }}>
              <VisuallyHidden>{t("sign", { is })}: </VisuallyHidden>
              {found(because, values)}
            </Text>
          </Group>
        );
      })}
    </Stack>
  );
}
