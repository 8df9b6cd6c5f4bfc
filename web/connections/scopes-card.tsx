import { Alert, Button, Card, Collapse, Group, Stack, Text, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { TriangleAlert } from "lucide-react";
import { useTranslations } from "use-intl";
import type { ConnectingView } from "../../src/connections/authorizing/contract.ts";
import { AuthorizeButton } from "./authorize-button.tsx";
import { ScopesList } from "./scopes-list.tsx";

type Props = { view: ConnectingView; whyNotAuthorize: string | null; byPeople: boolean; inUse: boolean };

/** What is asked of Zoom and why; what is missing stands open, with the way to ask again. `byPeople`: whoever authorizes can ask again here. */
export function ScopesCard({ view, whyNotAuthorize, byPeople, inUse }: Props) {
  const t = useTranslations("connecting.scopes");
  const [open, { toggle }] = useDisclosure(false);
  const missing = view.scopes.filter((scope) => scope.missing);
  return (
    <Card component="section" aria-label={t("title")}>
      <Stack gap="md">
        <Title order={2} size="h4">
          {t("title")}
        </Title>
        {missing.length > 0 && (
          <Alert color="yellow" variant="light" icon={<TriangleAlert aria-hidden />} title={t("missing", { count: missing.length })}>
            <Stack gap="sm">
              <Text size="sm">{t("missingText")}</Text>
              <ScopesList scopes={missing} />
              {byPeople && (
                <Group>
                  <AuthorizeButton whyNot={whyNotAuthorize} again />
                </Group>
              )}
            </Stack>
          </Alert>
        )}
        {missing.length === 0 && inUse && <Text size="sm">{t(view.scopesKnown ? "complete" : "unknown")}</Text>}
        <div>
          <Button variant="default" size="xs" onClick={toggle} aria-expanded={open}>
            {open ? t("hide") : t("show", { count: view.scopes.length })}
          </Button>
        </div>
        <Collapse expanded={open}>
          <ScopesList scopes={view.scopes} />
        </Collapse>
      </Stack>
    </Card>
  );
}
