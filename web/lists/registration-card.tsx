import { Badge, Button, Card, CopyButton, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { ExternalLink, Link2 } from "lucide-react";
import { useTranslations } from "use-intl";
import { registrationSettings, type RegistrationSettings } from "../../src/attendees/registration/contract.ts";
import { momentOf } from "../../src/lib/time.ts";
import { ActButton } from "../shell/act-button.tsx";
import { get } from "../shell/api.ts";
import { AnchorLink } from "../shell/links.tsx";
import { live } from "../shell/queries.ts";
import { Loading } from "../shell/states.tsx";
import { useTimes } from "../shell/times.tsx";
import { Trouble, useWhyNot } from "../shell/trouble.tsx";
import { RegistrationForm } from "./registration-form.tsx";

type Props = { path: string; queryKey: readonly string[] };

/** Whether people can put themselves on this list, by which address, and how many have. */
export function RegistrationCard({ path, queryKey }: Props) {
  const t = useTranslations("lists.registration");
  const page = useTranslations("lists.page");
  const whyNot = useWhyNot();
  const [changing, change] = useDisclosure(false);
  const { data, error, refetch } = useQuery({ queryKey, queryFn: () => get(path, registrationSettings), ...live });
  return (
    <Card component="section" aria-label={t("title")}>
      <Stack gap="md">
        <Group justify="space-between">
          <Group gap="sm">
            <Title order={2} size="h4">
              {t("title")}
            </Title>
            {data?.page != null && <StateOf page={data.page} />}
          </Group>
          {!changing && data !== undefined && (
            <ActButton variant="light" whyNot={whyNot(data.whyNot)} onClick={change.open}>
              {t(data.page === null ? "open" : "change")}
            </ActButton>
          )}
        </Group>
        {data === undefined && (error === null ? <Loading rows={1} height={40} /> : <Trouble error={error} again={() => void refetch()} />)}
        {data?.list != null && (
          <Text size="sm">
            {page("ofSession")}{" "}
            <AnchorLink to="/lists/$id" params={{ id: data.list.id }} style={{ overflowWrap: "anywhere" }}>
              {data.list.name}
            </AnchorLink>
          </Text>
        )}
        {data?.page === null && !changing && (
          <Text size="sm" c="dimmed">
            {data.whyNot === null ? `${t("never")} ${t("text")}` : t("neverWas")}
          </Text>
        )}
        {data?.page != null && <Facts settings={data} page={data.page} />}
        {changing && data !== undefined && <RegistrationForm path={path} settings={data} onClose={change.close} />}
      </Stack>
    </Card>
  );
}

type Page = NonNullable<RegistrationSettings["page"]>;

const looks = {
  "open": ["open", "green"],
  "not open yet": ["soon", "ink"],
  "closed": ["closed", "gray"],
  "full": ["full", "yellow"],
  "over": ["over", "gray"],
  "cancelled": ["cancelled", "gray"],
} as const; // prettier-ignore

function StateOf({ page }: { page: Page }) {
  const t = useTranslations("lists.registration.state");
  const [word, color] = looks[page.state];
  return (
    <Badge variant="light" color={color}>
      {t(word)}
    </Badge>
  );
}

function Facts({ settings: { taken, unconfirmed, zone }, page }: { settings: RegistrationSettings; page: Page }) {
  const t = useTranslations("lists.registration");
  const times = useTimes();
  const moment = (wall: string) => {
    const at = momentOf(wall, zone, "earlier");
    return { when: at.ok ? times.moment(at.value, zone) : wall, city: times.city(zone) };
  };
  const parts = [
    page.capacity === null ? t("placesFree", { taken }) : t("places", { taken, capacity: page.capacity }),
    unconfirmed > 0 && t("unconfirmed", { n: unconfirmed }),
    page.opensAt !== null && page.state === "not open yet" && t("opens", moment(page.opensAt)),
    page.closesAt !== null && (page.state === "open" || page.state === "not open yet") && t("closes", moment(page.closesAt)),
    page.consentNeeded && t("consentNeeded"),
  ].filter((part) => part !== false);
  return (
    <>
      <Group align="flex-end" gap="xs">
        <TextInput
          readOnly
          label={t("address")}
          value={page.address}
          leftSection={<Link2 size={16} aria-hidden />}
          flex="1 1 260px"
          onFocus={(event) => event.currentTarget.select()}
        />
        <CopyButton value={page.address}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {t(copied ? "copied" : "copy")}
            </Button>
          )}
        </CopyButton>
        <Button component="a" variant="default" href={page.address} target="_blank" rel="noopener" rightSection={<ExternalLink size={15} aria-hidden />}>
          {t("see")}
        </Button>
      </Group>
      <Text size="sm" c="dimmed">
        {parts.join(" · ")}
      </Text>
    </>
  );
}
