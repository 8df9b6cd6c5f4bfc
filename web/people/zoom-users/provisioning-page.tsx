import { Alert, Card, Group, Radio, Stack, Switch, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { provisioningView, type ProvisioningView } from "../../../src/classrooms/zoom-users/contract.ts";
import { StandingChoice } from "../../classrooms/making/fields.tsx";
import { provisioningQuery } from "../../classrooms/queries.ts";
import { ScopesList } from "../../connections/scopes-list.tsx";
import { ActButton } from "../../shell/act-button.tsx";
import { ProblemError, send } from "../../shell/api.ts";
import { AnchorLink, ButtonLink } from "../../shell/links.tsx";
import { Page } from "../../shell/page.tsx";
import { useSaying } from "../../shell/saying.tsx";
import { Loading } from "../../shell/states.tsx";
import { FormTrouble, Trouble, fieldProblems, useWhyNot } from "../../shell/trouble.tsx";
import { ProvisioningConflict } from "./provisioning-conflict.tsx";
import { baseOf, differing, draftOf, following, onTop, type Base, type Draft } from "./provisioning-draft.ts";
import { zoomUsersQuery } from "./queries.ts";
import { useMainQuestion } from "./team-question.tsx";
import { Seats } from "./seats.tsx";
import { TeamSwitches } from "./team-switches.tsx";

/** Whether and how Bedel makes users in the Zoom account. */
export function ProvisioningPage() {
  const t = useTranslations("zoomUsers");
  const { data, error, refetch } = useQuery({ ...provisioningQuery, refetchOnWindowFocus: false });
  const users = useQuery(zoomUsersQuery);
  const aside = (
    <ButtonLink to="/zoom-users" variant="default">
      {t("title")}
    </ButtonLink>
  );
  return (
    <Page title={t("provisioning.title")} text={t("provisioning.about")} width="narrow" aside={aside}>
      {data === undefined && (error === null ? <Loading rows={3} height={140} /> : <Trouble error={error} again={() => void refetch()} />)}
      {data !== undefined && (
        <Stack>
          <Form view={data} />
          {users.data !== undefined && <Seats seats={users.data.seats} />}
          <TeamSwitches teams={data.teams} />
        </Stack>
      )}
    </Page>
  );
}

/** Saved as a whole. What somebody else saves meanwhile never throws away what was changed here. */
function Form({ view }: { view: ProvisioningView }) {
  const [t, settings] = [useTranslations("zoomUsers.provisioning"), useTranslations("settings")];
  const queries = useQueryClient();
  const saying = useSaying();
  const [base, setBase] = useState(() => baseOf(view));
  const [draft, setDraft] = useState(() => draftOf(view));
  const begin = (from: Base, of: Draft): void => {
    setBase(baseOf(from));
    setDraft(draftOf(of));
  };
  const mayGoOn = useMainQuestion();
  const save = useMutation({
    mutationFn: async () => ((await mayGoOn(base, draft)) ? send("PUT", "/api/provisioning", { revision: base.revision, ...draft }, provisioningView) : null),
    onSuccess: (next) => {
      if (next === null) return;
      begin(next, next);
      queries.setQueryData(provisioningQuery.queryKey, next);
      saying.done(t("saved"));
      void queries.invalidateQueries({ queryKey: ["zoom-users"] });
    },
    onError: async (error) => {
      if (error instanceof ProblemError && error.problem.status === 409) await queries.invalidateQueries({ queryKey: provisioningQuery.queryKey });
    },
  });
  const next = following(base, draft, view);
  if (next !== null && next.revision !== base.revision) begin(next, next);
  const goOn = (of: Draft): void => {
    begin(view, of);
    save.reset();
  };
  const isDirty = differing(draft, base).length > 0;
  const set = (more: Partial<Draft>): void => setDraft((before) => ({ ...before, ...more }));
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Card component="section">
        <Stack gap="lg">
          <OnOff view={view} draft={draft} onChange={set} error={fieldProblems(save.error)["on"]} />
          <Ways draft={draft} onChange={set} />
          {next === null ? (
            <ProvisioningConflict base={base} theirs={view} mine={draft} onTake={() => goOn(view)} onKeep={() => goOn(onTop(view, draft, base))} />
          ) : (
            <FormTrouble beside="all" error={save.error} />
          )}
          <Group justify="flex-end">
            <ActButton type="submit" loading={save.isPending} whyNot={next === null ? settings("conflict") : isDirty ? null : settings("nothingToSave")}>
              {t("save")}
            </ActButton>
          </Group>
        </Stack>
      </Card>
    </form>
  );
}

type PartProps = { draft: Draft; onChange: (more: Partial<Draft>) => void };

/** The switch, what it means, and what stands against it. */
function OnOff({ view, draft, onChange, error }: PartProps & { view: ProvisioningView; error: string | undefined }) {
  const t = useTranslations("zoomUsers.provisioning");
  const whyNot = useWhyNot();
  const why = view.on ? null : whyNot(view.whyNotOn);
  const missing = view.missing.map((scope) => ({ ...scope, missing: true }));
  return (
    <Stack gap="sm">
      <Switch
        label={t("on")}
        description={why ?? t(draft.on ? "onMeans" : "offMeans")}
        checked={draft.on}
        disabled={why !== null}
        error={error}
        onChange={(event) => onChange({ on: event.currentTarget.checked })}
      />
      {missing.length > 0 && (
        <Alert color="yellow" variant="light" icon={<TriangleAlert aria-hidden />} title={t("missing", { n: missing.length })}>
          <Stack gap="sm">
            <Text size="sm">
              {t(view.on ? "missingTextOn" : "missingText")}{" "}
              <AnchorLink to="/connection" underline="always">
                {t("toConnection")}
              </AnchorLink>
            </Text>
            <ScopesList scopes={missing} />
          </Stack>
        </Alert>
      )}
    </Stack>
  );
}

const MADE_AS = ["invited", "automatic", "sso"] as const;

function Ways({ draft, onChange }: PartProps) {
  const t = useTranslations("zoomUsers.provisioning");
  return (
    <>
      <Radio.Group label={t("madeAs")} value={draft.madeAs} onChange={(to) => onChange({ madeAs: to as Draft["madeAs"] })}>
        <Stack gap={8} mt={6}>
          {MADE_AS.map((way) => (
            <Radio key={way} value={way} label={t(`madeAsWays.${way}`)} description={t(`madeAsMore.${way}`)} />
          ))}
        </Stack>
      </Radio.Group>
      <Radio.Group label={t("makesAt")} value={draft.makesAt} onChange={(to) => onChange({ makesAt: to as Draft["makesAt"] })}>
        <Stack gap={8} mt={6}>
          <Radio value="accepted" label={t("makesAtWays.accepted")} />
          <Radio value="at once" label={t("makesAtWays.at_once")} />
        </Stack>
      </Radio.Group>
      <StandingChoice label={t("standing")} value={draft.standing} onChange={(standing) => onChange({ standing })} />
    </>
  );
}
