import { Card, Stack, Text, ThemeIcon, Title, UnstyledButton } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { CalendarPlus, KeyRound, Users, type LucideIcon } from "lucide-react";
import { useTranslations } from "use-intl";
import { signedInAs, type SandboxState } from "../../src/example/contract.ts";
import { send } from "../shell/api.ts";
import { useSaying } from "../shell/saying.tsx";
import { useEnter } from "./enter.ts";
import classes from "./sign-in.module.css";

type Who = SandboxState["people"][number];
const icons: Record<Who["as"], LucideIcon> = { administrator: KeyRound, organizer: CalendarPlus, attendee: Users };

/** In the sandbox one click is enough to be somebody. */
export function SandboxPeople({ people }: { people: Who[] }) {
  const t = useTranslations("signIn.sandbox");
  const saying = useSaying();
  const enter = useEnter();
  const signIn = useMutation({
    mutationFn: (as: Who["as"]) => send("POST", "/api/sandbox/sign-in", { as }, signedInAs),
    // An attendee has no account: only a page of their own, whatever was wanted before.
    onSuccess: ({ go }) => (go.startsWith("/j/") ? location.assign(go) : enter(go)),
    onError: (error) => saying.failed(error),
  });
  return (
    <Card padding="lg" component="section" aria-label={t("title")}>
      <Stack gap="sm">
        <div>
          <Title order={2} size="h4">
            {t("title")}
          </Title>
          <Text size="sm" c="dimmed">
            {t("text")}
          </Text>
        </div>
        {people.map((who) => (
          <Person key={who.as} who={who} busy={signIn.isPending} onClick={() => signIn.mutate(who.as)} />
        ))}
      </Stack>
    </Card>
  );
}

function Person({ who, busy, onClick }: { who: Who; busy: boolean; onClick: () => void }) {
  const t = useTranslations("signIn.sandbox");
  const Icon = icons[who.as];
  return (
    <UnstyledButton className={classes.person} disabled={busy} onClick={onClick}>
      <ThemeIcon variant="light" size={38} radius="md" aria-hidden>
        <Icon size={20} />
      </ThemeIcon>
      <span style={{ minWidth: 0 }}>
        <Text span fw={600} display="block">
          {t(who.as)}
        </Text>
        <Text span size="sm" c="dimmed" display="block">
          {who.name} · {t(`${who.as}Text`)}
        </Text>
      </span>
    </UnstyledButton>
  );
}
