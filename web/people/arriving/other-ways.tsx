import { Alert, Button, Card, Group, Stack, Text } from "@mantine/core";
import { Link, useLocation, useNavigate } from "@tanstack/react-router";
import { UserX, type LucideIcon } from "lucide-react";
import { useTranslations } from "use-intl";
import { useMaybeMe } from "../../shell/me.ts";
import { useSignOut } from "../../shell/sign-out.ts";
import { Empty } from "../../shell/states.tsx";

/** The address has an account: its person signs in, and comes back here. */
export function SignInFirst({ text }: { text: string }) {
  const t = useTranslations("arriving");
  const go = useNavigate();
  const here = useLocation({ select: (location) => location.href });
  return (
    <Stack>
      <Text style={{ overflowWrap: "anywhere" }}>{text}</Text>
      <Button fullWidth onClick={() => void go({ to: "/sign-in", search: { to: here } })}>
        {t("signIn")}
      </Button>
    </Stack>
  );
}

/** Somebody else has signed in on this machine. */
export function WrongPerson({ text }: { text: string }) {
  const t = useTranslations("arriving");
  const signOut = useSignOut(() => location.reload());
  return (
    <Alert color="yellow" icon={<UserX aria-hidden />} title={text}>
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{t("invited.wrongText")}</Text>
        <Button size="xs" variant="default" onClick={() => void signOut()}>
          {t("signOut")}
        </Button>
      </Stack>
    </Alert>
  );
}

/** Nothing more can be done with this address, and where to go instead. */
export function DeadEnd({ icon, title, text }: { icon: LucideIcon; title: string; text: string }) {
  const t = useTranslations("arriving");
  const me = useMaybeMe();
  return (
    <Card padding="md">
      <Empty icon={icon} title={title} text={text} order={1}>
        <Group>
          {me === null ? (
            <Button component={Link} to="/sign-in" variant="default">
              {t("signIn")}
            </Button>
          ) : (
            <Button component={Link} to="/" variant="default">
              {t("home")}
            </Button>
          )}
        </Group>
      </Empty>
    </Card>
  );
}
