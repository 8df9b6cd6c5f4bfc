import { Card, Group, List, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslations } from "use-intl";
import type { ConnectPage as View } from "../../src/connections/authorizing/contract.ts";
import { ActButton } from "../shell/act-button.tsx";
import { ProblemError } from "../shell/api.ts";
import { useChooseLanguage } from "../shell/language.tsx";
import { Loading } from "../shell/states.tsx";
import { useTimes } from "../shell/times.tsx";
import { FormTrouble, Trouble, useWhyNot } from "../shell/trouble.tsx";
import { ByItself, TakingBack } from "./before-leaving.tsx";
import { connectPageQuery, leaveForZoom } from "./connecting-queries.ts";
import { usePermissions } from "./permissions.ts";
import { PlainPage } from "./plain-page.tsx";
import { ScopesList } from "./scopes-list.tsx";

/** What whoever administers the Zoom account reads behind the link, before anything happens. */
export function ConnectPage() {
  const t = useTranslations("connecting.page");
  const { token } = useParams({ from: "/connect/$token" });
  const { data, error, refetch } = useQuery(connectPageQuery(token));
  useWritersLanguage(data?.language);
  if (data === undefined && error === null)
    return (
      <PlainPage title={t("loading")}>
        <Loading rows={3} />
      </PlainPage>
    );
  if (data === undefined)
    return error instanceof ProblemError && error.problem.status === 404 ? <Unknown /> : <Away error={error} again={() => void refetch()} />;
  return data.state === "sent" || data.state === "opened" ? <Asked view={data} token={token} /> : <Gone view={data} state={data.state} />;
}

/** Whoever sent the link chose it; the reader may choose another. */
function useWritersLanguage(language: View["language"] | undefined): void {
  const choose = useChooseLanguage();
  useEffect(() => {
    if (language !== undefined) choose(language);
  }, [choose, language]);
}

function Asked({ view, token }: { view: View; token: string }) {
  const t = useTranslations("connecting.page");
  const before = useTranslations("connecting.before");
  const times = useTimes();
  const sentence = useWhyNot();
  const permissions = usePermissions();
  const leave = useMutation({ mutationFn: () => leaveForZoom(`/api/connect/${encodeURIComponent(token)}/authorize`) });
  return (
    <PlainPage title={t("title", { institution: view.institution })}>
      <Card>
        <Stack gap="md" style={{ overflowWrap: "anywhere" }}>
          <Text>{t("intro", { inviter: view.inviter, institution: view.institution })}</Text>
          <Text>{t("noAccount")}</Text>
          <Part title={t("role")}>
            <Text size="sm">{t("roleText", { permissions: permissions(view.permissions) })}</Text>
          </Part>
          <Part title={before("title")}>
            <List size="sm" spacing={4}>
              <ByItself leads={view.leads} />
            </List>
          </Part>
          <FormTrouble error={leave.error} />
          <Group>
            <ActButton whyNot={sentence(view.whyNot)} loading={leave.isPending || leave.isSuccess} onClick={() => leave.mutate()}>
              {t("authorize")}
            </ActButton>
          </Group>
          <Text size="sm" c="dimmed">
            {t("until", { until: `${times.moment(view.expiresAt, view.zone)} ${times.zone(view.zone)}` })}
          </Text>
        </Stack>
      </Card>
      <Card>
        <Stack gap="md">
          <Part title={t("asked")}>
            <ScopesList scopes={view.scopes} />
          </Part>
        </Stack>
      </Card>
      <Card>
        <Stack gap="md">
          <Part title={t("never")}>
            <List size="sm" spacing={4}>
              {t("neverList")
                .split("\n")
                .map((line) => (
                  <List.Item key={line}>{line}</List.Item>
                ))}
            </List>
          </Part>
          <TakingBack />
          <Contact view={view} />
        </Stack>
      </Card>
    </PlainPage>
  );
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <Stack gap="xs">
      <Title order={2} size="h5">
        {title}
      </Title>
      {children}
    </Stack>
  );
}

function Contact({ view: { contact } }: { view: View }) {
  const t = useTranslations("connecting.page");
  const reach = [contact.name, contact.email, contact.phone].filter((part) => part !== "").join(" · ");
  return reach === "" ? null : (
    <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
      {t("contact", { contact: reach })}
    </Text>
  );
}

function Gone({ view, state }: { view: View; state: "authorized" | "expired" | "revoked" }) {
  const t = useTranslations("connecting.page");
  return (
    <PlainPage title={t(`gone.${state}`)}>
      <Card>
        <Stack gap="md">
          <Text>{t(`gone.${state}Text`, { inviter: view.inviter, institution: view.institution })}</Text>
          <Contact view={view} />
        </Stack>
      </Card>
    </PlainPage>
  );
}

function Unknown() {
  const t = useTranslations("connecting.page");
  return (
    <PlainPage title={t("unknown")}>
      <Text>{t("unknownText")}</Text>
    </PlainPage>
  );
}

function Away({ error, again }: { error: unknown; again: () => void }) {
  const t = useTranslations("connecting.page");
  return (
    <PlainPage title={t("notDone")}>
      <Trouble error={error} again={again} />
    </PlainPage>
  );
}
