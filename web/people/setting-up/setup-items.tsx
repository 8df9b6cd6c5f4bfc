import { Badge, Button, Card, Group, Stack, Text, Title } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Circle, CircleCheck } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import type { Setup } from "../../../src/people/setting-up/contract.ts";
import { send } from "../../shell/api.ts";
import { ActButton } from "../../shell/act-button.tsx";
import { useMe } from "../../shell/me.ts";
import { queryClient } from "../../shell/queries.ts";
import { useTimes } from "../../shell/times.tsx";
import { FormTrouble, useWhyNot } from "../../shell/trouble.tsx";

type Props = { setup: Setup; done: boolean };

/** One line of the list: what it is about, how it is now, and where to do something about it. */
function Item({ title, done, act, children }: { title: string; done: boolean; act?: ReactNode; children: ReactNode }) {
  const t = useTranslations("real.setup");
  const Icon = done ? CircleCheck : Circle;
  return (
    <Card padding="md" component="section" aria-label={title}>
      <Stack gap="xs">
        <Group justify="space-between" gap="xs">
          <Title order={2} size="h5">
            {title}
          </Title>
          <Badge variant="light" color={done ? "green" : "gray"} leftSection={<Icon size={13} aria-hidden />}>
            {t(done ? "done" : "open")}
          </Badge>
        </Group>
        <Stack gap={4} style={{ overflowWrap: "anywhere" }}>
          {children}
        </Stack>
        {act !== undefined && <Group>{act}</Group>}
      </Stack>
    </Card>
  );
}

function Go({ to, children }: { to: "/connection" | "/rooms" | "/settings" | "/members"; children: string }) {
  return (
    <Button component={Link} to={to} variant="default" size="xs">
      {children}
    </Button>
  );
}

export function AddressItem({ setup: { address }, done }: Props) {
  const t = useTranslations("real.setup.address");
  const here = location.origin;
  return (
    <Item title={t("title")} done={done}>
      <Text size="sm">{t(address.is, { origin: address.origin })}</Text>
      <Text size="sm" c="dimmed">
        {here === address.origin ? t("same") : t("other", { here })}
      </Text>
    </Item>
  );
}

export function MailItem({ setup: { mail }, done }: Props) {
  const t = useTranslations("real.setup.mail");
  const whyNot = useWhyNot();
  const { email } = useMe().member;
  const ask = useMutation({
    mutationFn: () => send("POST", "/api/setup/test-mail", {}),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["setup"] }),
  });
  const why = mail.server ? (mail.test?.state === "waiting" ? "test_mail_on_its_way" : null) : "no_mail_server";
  return (
    <Item
      title={t("title")}
      done={done}
      act={
        <>
          <ActButton size="xs" variant="default" whyNot={whyNot(why)} loading={ask.isPending} onClick={() => ask.mutate()}>
            {t("button")}
          </ActButton>
          <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>
            {t("to", { to: email })}
          </Text>
        </>
      }
    >
      <MailState mail={mail} />
      {mail.waiting > 0 && (!mail.server || mail.test?.state !== "waiting" || mail.waiting > 1) && <Text size="sm">{t("waits", { n: mail.waiting })}</Text>}
      <FormTrouble error={ask.error} />
    </Item>
  );
}

function MailState({ mail: { server, test } }: { mail: Setup["mail"] }) {
  const t = useTranslations("real.setup.mail");
  const times = useTimes();
  if (!server) return <Text size="sm">{t("none")}</Text>;
  if (test === null) return <Text size="sm">{t("untried")}</Text>;
  const when = `${times.moment(test.at)} ${times.zone()}`;
  return (
    <Text size="sm" role="status">
      {t(test.state, { to: test.to, when, answer: test.answer ?? "" })}
    </Text>
  );
}

export function ZoomItem({ setup: { zoom }, done }: Props) {
  const t = useTranslations("real.setup.zoom");
  const c = useTranslations("connection");
  const standing = zoom.replace(" ", "_") as "none";
  return (
    <Item title={t("title")} done={done} act={<Go to="/connection">{t("link")}</Go>}>
      <Text size="sm">
        {c(`standing.${standing}`)}. {c(`meaning.${standing}`)}
      </Text>
    </Item>
  );
}

export function RoomsItem({ setup: { rooms }, done }: Props) {
  const t = useTranslations("real.setup.rooms");
  return (
    <Item title={t("title")} done={done} act={<Go to="/rooms">{t("link")}</Go>}>
      <Text size="sm">{rooms === 0 ? t("none") : t("some", { n: rooms })}</Text>
    </Item>
  );
}

export function ContactItem({ setup: { contact }, done }: Props) {
  const t = useTranslations("real.setup.contact");
  const named = [contact.name, contact.email, contact.phone].filter((part) => part !== "").join(" · ");
  return (
    <Item title={t("title")} done={done} act={<Go to="/settings">{t("link")}</Go>}>
      <Text size="sm">{done ? t("some", { contact: named }) : t("none")}</Text>
    </Item>
  );
}

export function PeopleItem({ setup: { people }, done }: Props) {
  const t = useTranslations("real.setup.people");
  return (
    <Item title={t("title")} done={done} act={<Go to="/members">{t("link")}</Go>}>
      <Text size="sm">{done ? t("some", people) : t("alone")}</Text>
    </Item>
  );
}
