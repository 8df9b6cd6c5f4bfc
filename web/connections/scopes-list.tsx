import { Badge, Code, Group, List, Stack, Text } from "@mantine/core";
import { useTranslations } from "use-intl";
import type { ScopeView } from "../../src/connections/authorizing/contract.ts";

/** Each thing that is asked of Zoom, with why, once for meetings and webinars alike; of what is missing also what stops without it. */
export function ScopesList({ scopes }: { scopes: readonly ScopeView[] }) {
  const t = useTranslations("scopes");
  const own = useTranslations("connecting.scopes");
  return (
    <List listStyleType="none" spacing="sm" size="sm" aria-label={own("title")}>
      {inGroups(scopes).map(({ reason, missing, names }) => (
        <List.Item key={names[0]} styles={{ itemWrapper: { display: "block" }, itemLabel: { display: "block" } }}>
          <Stack gap={2}>
            <Text size="sm">{t(`${reason as "list_users"}.why`)}</Text>
            <Group gap="xs">
              {names.map((name) => (
                <Code key={name} style={{ overflowWrap: "anywhere" }}>
                  {name}
                </Code>
              ))}
              {missing && (
                <Badge color="yellow" variant="light" style={{ flex: "none" }}>
                  {own("isMissing")}
                </Badge>
              )}
            </Group>
            {missing && <Text size="sm">{own("without", { text: t(`${reason as "list_users"}.without`) })}</Text>}
          </Stack>
        </List.Item>
      ))}
    </List>
  );
}

type Together = Pick<ScopeView, "reason" | "missing"> & { names: string[] };

const inGroups = (scopes: readonly ScopeView[]): Together[] =>
  [...Map.groupBy(scopes, ({ reason, missing }) => `${reason} ${missing}`).values()].map((those) => ({
    reason: those[0]!.reason,
    missing: those[0]!.missing,
    names: those.map(({ name }) => name),
  }));
