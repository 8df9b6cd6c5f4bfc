import { Alert, Badge, Collapse, Button, Group, List, Stack, Text, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQuery } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import { useTranslations } from "use-intl";
import type { MyZoom } from "../../src/connections/personal/contract.ts";
import { AccountCard } from "../people/account-card.tsx";
import { ActButton } from "../shell/act-button.tsx";
import { useMe } from "../shell/me.ts";
import { useSaying } from "../shell/saying.tsx";
import { Loading } from "../shell/states.tsx";
import { Moment } from "../shell/times.tsx";
import { Trouble } from "../shell/trouble.tsx";
import { leaveForZoom } from "./connecting-queries.ts";
import { STANDING_COLOURS, wordOf } from "./standing.ts";
import { DisconnectMyZoom } from "./my-zoom-disconnect.tsx";
import { OtherZoomUser } from "./my-zoom-other.tsx";
import { myZoomQuery } from "./my-zoom-queries.ts";
import { GivingBack } from "./giving-back.tsx";
import { OutcomeNotice } from "./outcome-notice.tsx";
import { ScopesList } from "./scopes-list.tsx";

/** The reader's own Zoom: how it stands, which Zoom is in force, and what can be done about it. */
export function MyZoomCard({ outcome, attempt }: { outcome?: string | undefined; attempt?: string | undefined }) {
  const t = useTranslations("myZoom");
  const { data, error, refetch } = useQuery(myZoomQuery);
  const aside =
    data === undefined ? undefined : (
      <Badge variant="light" color={STANDING_COLOURS[data.own.standing]}>
        {t(`standing.${wordOf(data.own.standing)}`)}
      </Badge>
    );
  return (
    <AccountCard title={t("title")} text={t("about")} aside={aside}>
      <OutcomeNotice outcome={outcome} attempt={attempt} />
      {data === undefined && (error === null ? <Loading rows={1} height={90} /> : <Trouble error={error} again={() => void refetch()} />)}
      {data !== undefined && <Standing view={data} />}
    </AccountCard>
  );
}

const living = ({ own }: MyZoom): boolean => own.standing !== "none" && own.standing !== "disconnected";

function Standing({ view }: { view: MyZoom }) {
  const { own, candidate } = view;
  return (
    <Stack gap="md">
      <InForce view={view} />
      <OwnState own={own} />
      {candidate !== null && <OtherZoomUser candidate={candidate} now={own.email ?? ""} />}
      <GivingBack all={view.givingBack} />
      <Acts view={view} />
      <Before view={view} />
    </Stack>
  );
}

/** Which Zoom makes the reader's own sessions, and why. */
function InForce({ view: { inForce } }: { view: MyZoom }) {
  const t = useTranslations("myZoom");
  return (
    <div>
      <Title order={3} size="h5">
        {t("inForce.title")}
      </Title>
      <Text size="sm" style={{ overflowWrap: "anywhere" }}>
        {t(`inForce.${inForce.is}`, { email: inForce.email ?? "" })}
        {inForce.because !== null && ` ${t(`noneBecause.${inForce.because}`)}`}
        {inForce.is === "none" && ` ${t("inForce.instead")}`}
      </Text>
    </div>
  );
}

function OwnState({ own }: { own: MyZoom["own"] }) {
  const t = useTranslations("myZoom");
  const { zone } = useMe().member;
  return (
    <Stack gap={4}>
      <Text size="sm">{t(`meaning.${wordOf(own.standing)}`)}</Text>
      {own.because !== null && (
        <Alert color="red" variant="light" icon={<TriangleAlert aria-hidden />} role="status">
          {t(`because.${own.because}`)}
        </Alert>
      )}
      {own.email !== null && (
        <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
          {t("authorized", { name: own.name ?? "", email: own.email })}
        </Text>
      )}
      {own.since !== null && (
        <Text size="sm" c="dimmed">
          {t("since")} <Moment at={own.since} zone={zone} />
        </Text>
      )}
      {own.email !== null && !own.licensed && own.standing === "connected" && <Text size="sm">{t("unlicensed")}</Text>}
      {own.endingAt !== null && (
        <Text size="sm" role="status">
          {t("ending")}
        </Text>
      )}
      {own.missing.length > 0 && (
        <Alert color="yellow" variant="light" title={t("missing", { count: own.missing.length })}>
          <List size="sm">
            {own.missing.map((name) => (
              <List.Item key={name}>{name}</List.Item>
            ))}
          </List>
        </Alert>
      )}
    </Stack>
  );
}

function Acts({ view }: { view: MyZoom }) {
  const t = useTranslations("myZoom");
  const refusals = useTranslations("refusals");
  const saying = useSaying();
  const leave = useMutation({ mutationFn: () => leaveForZoom("/api/my-zoom/authorize"), onError: saying.failed });
  const whyNot = view.whyNotConnect === null ? null : refusals(view.whyNotConnect as "no_personal_app");
  const again = living(view);
  const settled = view.own.standing === "connected" && view.own.missing.length === 0;
  return (
    <Group>
      <ActButton whyNot={whyNot} variant={settled ? "default" : "filled"} loading={leave.isPending || leave.isSuccess} onClick={() => leave.mutate()}>
        {t(again ? "reconnect" : "connect")}
      </ActButton>
      {again && <DisconnectMyZoom />}
    </Group>
  );
}

/** Said before anybody leaves for Zoom. */
function Before({ view }: { view: MyZoom }) {
  const t = useTranslations("myZoom.before");
  const [open, { toggle }] = useDisclosure(false);
  return (
    <Stack gap="xs">
      <Title order={3} size="h5">
        {t("title")}
      </Title>
      <List size="sm" spacing={4}>
        <List.Item>{t("leaving")}</List.Item>
        <List.Item>{t("made", { hours: Math.round(view.leads.generation / 60) })}</List.Item>
        <List.Item>{t("others")}</List.Item>
        <List.Item>{t("remove")}</List.Item>
      </List>
      <div>
        <Button variant="default" size="xs" onClick={toggle} aria-expanded={open}>
          {t("asked")}
        </Button>
      </div>
      <Collapse expanded={open}>
        <ScopesList scopes={view.scopes} />
      </Collapse>
    </Stack>
  );
}
