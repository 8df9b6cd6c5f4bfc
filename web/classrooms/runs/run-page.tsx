import { Alert, Card, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { TriangleAlert } from "lucide-react";
import { useTranslations } from "use-intl";
import type { RunView } from "../../../src/classrooms/runs/contract.ts";
import { ActButton } from "../../shell/act-button.tsx";
import { useConfirm } from "../../shell/confirm.tsx";
import { freshId } from "../../shell/fresh-id.ts";
import { AnchorLink } from "../../shell/links.tsx";
import { Page } from "../../shell/page.tsx";
import { useSaying } from "../../shell/saying.tsx";
import { Loading } from "../../shell/states.tsx";
import { useTimes } from "../../shell/times.tsx";
import { Trouble, useWhyNot } from "../../shell/trouble.tsx";
import { runQuery, undoingQuery, useAskForRun } from "../queries.ts";
import { keyOf } from "../words.ts";
import { Activation } from "./activation.tsx";
import { Otherwise } from "./otherwise.tsx";
import { RunBadge } from "./run-badge.tsx";
import { hasUser, isInvitedNoMore } from "./standing-still.ts";
import { Steps } from "./steps.tsx";
import { Undone } from "./undone.tsx";
import { Undoing } from "./undoing.tsx";
import { Wanted } from "./wanted.tsx";
import { useTryingAgain } from "./trying-again.tsx";
import { useWithout } from "./without.ts";

/** What is done for a classroom or a Zoom user, one thing after the other, as it goes on. */
export function RunPage() {
  const t = useTranslations("runs.kind");
  const { id } = useParams({ from: "/frame/runs/$id" });
  const { data, error, refetch } = useQuery(runQuery(id));
  const title = data === undefined ? "…" : data.about === "" ? t(keyOf(data.kind)) : `${t(keyOf(data.kind))}: ${data.about}`;
  return (
    <Page title={title} {...(data === undefined ? {} : { text: <Asked run={data} />, aside: <Acts run={data} /> })} width="narrow">
      {data === undefined && (error === null ? <Loading rows={4} /> : <Trouble error={error} again={() => void refetch()} />)}
      {data !== undefined && <Going run={data} />}
    </Page>
  );
}

function Asked({ run: { by, at, endedAt, email, stopped } }: { run: RunView }) {
  const t = useTranslations("classrooms.runPage");
  const times = useTimes();
  return (
    <>
      {email !== null && <Text span style={{ overflowWrap: "anywhere" }}>{`${email} · `}</Text>}
      {by === "bedel" ? t("askedByItself", { time: times.moment(at) }) : t("asked", { name: by, time: times.moment(at) })}
      {stopped !== null && ` · ${t(`stoppedBy.${keyOf(stopped.by)}`, { name: stopped.name, time: times.moment(stopped.at) })}`}
      {stopped === null && endedAt !== null && ` · ${t("ended", { time: times.moment(endedAt) })}`}
    </>
  );
}

function Going({ run }: { run: RunView }) {
  const t = useTranslations("classrooms.runPage");
  const isOpen = run.state === "running" || run.state === "failed";
  return (
    <Stack>
      <Undone run={run} />
      <Wanted run={run} />
      <Card component="section" aria-label={t("steps")}>
        <Stack>
          <Group justify="space-between" role="status">
            <Title order={2} size="h4">
              {t("steps")}
            </Title>
            <RunBadge run={run} size="lg" />
          </Group>
          <Halfway run={run} />
          <Steps run={run}>
            {(step) => step.name === "activation" && isOpen && STANDS.has(step.state) && !isInvitedNoMore(step) && <Activation run={run} />}
          </Steps>
        </Stack>
      </Card>
      <Group>
        {run.classroomId !== null && <AnchorLink to="/classrooms">{t("toClassrooms")}</AnchorLink>}
        {run.classroomId !== null && (
          <AnchorLink to="/runs" search={{ classroom: run.classroomId }}>
            {t("toRuns")}
          </AnchorLink>
        )}
        {run.batchId !== null && (
          <AnchorLink to="/runs" search={{ batch: run.batchId }}>
            {t("toBatch")}
          </AnchorLink>
        )}
      </Group>
    </Stack>
  );
}

/** What people meet until it succeeds, in the words of the mail that an hour of it brings. */
function Halfway({ run: { halfway } }: { run: RunView }) {
  const t = useTranslations("letters.runs_stopped");
  const page = useTranslations("classrooms.runPage");
  if (halfway === null) return null;
  return (
    <Alert color="yellow" variant="light" icon={<TriangleAlert aria-hidden />} title={t("listHalfway")} role="status">
      {t(`met.${halfway.met}`)}
      {halfway.isHeld && ` ${page("held")}`}
    </Alert>
  );
}

const STANDS = new Set(["waiting", "failed"]);

/** What stays is said before: whoever was made or invited keeps a place in the account. */
function Stopping({ run: { kind, email, steps } }: { run: RunView }) {
  const t = useTranslations("classrooms.runPage");
  const making = steps.find(({ name }) => name === "make_user");
  const values = { email: email ?? "", is: making?.state === "done" ? "there" : "perhaps" };
  return (
    <Stack gap="sm">
      <Text>{t("stopText")}</Text>
      {hasUser({ steps }) && <Text style={{ overflowWrap: "anywhere" }}>{t(kind === "zoom user" ? "stopUserTheirs" : "stopUser", values)}</Text>}
    </Stack>
  );
}

/** What can be done with it; what can't says why. */
function Acts({ run }: { run: RunView }) {
  const t = useTranslations("classrooms.runPage");
  const whyNot = useWhyNot();
  const confirm = useConfirm();
  const saying = useSaying();
  const go = useNavigate();
  const queries = useQueryClient();
  const act = useAskForRun((next) => next.id !== run.id && void go({ to: "/runs/$id", params: { id: next.id } }));
  const path = `/api/runs/${encodeURIComponent(run.id)}`;
  const without = useWithout(run);
  const { question, body, resends } = useTryingAgain(run);
  const does = (what: "retry" | "stop" | "undo" | "let-go", body: object, said: string | null): void =>
    act.mutate({ path: `${path}/${what}`, body }, { onSuccess: () => void (said !== null && saying.done(said)), onError: (error) => saying.failed(error) });
  const stop = async (): Promise<void> => {
    if (await confirm({ title: t("stopTitle"), text: <Stopping run={run} />, yes: t("stopYes"), danger: true })) does("stop", {}, t("stopped"));
  };
  const undo = async (): Promise<void> => {
    if (await confirm({ title: t("undoTitle"), text: <Undoing runId={run.id} />, yes: t("undoYes") })) {
      const seen = queries.getQueryData(undoingQuery(run.id).queryKey)?.seen ?? null;
      does("undo", { runId: freshId(), seen }, null);
    }
  };
  const letGo = async (): Promise<void> => {
    if (without !== null && (await confirm({ title: without.title, text: without.text, yes: t("letGoYes"), danger: true }))) does("let-go", without.body, null);
  };
  const retry = async (): Promise<void> => {
    if (question === null || (await confirm({ ...question, danger: true }))) does("retry", body, t(resends ? "resent" : "retried"));
  };
  const isOver = run.state === "done";
  return (
    <>
      {run.kind === "replace classroom" && (
        <ActButton variant="default" whyNot={whyNot(run.whyNot.undo)} loading={act.isPending} onClick={() => void undo()}>
          {t("undo")}
        </ActButton>
      )}
      <Otherwise run={run} />
      {!isOver && (
        <ActButton variant="default" whyNot={whyNot(run.whyNot.stop)} loading={act.isPending} onClick={() => void stop()}>
          {t("stop")}
        </ActButton>
      )}
      {!isOver && (
        <ActButton whyNot={whyNot(run.whyNot.retry)} loading={act.isPending} onClick={() => void retry()}>
          {t(resends ? "activation.resend" : "retry")}
        </ActButton>
      )}
      {without !== null && (
        <ActButton variant="default" color="red" whyNot={null} loading={act.isPending} onClick={() => void letGo()}>
          {t("letGo")}
        </ActButton>
      )}
    </>
  );
}
