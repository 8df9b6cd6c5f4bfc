import { Badge, Card, Group, Stack, Text, Title } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import type { LinkView } from "../../src/connections/authorizing/contract.ts";
import { ActButton } from "../shell/act-button.tsx";
import { send } from "../shell/api.ts";
import { useWhyNot } from "../shell/may.ts";
import { useMe } from "../shell/me.ts";
import { useSaying } from "../shell/saying.tsx";
import { Moment, useTimes } from "../shell/times.tsx";
import { useRefresh } from "./connecting-queries.ts";

const COLOURS: Record<LinkView["state"], string> = { sent: "ink", opened: "ink", authorized: "green", expired: "gray", revoked: "gray" };

/** The links that were made, and what became of each. */
export function LinksCard({ links }: { links: readonly LinkView[] }) {
  const t = useTranslations("connecting.links");
  return (
    <Card component="section" aria-label={t("title")}>
      <Stack gap="md">
        <div>
          <Title order={2} size="h4">
            {t("title")}
          </Title>
          <Text size="sm" c="dimmed">
            {t("about")}
          </Text>
        </div>
        {links.map((link) => (
          <LinkLine key={link.id} link={link} />
        ))}
      </Stack>
    </Card>
  );
}

function LinkLine({ link }: { link: LinkView }) {
  const t = useTranslations("connecting.links");
  const { zone } = useMe().institution;
  const times = useTimes();
  const saying = useSaying();
  const refresh = useRefresh();
  const whyNot = useWhyNot()("POST /api/connection/links/:id/revoke");
  const revoke = useMutation({
    mutationFn: () => send("POST", `/api/connection/links/${encodeURIComponent(link.id)}/revoke`),
    onSuccess: () => saying.done(t("revoked")),
    onError: saying.failed,
    onSettled: refresh,
  });
  const isOpen = link.state === "sent" || link.state === "opened";
  return (
    <Group justify="space-between" gap="xs">
      <div style={{ minWidth: 0, flex: "1 1 220px" }}>
        <Text size="sm" style={{ overflowWrap: "anywhere" }}>
          {link.email === null ? t("byHand", { name: link.madeBy }) : t("to", { email: link.email })}
        </Text>
        <Text size="sm" c="dimmed">
          {t("until")} <Moment at={link.expiresAt} zone={zone} />
        </Text>
      </div>
      <Group gap="xs">
        <Badge variant="light" color={COLOURS[link.state]}>
          {t(`states.${link.state}`)}
        </Badge>
        {isOpen && (
          <ActButton
            size="xs"
            variant="default"
            whyNot={whyNot}
            loading={revoke.isPending}
            onClick={() => revoke.mutate()}
            aria-label={t("revokeOf", { time: times.moment(link.madeAt, zone) })}
          >
            {t("revoke")}
          </ActButton>
        )}
      </Group>
    </Group>
  );
}
