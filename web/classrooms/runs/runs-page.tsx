import { Button, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { ListChecks } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { RunView } from "../../../src/classrooms/runs/contract.ts";
import { AnchorLink } from "../../shell/links.tsx";
import { Page } from "../../shell/page.tsx";
import { Empty, Loading } from "../../shell/states.tsx";
import { useTimes } from "../../shell/times.tsx";
import { Trouble } from "../../shell/trouble.tsx";
import { classroomsQuery, runsQuery } from "../queries.ts";
import { keyOf } from "../words.ts";
import { BatchPage } from "./batch-page.tsx";
import classes from "./batch.module.css";
import { RunBadge } from "./run-badge.tsx";
import { useWhy } from "./why.ts";

/** What was done with one classroom, or what one file asked for, or whatever is not over. */
export function RunsPage() {
  const { classroom } = useSearch({ from: "/frame/runs" });
  return classroom === undefined ? <BatchPage /> : <Latest classroomId={classroom} />;
}

/** The latest first, also those in which another classroom took its place. */
function Latest({ classroomId }: { classroomId: string }) {
  const t = useTranslations("classrooms.runsPage");
  const { data, error, refetch } = useQuery(runsQuery(classroomId));
  const classrooms = useQuery(classroomsQuery);
  const name = classrooms.data?.classrooms.find(({ id }) => id === classroomId)?.name;
  return (
    <Page
      title={name === undefined && classrooms.data !== undefined ? t("title") : t("titleOf", { name: name ?? "…" })}
      text={t("textOf")}
      aside={<AnchorLink to="/classrooms">{t("back")}</AnchorLink>}
      width="narrow"
    >
      {data === undefined && (error === null ? <Loading rows={4} /> : <Trouble error={error} again={() => void refetch()} />)}
      {data?.runs.length === 0 && <Empty icon={ListChecks} title={t("none")} />}
      {data !== undefined && data.runs.length > 0 && <Lines runs={data.runs} />}
    </Page>
  );
}

/** So many are shown at first, and more when somebody says so; the server tells no more than the last. */
const [STEP, ALL_TOLD] = [50, 200];

function Lines({ runs }: { runs: readonly RunView[] }) {
  const t = useTranslations("classrooms.runsPage");
  const batch = useTranslations("classrooms.batch");
  const [most, setMost] = useState(STEP);
  return (
    <Stack gap="xs">
      <Stack component="ol" m={0} p={0} gap={0} className={classes.list ?? ""} aria-label={t("list")}>
        {runs.slice(0, most).map((run) => (
          <Line key={run.id} run={run} />
        ))}
      </Stack>
      {runs.length > most && (
        <Button variant="default" onClick={() => setMost(most + STEP)}>
          {batch("more", { n: Math.min(STEP, runs.length - most) })}
        </Button>
      )}
      {runs.length >= ALL_TOLD && runs.length <= most && (
        <Text size="sm" c="dimmed">
          {t("latest", { n: ALL_TOLD })}
        </Text>
      )}
    </Stack>
  );
}

/** The name of the classroom is above already, but for a run in which another took its place. */
function Line({ run }: { run: RunView }) {
  const t = useTranslations("classrooms");
  const kinds = useTranslations("runs.kind");
  const times = useTimes();
  const why = useWhy();
  const { id, kind, state, about, by, at, asked, whyNot } = run;
  const step = state === "done" ? undefined : run.steps.find((one) => one.state !== "done" && one.state !== "skipped");
  const isNamed = about !== "" && asked.replaces !== null;
  return (
    <li className={classes.line}>
      <div>
        <AnchorLink to="/runs/$id" params={{ id }} fw={600} c="inherit">
          {isNamed ? `${kinds(keyOf(kind))}: ${about}` : kinds(keyOf(kind))}
        </AnchorLink>
        <Text size="sm" c="dimmed">
          {by === "bedel" ? t("runPage.askedByItself", { time: times.moment(at) }) : t("runPage.asked", { name: by, time: times.moment(at) })}
        </Text>
        {asked.replaces !== null && asked.replaces !== "" && (
          <Text size="sm" c="dimmed">
            {t(kind === "undo replacing" ? "runsPage.insteadOf" : "runsPage.replaces", { name: asked.replaces })}
          </Text>
        )}
      </div>
      <div>
        <RunBadge run={run} size="sm" />
        {step?.because != null && state !== "stopped" && <Text size="xs">{why(step.because, step.values)}</Text>}
        {kind === "replace classroom" && whyNot.undo === null && <Text size="xs">{t("runsPage.undo")}</Text>}
      </div>
    </li>
  );
}
